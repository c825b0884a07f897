"""同一标识、不同内容：差在哪些字段。

Same id, other content: which fields differ. Values are shown for plain C1 fields that identify
nobody; of all others only the name and whether it was added, removed or changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ballast.events.incoming import Incoming
from ballast.events.model import FieldKind, Scene, Sensitivity
from ballast.events.record import Known
from ballast.kit.errors import ConflictError
from ballast.kit.text import Text

MASK = "***"
"""不展示的值。 Stands for a value that is not shown."""


@dataclass(frozen=True, slots=True)
class Difference:
    """一个字段的差异。 How one field differs; values may be masked, None is absent."""

    field: str
    stored: object
    given: object

    def as_dict(self) -> dict[str, object]:
        """机器可读的形式。 As a plain mapping."""
        return {"field": self.field, "stored": self.stored, "given": self.given}


class DifferentEventError(ConflictError):
    """同一标识已受理过不同的内容。 Another event was accepted under this id."""

    code = "event_differs"
    title = Text("同一标识、不同内容", "Same id, other content")

    def __init__(self, differences: tuple[Difference, ...]) -> None:
        self.differences = differences
        names = [difference.field for difference in differences]
        detail = Text(
            f"该标识已受理过不同的内容，差异在：{'、'.join(names)}。新事件请用新标识",
            f"Another event was accepted under this id; they differ in: {', '.join(names)}. "
            "Use a new id for a new event",
        )
        super().__init__(detail, {"differences": [d.as_dict() for d in differences]})


def difference(scene: Scene, stored: Known, given: Incoming) -> tuple[Difference, ...]:
    """两次内容的差异；摘要相同则为空。 How the two differ; empty if their digests are equal."""
    if stored.digest == given.digest:
        return ()
    found = tuple(_differences(scene, stored, given))
    # What is left are values of unknown fields, which are sealed: their names must do.
    return found or tuple(Difference(name, MASK, MASK) for name in given.unknown)


def _differences(scene: Scene, stored: Known, given: Incoming) -> Iterator[Difference]:
    if stored.at_us != given.at_us:
        yield Difference("occurred_at", stored.at_us, given.at_us)
    before, after = stored.view(), given.data
    for name, field in scene.fields.items():
        if before.get(name) != after.get(name):
            shown = (
                field.sensitivity is Sensitivity.C1
                and field.kind is FieldKind.PLAIN
                and field.subject is None
            )
            yield Difference(name, _shown(before, name, shown), _shown(after, name, shown))
    names = set(stored.names())
    for name in sorted(names ^ set(given.unknown)):
        was, is_now = name in names, name in given.unknown
        yield Difference(name, MASK if was else None, MASK if is_now else None)


def _shown(view: Mapping[str, object], name: str, clear: bool) -> object:
    value = view.get(name)
    return value if clear or value is None else MASK
