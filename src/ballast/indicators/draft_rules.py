"""自建定义的检查：一次列出全部问题，指明哪一项、怎么改。

Checking a definition that a person writes: all problems at once, each with its field and remedy.
What is malformed is set aside, so that the rest can be judged as well.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ballast.events.model import Scene
from ballast.indicators.check import check
from ballast.indicators.definition import load_indicator
from ballast.indicators.model import Indicator
from ballast.indicators.problems import InvalidIndicatorError, Problem
from ballast.kit.document import Document, DocumentError
from ballast.kit.text import Text

RESERVED = frozenset({"new", "check", "offers"})
"""地址里另有所用的代码。 Codes that addresses use for something else."""

LONGEST: Mapping[str, int] = {"title": 120, "unit": 24, "where": 2_000}
_KEYS = 5
_PLACEHOLDERS: Mapping[str, object] = {
    "code": "code",
    "title": {"zh": "名称", "en": "title"},
    "key": "key",
    "aggregate": "count",
    "window": "ever",
}
_MALFORMED = Text("没有填，或写法不对", "It is missing or malformed")


@dataclass(frozen=True, slots=True)
class Read:
    """读出的定义（读不出为 None）与全部问题。 What was read, None if nothing, and the problems."""

    indicator: Indicator | None
    problems: tuple[Problem, ...]


def read_draft(definition: Mapping[str, object], scenes: Mapping[str, Scene], zone: str) -> Read:
    """读一份定义并检查。 Read a definition and check it against the scenes."""
    found, malformed = _loaded(dict(definition), zone)
    named = {problem.field.partition(".")[0] for problem in malformed}
    rest = [] if found is None else [*_of_scenes(found, scenes), *_of_wording(found)]
    problems = (*malformed, *(p for p in rest if p.field.partition(".")[0] not in named))
    return Read(None if malformed else found, problems)


def _loaded(definition: dict[str, object], zone: str) -> tuple[Indicator | None, list[Problem]]:
    code = str(definition.get("code") or "")
    problems: list[Problem] = []
    for _ in range(len(definition) + len(_PLACEHOLDERS) + 1):
        try:
            return load_indicator(Document(definition, "definition"), zone), problems
        except DocumentError as wrong:
            field = wrong.place.partition(".")[2]
            problems.append(Problem(code, field, _MALFORMED, _should_be(wrong.expected)))
            name = field.partition(".")[0]
            definition.pop(name, None)
            if name == "scene":
                # Nothing else can be judged without a scene.
                return None, problems
            if name in _PLACEHOLDERS:
                definition[name] = _PLACEHOLDERS[name]
    return None, problems


def _should_be(expected: Text) -> Text:
    return Text(f"应为{expected.zh}", f"It must be {expected.en}")


def _of_scenes(indicator: Indicator, scenes: Mapping[str, Scene]) -> tuple[Problem, ...]:
    try:
        check((indicator,), scenes)
    except InvalidIndicatorError as refused:
        return refused.problems
    return ()


def _of_wording(indicator: Indicator) -> Iterator[Problem]:
    code = indicator.code
    if code in RESERVED:
        reserved = Text("这个代码另有所用", "This code is used for something else")
        yield Problem(code, "code", reserved, Text("换一个代码", "Choose another code"))
    if len(indicator.key) > _KEYS:
        many = Text(f"键至多 {_KEYS} 个字段", f"A key has at most {_KEYS} fields")
        yield Problem(code, "key", many, Text("减少字段", "Use fewer fields"))
    for field, text in _written(indicator):
        if len(text) > LONGEST[field]:
            long = Text(f"至多 {LONGEST[field]} 个字符", f"At most {LONGEST[field]} characters")
            yield Problem(code, field, long, Text("写短一些", "Make it shorter"))
        if any(unicodedata.category(c) in ("Cc", "Cs") and c not in "\n\t" for c in text):
            control = Text("含有控制字符", "It has control characters")
            yield Problem(code, field, control, Text("去掉它们", "Remove them"))


def _written(indicator: Indicator) -> Iterator[tuple[str, str]]:
    for field, text in (("title", indicator.title), ("unit", indicator.unit)):
        if text is not None:
            yield from ((field, text.zh), (field, text.en))
    if indicator.where is not None:
        yield "where", indicator.where
