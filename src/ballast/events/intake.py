"""受理：校验、归一、保护；一件事的问题一次列全，错误里没有值。

Intake: check, normalise, protect. All problems of an event are listed at once; errors never quote
a value. Pure: the clock and the keys are passed in.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from datetime import date

from msgspec.json import Encoder

from ballast.events.field_value import NOT_AN_INSTANT, WrongValueError
from ballast.events.incoming import Incoming, Protector, record_aad
from ballast.events.instants import day_of, parse_instant
from ballast.events.plan import Plan, Step
from ballast.events.problem import Problem, Refusal
from ballast.kit.text import Text

EARLIEST_US = 631_152_000_000_000  # 1990-01-01T00:00:00Z
"""最早的事发时刻。 Earliest accepted time of an event."""
MAX_UNKNOWN = 64
"""一件事最多有多少个未知字段。 Most unknown fields in one event."""
MAX_UNKNOWN_BYTES = 65_536
"""未知字段编码后的总长上限。 Longest total of the unknown fields, encoded as JSON."""

_UNKNOWN_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.\-]{0,63}")
_NO_DAY = date(1970, 1, 1)
_KEYS = frozenset(("scene", "id", "occurred_at", "data"))
# Sorted keys: the digest must not depend on the order in which a source writes its fields.
_canonical = Encoder(order="sorted").encode


def accept(
    plan: Plan, raw: Mapping[str, object], received_us: int, protector: Protector
) -> Incoming | Refusal:
    """受理一件事，或说明为什么不受理。 Accept an event, or say why not.

    Args:
        plan: 场景的受理计划。 Plan of the scene.
        raw: `{"id", "occurred_at", "data"}`，可带 `scene`。 As decoded from JSON.
        received_us: 收到时刻，微秒。 When it was received, microseconds.
        protector: 令牌与封存。 Tokens and sealing.
    """
    at_us = _at(raw.get("occurred_at"))
    data = raw.get("data")
    problems = _envelope_problems(plan, raw, at_us, received_us)
    if type(data) is not dict:
        return Refusal((*problems, _DATA))
    reading = _Reading(at_us or 0, plan, protector)
    for step in plan.steps:
        reading.take(step, data.get(step.name))
    if not data.keys() <= plan.names:
        reading.keep_unknown(data)
    if problems or reading.problems:
        return Refusal((*problems, *reading.problems))
    return reading.incoming(str(raw["id"]), received_us)


class _Reading:
    __slots__ = (
        "at_us",
        "content",
        "data",
        "day",
        "plan",
        "problems",
        "protector",
        "secret",
        "unknown",
    )

    def __init__(self, at_us: int, plan: Plan, protector: Protector) -> None:
        self.at_us = at_us
        self.day = day_of(at_us, plan.zone) if plan.needs_day else _NO_DAY
        self.plan = plan
        self.protector = protector
        self.data: dict[str, object] = {}
        self.secret: dict[str, str] = {}
        self.content: dict[str, object] = {}
        self.unknown: tuple[str, ...] = ()
        self.problems: list[Problem] = []

    def take(self, step: Step, raw: object) -> None:
        try:
            value = None if raw is None else step.read(raw)
        except WrongValueError as wrong:
            self.problems.append(Problem(step.name, wrong.problem, wrong.remedy))
            return
        if isinstance(value, str):
            self._take_text(step, value)
        elif value is not None:
            self.data[step.name] = self.content[step.name] = value
        elif step.required:
            self.problems.append(Problem(step.name, *_MISSING))

    def _take_text(self, step: Step, value: str) -> None:
        name, normal = step.name, step.normal(value) if step.normal else value
        if not step.token_kind:
            self.data[name] = normal
        elif not _placeholder(normal):
            self.secret[name] = value
            self.data[name] = self.protector.token(step.token_kind, normal)
        else:
            if step.required:
                self.problems.append(Problem(name, *_MISSING))
            return
        self.content[name] = normal
        if step.derive:
            self._derive(step, normal)

    def _derive(self, step: Step, normal: str) -> None:
        values = step.derive(normal, self.day) if step.derive else ()
        for key, derived in zip(step.derived, values, strict=True):
            if derived is not None:
                self.data[key] = derived

    def keep_unknown(self, data: Mapping[object, object]) -> None:
        names = [name for name in data if name not in self.plan.names]
        kept = {str(name): data[name] for name in names if data[name] is not None}
        if any(type(name) is not str or not _UNKNOWN_NAME.fullmatch(name) for name in names):
            self.problems.append(_UNKNOWN_NAMES)
            return
        if len(names) > MAX_UNKNOWN or _too_long(kept):
            self.problems.append(_UNKNOWN_SIZE)
            return
        self.unknown = tuple(sorted(kept))
        self.content.update(kept)
        # Nobody knows what they hold, so they are kept as if they were C3.
        self.secret.update((name, _canonical(value).decode()) for name, value in kept.items())

    def incoming(self, id_: str, received_us: int) -> Incoming:
        scene = self.plan.scene
        aad = record_aad(scene.code, id_)
        content = hashlib.blake2b(_canonical((self.at_us, self.content)), digest_size=32)
        return Incoming(
            scene.code,
            scene.version,
            id_,
            self.at_us,
            received_us,
            self.data,
            self.protector.seal(self.secret, aad) if self.secret else b"",
            self.unknown,
            self.protector.token("event", content.hexdigest()),
        )


def _at(value: object) -> int | None:
    return parse_instant(value) if type(value) is str else None


def _envelope_problems(
    plan: Plan, raw: Mapping[str, object], at_us: int | None, received_us: int
) -> list[Problem]:
    found = []
    if not _usable_id(raw.get("id")):
        found.append(_ID)
    if at_us is None:
        found.append(Problem("occurred_at", *NOT_AN_INSTANT))
    elif at_us > received_us + plan.tolerance_us:
        found.append(_FUTURE)
    elif at_us < EARLIEST_US:
        found.append(_PAST)
    if raw.get("scene", plan.scene.code) != plan.scene.code:
        found.append(_SCENE)
    if not raw.keys() <= _KEYS:
        found.append(_EXTRA)
    return found


def _placeholder(value: str) -> bool:
    # A lone dash is no phone: one token for all who have none would be a hot key.
    return len(value) < 4 and not any(map(str.isalnum, value))


def _usable_id(value: object) -> bool:
    return (
        type(value) is str
        and 0 < len(value) <= 128
        and value.isascii()
        and value.isprintable()
        and value == value.strip()
    )


def _too_long(values: Mapping[str, object]) -> bool:
    try:
        return len(_canonical(values)) > MAX_UNKNOWN_BYTES
    except (TypeError, ValueError, RecursionError):
        # Deeper or stranger than JSON; what cannot be written down cannot be kept.
        return True


_ID = Problem(
    "id",
    Text("标识应为 1–128 个可见 ASCII 字符", "The id must be 1 to 128 printable ASCII characters"),
    Text("用来源系统的流水号", "Use the serial number of the source system"),
)
_FUTURE = Problem(
    "occurred_at",
    Text("时刻在未来", "It lies in the future"),
    Text("核对来源系统的时钟与时区", "Check the clock and the offset of the source system"),
)
_PAST = Problem(
    "occurred_at",
    Text("时刻早于 1990 年", "It lies before 1990"),
    Text("核对日期与单位", "Check the date and its unit"),
)
_SCENE = Problem(
    "scene",
    Text("与受理的场景不一致", "It is not the scene that was asked for"),
    Text("改正 scene 或去掉它", "Correct or remove `scene`"),
)
_EXTRA = Problem(
    "",
    Text("data 之外有不认识的键", "There are unknown keys beside `data`"),
    Text("把业务字段放进 data", "Put business fields into `data`"),
)
_DATA = Problem(
    "data",
    Text("应为对象", "It must be an object"),
    Text("把字段放进 data", "Put the fields into `data`"),
)
_MISSING = (
    Text("缺少必填字段", "The required field is missing"),
    Text("补上非空的值", "Send a value that is not empty"),
)
_UNKNOWN_NAMES = Problem(
    "data",
    Text("有未知字段的名称不可用", "The name of an unknown field cannot be used"),
    Text(
        "名称用字母开头的 1–64 个字母、数字、_ . -",
        "Use 1 to 64 letters, digits, _ . -, starting with a letter",
    ),
)
_UNKNOWN_SIZE = Problem(
    "data",
    Text("未知字段太多或太大", "There are too many or too large unknown fields"),
    Text("把需要的字段加入场景，其余不发", "Add the needed fields to the scene; omit the others"),
)
