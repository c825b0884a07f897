"""引擎看到的名字与类型：字段、令牌、派生属性。

The names and types engines see of a scene: fields, tokens, derived attributes.
"""

from __future__ import annotations

from ballast.events.derived import Attribute, attributes
from ballast.events.model import Field, FieldType, Scene
from ballast.expressions.types import BOOLEAN, NUMBER, STRING, TIME, TOKEN, Type
from ballast.kit.text import Text

_TYPES = {
    FieldType.STRING: STRING,
    FieldType.NUMBER: NUMBER,
    FieldType.BOOLEAN: BOOLEAN,
    FieldType.TIME: TIME,
}


def engine_schema(scene: Scene) -> dict[str, Type]:
    """名字 → 表达式类型，次序同场景。 Name to expression type, in the order of the scene."""
    schema: dict[str, Type] = {}
    for field in scene.fields.values():
        schema[field.name] = TOKEN if field.protected else _TYPES[field.type]
        schema.update((name, _TYPES[a.type]) for name, a in _derived(field).items())
    return schema


def engine_titles(scene: Scene) -> dict[str, Text]:
    """名字 → 双语标题，供界面与报错。 Name to title, for pages and messages."""
    titles: dict[str, Text] = {}
    for field in scene.fields.values():
        titles[field.name] = field.title
        for name, attribute in _derived(field).items():
            zh = f"{field.title.zh}：{attribute.title.zh}"
            titles[name] = Text(zh, f"{field.title.en}: {attribute.title.en}")
    return titles


def column_types(scene: Scene) -> dict[str, FieldType]:
    """名字 → 存储类型（令牌是文本）。 Name to stored type; tokens are strings."""
    types: dict[str, FieldType] = {}
    for field in scene.fields.values():
        types[field.name] = field.type
        types.update((name, attribute.type) for name, attribute in _derived(field).items())
    return types


def _derived(field: Field) -> dict[str, Attribute]:
    text = field.type is FieldType.STRING
    return attributes(field.name, field.kind) if text else {}
