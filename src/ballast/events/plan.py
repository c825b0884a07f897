"""把场景预先编译成受理计划，免得每件事都重新解释场景。

A scene compiled for intake, so that the scene is interpreted once and not for every event.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import tzinfo
from functools import partial

from ballast.events.derived import DERIVATIONS, Derivation, attributes
from ballast.events.field_value import Reader, reader_of
from ballast.events.model import Field, FieldKind, FieldType, Scene
from ballast.infra.crypto.normal_form import normal_form


@dataclass(frozen=True, slots=True)
class Step:
    """一个字段的受理步骤。 What intake does with one field.

    Args:
        name: 字段名。 Name of the field.
        required: 是否必填。 Whether it must be present.
        read: 校验并转成内部值。 Check and convert.
        token_kind: 令牌的种类；空为不保护。 Kind of its token; empty if it is not protected.
        normal: 规范写法；None 为原样。 Normal form; None keeps the value.
        derive: 派生属性的算法。 Computation of its derived attributes.
        derived: 派生属性的全名，与 `derive` 同序。 Their names, in the order of `derive`.
    """

    name: str
    required: bool
    read: Reader
    token_kind: str
    normal: Callable[[str], str] | None
    derive: Derivation | None
    derived: tuple[str, ...]

    @classmethod
    def of(cls, field: Field) -> Step:
        """为一个字段准备步骤。 The step of a field."""
        text, plain = field.type is FieldType.STRING, field.kind is FieldKind.PLAIN
        return cls(
            name=field.name,
            required=field.required,
            read=reader_of(field),
            token_kind=field.kind.value if field.protected else "",
            normal=partial(normal_form, field.kind.value) if text and not plain else None,
            derive=DERIVATIONS.get(field.kind) if text else None,
            derived=tuple(attributes(field.name, field.kind)) if text else (),
        )


@dataclass(frozen=True, slots=True)
class Plan:
    """一个场景的受理计划。 The intake plan of one scene.

    Args:
        scene: 场景。 The scene.
        zone: 机构所在时区，年龄按当地日期算。 Zone of the institution; ages follow its days.
        tolerance_us: 事发时刻可以超前收到时刻多少。 How far the event may lie in the future.
        steps: 各字段的步骤。 Steps of the fields.
        names: 已知字段名。 Known field names.
        needs_day: 是否有派生属性要用当地日期。 Whether a derived attribute needs the local day.
    """

    scene: Scene
    zone: tzinfo
    tolerance_us: int
    steps: tuple[Step, ...]
    names: frozenset[str]
    needs_day: bool


def plan_of(scene: Scene, zone: tzinfo, tolerance_us: int = 300_000_000) -> Plan:
    """编译一个场景；超前默认容许五分钟。 Compile a scene; five minutes of clock skew by default."""
    steps = tuple(Step.of(field) for field in scene.fields.values())
    needs_day = any(field.kind is FieldKind.ID_CARD for field in scene.fields.values())
    return Plan(scene, zone, tolerance_us, steps, frozenset(scene.fields), needs_day)
