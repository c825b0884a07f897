"""一个场景的样例报文：按字段类型写成，可以直接发。

A body that a scene accepts, written from the types of its fields: for integrators to start from.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from ballast.events.instants import text_of
from ballast.events.model import Field, FieldKind, FieldType, Scene, SubjectKind

# Numbers of nobody: test ranges, documentation ranges, and check digits that are right.
_KINDS: Mapping[FieldKind, str] = MappingProxyType(
    {
        FieldKind.NAME: "张三",
        FieldKind.PHONE: "13800138000",
        FieldKind.ID_CARD: "11010519491231002X",
        FieldKind.BANK_CARD: "6222020000000000000",
        FieldKind.EMAIL: "name@example.com",
        FieldKind.ADDRESS: "北京市东城区示例街 1 号",
        FieldKind.DEVICE: "device-0001",
        FieldKind.IP: "203.0.113.7",
        FieldKind.FREE_TEXT: "示例",
    }
)
_SUBJECTS: Mapping[SubjectKind, str] = MappingProxyType(
    {
        SubjectKind.CUSTOMER: "C000001",
        SubjectKind.ACCOUNT: "A000001",
        SubjectKind.MERCHANT: "M000001",
        SubjectKind.COUNTERPARTY: "P000001",
        SubjectKind.DEVICE: "device-0001",
    }
)


def example(scene: Scene, now_us: int) -> dict[str, object]:
    """请求体的样例；用不着的字段删去。 A sample body with every field; drop what is unused."""
    return {
        "scene": scene.code,
        "id": f"{scene.code}-0001",
        "occurred_at": text_of(now_us - now_us % 1_000_000),
        "data": {field.name: _value(field, now_us) for field in scene.fields.values()},
    }


def _value(field: Field, now_us: int) -> object:
    if field.type is FieldType.NUMBER:
        return 100
    if field.type is FieldType.BOOLEAN:
        return True
    if field.type is FieldType.TIME:
        return text_of(now_us - now_us % 1_000_000)
    return _text(field)


def _text(field: Field) -> str:
    if field.values:
        return field.values[0]
    if field.kind in _KINDS:
        return _KINDS[field.kind]
    return _SUBJECTS.get(field.subject, "示例") if field.subject else f"{field.name}-1"
