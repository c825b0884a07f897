"""列与字段的对应。 Which column is which field.

A file has the field names as headings, plus `id` and `occurred_at`; other headings are mapped.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import tzinfo
from typing import Any

from ballast.events.adapters.casting import WrongTextError, cast, instant, string
from ballast.events.adapters.encoding import UnreadableFileError
from ballast.events.model import Scene
from ballast.events.problem import Problem, Refusal
from ballast.kit.text import Text

ENVELOPE = ("id", "occurred_at")
"""事件自身的两列。 The two columns that belong to the event itself."""

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.\-]{0,63}")


class UnusableColumnsError(UnreadableFileError):
    """表头对不上。 The headings do not fit the scene."""

    code = "file_columns"
    title = Text("表头对不上", "The headings do not fit")

    def __init__(self, missing: list[str], repeated: list[int], unusable: list[int]) -> None:
        super().__init__(
            Text(
                f"缺少的列：{missing}；与前面重名的列（第几列）：{repeated}；"
                f"名称不可用的列（第几列）：{unusable}。请改表头，或用列对应改名、丢弃",
                f"Missing columns: {missing}; columns that repeat a name, by position: {repeated}; "
                f"with unusable names: {unusable}. Change the headings, or map or drop the columns",
            ),
            {"missing": missing, "repeated": repeated, "unusable": unusable},
        )


@dataclass(frozen=True, slots=True)
class Columns:
    """怎样把文件的列读成场景的字段。 How the columns of a file become the fields of a scene.

    Args:
        scene: 场景。 The scene.
        zone: 没写时区的时刻按它解释；None 则不受理。 Zone of times without an offset, or None.
        mapping: 列名 → 字段名；空名丢弃该列。 Heading to field name; an empty name drops a column.
        constants: 文件里没有、每行相同的字段。 Fields that are the same for every line.
    """

    scene: Scene
    zone: tzinfo | None = None
    mapping: Mapping[str, str] = field(default_factory=dict)
    constants: Mapping[str, object] = field(default_factory=dict)

    def names(self, headings: Iterable[object]) -> list[str]:
        """各列的字段名。 Field name of each column.

        Raises:
            UnusableColumnsError: 缺列、重名，或名称不可用。 A missing, repeated or unusable column.
        """
        names = [self.mapping.get(str(heading), str(heading)).strip() for heading in headings]
        missing = [name for name in ENVELOPE if name not in names]
        # By position: the first line of a file without headings may hold personal data.
        numbered = [(n, name) for n, name in enumerate(names) if name]
        repeated = [n + 1 for n, name in numbered if name in names[:n]]
        unusable = [n + 1 for n, name in numbered if not _NAME.fullmatch(name)]
        if missing or repeated or unusable:
            raise UnusableColumnsError(missing, repeated, unusable)
        return names

    def event(self, names: Iterable[str], values: Iterable[object]) -> dict[str, Any] | Refusal:
        """一行的值 → 原始事件。 The values of a line to a raw event."""
        problems: list[Problem] = []
        data: dict[str, Any] = dict(self.constants)
        for name, value in zip(names, values, strict=True):
            if not name or value is None or value == "":
                continue
            try:
                data[name] = self._converted(name, value)
            except WrongTextError as wrong:
                problems.append(Problem(name, wrong.problem, wrong.remedy))
        if problems:
            return Refusal(tuple(problems))
        return {
            "id": data.pop("id", None),
            "occurred_at": data.pop("occurred_at", None),
            "data": data,
        }

    def _converted(self, name: str, value: object) -> object:
        if name == "id":
            return string(value)
        if name == "occurred_at":
            return instant(value, self.zone)
        known = self.scene.fields.get(name)
        if known is not None:
            return cast(known, value, self.zone)
        return value if isinstance(value, str | bool | int | float) else str(value)


def columns_of(scene: Scene, options: Mapping[str, Any], zone: tzinfo | None = None) -> Columns:
    """从文档 `{columns: {列: 字段}, constants: {字段: 值}}` 读取。 Read from such a document."""
    unknown = sorted(set(options) - {"columns", "constants"})
    mapping, constants = options.get("columns", {}), options.get("constants", {})
    if unknown or not isinstance(mapping, Mapping) or not isinstance(constants, Mapping):
        raise UnreadableFileError(
            Text(
                "列对应文件只有 columns 与 constants 两个键值对",
                "A mapping file has the two mappings `columns` and `constants` only",
            ),
            {"unknown": unknown},
        )
    names = {str(heading): str(name or "") for heading, name in mapping.items()}
    return Columns(scene, zone, names, dict(constants))
