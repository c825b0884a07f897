"""场景、字段与事件。 Scenes, their fields, and events.

A scene is pack data: which facts an action carries, how sensitive each is (C1, C2, C3 of
JR/T 0171-2020) and whom each identifies. Engines (indicators, policies, lake) never see a
protected value: text fields of class C2 and C3 reach them as a keyed token that allows equality
only, plus attributes derived at intake (`id_card_age`, `phone_segment`, …).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from ballast.kit.text import Text


class FieldType(StrEnum):
    """字段的类型。 Type of a field's value."""

    STRING = "string"
    NUMBER = "number"
    BOOLEAN = "boolean"
    TIME = "time"  # RFC 3339 text outside, microseconds since the epoch (a number) inside


class Sensitivity(StrEnum):
    """JR/T 0171-2020 的信息类别。 Class of personal financial information."""

    C1 = "C1"
    C2 = "C2"
    C3 = "C3"


class FieldKind(StrEnum):
    """字段里是什么样的信息。 What the text is: decides mask, check and derived attributes."""

    NAME = "name"
    PHONE = "phone"
    ID_CARD = "id_card"
    BANK_CARD = "bank_card"
    EMAIL = "email"
    ADDRESS = "address"
    DEVICE = "device"
    IP = "ip"
    FREE_TEXT = "free_text"
    PLAIN = "plain"


class SubjectKind(StrEnum):
    """字段指向哪一类对象。 Which kind of subject the field identifies."""

    CUSTOMER = "customer"
    ACCOUNT = "account"
    CARD = "card"
    DEVICE = "device"
    PHONE = "phone"
    IP = "ip"
    MERCHANT = "merchant"
    COUNTERPARTY = "counterparty"


@dataclass(frozen=True, slots=True)
class Field:
    """场景的一个字段。 One field of a scene."""

    name: str
    type: FieldType
    title: Text
    sensitivity: Sensitivity
    kind: FieldKind = FieldKind.PLAIN
    required: bool = False
    subject: SubjectKind | None = None
    values: tuple[str, ...] = ()  # the allowed values of a string field; empty: any

    @property
    def protected(self) -> bool:
        """引擎只能看到它的令牌。 Whether engines see only its token."""
        return self.type is FieldType.STRING and self.sensitivity is not Sensitivity.C1


@dataclass(frozen=True, slots=True)
class Scene:
    """一个场景的一个版本。 One version of a scene."""

    code: str
    version: int
    title: Text
    fields: Mapping[str, Field]
    fallback: str = "review"  # outcome when the scene's policy cannot run
    policy: str | None = None  # policy that decides in this scene; None: facts only
    scope: str | None = None  # unit, business or product that it belongs to; None: to none

    def subject_field(self, subject: SubjectKind) -> Field | None:
        """指向某类对象的第一个字段。 The first field that identifies a subject of this kind."""
        return next((f for f in self.fields.values() if f.subject is subject), None)


@dataclass(frozen=True, slots=True)
class Event:
    """一件已受理的事。 An accepted event, as engines see it.

    `data` holds C1 values, tokens of protected fields and derived attributes; `sealed` holds the
    protected values, encrypted. Times are microseconds since the epoch (UTC).
    """

    seq: int
    scene: str
    id: str
    at_us: int
    received_us: int
    data: Mapping[str, object]
    sealed: bytes = b""
    scene_version: int = 1
    late: bool = False
    unknown: tuple[str, ...] = field(default=())
