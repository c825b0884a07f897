"""名单的定义，来自领域包。 Definitions of lists, from pack data."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from ballast.events.model import FieldKind, Sensitivity, SubjectKind
from ballast.kit.text import Text
from ballast.policies.lists.errors import InvalidEntryError
from ballast.policies.lists.model import Colour, ListDefinition


class _Shape(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    title: Text
    colour: Colour
    subject: SubjectKind | None = None
    kind: FieldKind = FieldKind.PLAIN
    sensitivity: Sensitivity = Sensitivity.C1
    two_person: bool = False
    code: str = ""


def definitions(contents: Mapping[str, Mapping[str, object]]) -> dict[str, ListDefinition]:
    """读领域包 `lists` 一节：编码 → `{title, colour, subject?, kind?, …}`。

    Read the `lists` section of packs; raises InvalidEntryError naming the list and the field.
    """
    return {code: _definition(code, content) for code, content in contents.items()}


def _definition(code: str, content: Mapping[str, object]) -> ListDefinition:
    try:
        shape = msgspec.convert(content, _Shape)
    except msgspec.ValidationError as error:
        text = Text(f"名单 `{code}` 的定义不合格：{error}", f"List `{code}` is malformed: {error}")
        raise InvalidEntryError(code, text) from error
    return ListDefinition(
        code=code,
        title=shape.title,
        colour=shape.colour,
        subject=shape.subject,
        kind=shape.kind,
        sensitivity=shape.sensitivity,
        two_person=shape.two_person,
    )
