"""人给出的对象：校验、保护之后的键。 The subject a person names: its key, checked and protected."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from ballast.events.incoming import Incoming, Protector
from ballast.events.instants import text_of
from ballast.events.intake import accept
from ballast.events.problem import Refusal
from ballast.events.registry import SceneRegistry
from ballast.indicators.columns import Column, key_columns
from ballast.indicators.model import Indicator
from ballast.indicators.problems import UnreadableError
from ballast.indicators.values import TYPED
from ballast.kit.errors import InvalidError
from ballast.kit.text import Text

HIDDEN = "***"
"""代替令牌的写法。 Stands for a token."""


class NoSubjectError(InvalidError):
    """没有写明是谁。 The fields that name the subject are missing."""

    code = "indicator_subject"
    title = Text("没有写明是谁", "No subject")

    def __init__(self, columns: Sequence[Column]) -> None:
        names = [column.name for column in columns]
        super().__init__(
            Text(f"请填写 {'、'.join(names)}", f"Give {', '.join(names)}"),
            {"errors": [{"field": name} for name in names]},
        )


@dataclass(frozen=True, slots=True)
class Subjects:
    """认出对象。 Recognises subjects.

    Args:
        scenes: 现行场景。 The scenes in force.
        protector: 令牌。 Tokens.
        now_us: 时钟。 The clock.
    """

    scenes: SceneRegistry
    protector: Protector
    now_us: Callable[[], int]

    def probe(self, scene: str, data: Mapping[str, object]) -> Incoming:
        """此刻的一件事，只为读值。 An event of this moment that only reads.

        Raises:
            EventRefusedError: 字段不合场景。 A field does not fit the scene.
        """
        plan = self.scenes.plan(scene)
        # Only the fields that name the subject are given, so nothing is required here.
        relaxed = replace(plan, steps=tuple(replace(s, required=False) for s in plan.steps))
        now_us = self.now_us()
        raw = {"id": "probe", "occurred_at": text_of(now_us), "data": dict(data)}
        found = accept(relaxed, raw, now_us, self.protector)
        if isinstance(found, Refusal):
            raise found.error()
        return found

    def key(self, indicator: Indicator, probe: Incoming) -> list[object]:
        """键的各部分。 The parts of the key.

        Raises:
            UnreadableError: 在该场景读不了。 It cannot be read in that scene.
            NoSubjectError: 没有写明是谁。 A part of the key is missing.
        """
        columns = key_columns(indicator, self.scenes.scenes, probe.scene)
        if columns is None:
            raise UnreadableError(indicator.code, probe.scene)
        values = [TYPED[column.type](probe.data.get(column.name)) for column in columns]
        missing = [c for c, value in zip(columns, values, strict=True) if value is None]
        if missing:
            raise NoSubjectError(missing)
        return values


def hidden(value: object) -> object:
    """令牌不外露。 A token as `***`; anything else as it is."""
    return HIDDEN if isinstance(value, str) and value.startswith("tk_") else value
