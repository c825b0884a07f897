"""派生属性：受理时从文本算出、引擎看得见的特征。

Derived attributes: what engines may know of a text they see only as a token. They are computed
once, at intake, from the normal form: `id_card_age`, `phone_segment`, `ip_private`, …
"""

from __future__ import annotations

import ipaddress
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from ballast.events.model import FieldKind, FieldType
from ballast.kit.identity import luhn, phone, resident_id
from ballast.kit.result import Success
from ballast.kit.text import Text


@dataclass(frozen=True, slots=True)
class Attribute:
    """一个派生属性。 One derived attribute: suffix of its name, type and title."""

    suffix: str
    type: FieldType
    title: Text


_VALID = Attribute("valid", FieldType.BOOLEAN, Text("格式与校验位正确", "Well-formed"))
ATTRIBUTES: Mapping[FieldKind, tuple[Attribute, ...]] = {
    FieldKind.ID_CARD: (
        _VALID,
        Attribute("age", FieldType.NUMBER, Text("事发时周岁", "Age in years at the event")),
        Attribute("gender", FieldType.STRING, Text("性别（M、F）", "Gender (M, F)")),
        Attribute("region", FieldType.STRING, Text("六位行政区划码", "Region code, six digits")),
    ),
    FieldKind.PHONE: (
        _VALID,
        Attribute("segment", FieldType.STRING, Text("前三位号段", "First three digits")),
    ),
    FieldKind.BANK_CARD: (
        Attribute("luhn", FieldType.BOOLEAN, Text("校验位正确", "Check digit is right")),
        Attribute("bin", FieldType.STRING, Text("前六位发卡行标识", "First six digits (BIN)")),
    ),
    FieldKind.EMAIL: (
        _VALID,
        Attribute("domain", FieldType.STRING, Text("邮箱域名", "Domain of the address")),
    ),
    FieldKind.IP: (
        _VALID,
        Attribute("private", FieldType.BOOLEAN, Text("非公网地址", "Not a public address")),
        Attribute(
            "network",
            FieldType.STRING,
            Text("所在网段（IPv4 /24，IPv6 /48）", "Its network (IPv4 /24, IPv6 /48)"),
        ),
    ),
}
"""每类信息的派生属性。 Derived attributes of each kind."""


def attributes(name: str, kind: FieldKind) -> dict[str, Attribute]:
    """一个字段的派生属性，按全名。 Derived attributes of a field by full name."""
    return {f"{name}_{a.suffix}": a for a in ATTRIBUTES.get(kind, ())}


Derivation = Callable[[str, date], tuple[object, ...]]
"""规范写法与事发当地日期 → 各属性的值（None 为未知）。

Normal form and local day of the event to the values, in the order of `ATTRIBUTES`; None is unknown.
"""


def _id_card(value: str, day: date) -> tuple[object, ...]:
    parsed = resident_id.parse(value)
    if not isinstance(parsed, Success):
        return (False, None, None, None)
    holder = parsed.value
    age = holder.age_on(day)
    gender = "M" if holder.gender is resident_id.Gender.MALE else "F"
    return (True, float(age) if age >= 0 else None, gender, holder.region)


def _phone(value: str, _day: date) -> tuple[object, ...]:
    parsed = phone.parse(value)
    return (True, parsed.value.segment) if isinstance(parsed, Success) else (False, None)


def _bank_card(value: str, _day: date) -> tuple[object, ...]:
    digits = len(value) >= 6 and value[:6].isascii() and value[:6].isdigit()
    return (luhn.check(value), value[:6] if digits else None)


def _email(value: str, _day: date) -> tuple[object, ...]:
    local, _, domain = value.rpartition("@")
    right = bool(local) and "." in domain.strip(".") and " " not in value
    return (right, domain if right else None)


@lru_cache(maxsize=65536)
def _network(value: str) -> tuple[object, ...]:
    try:
        found = ipaddress.ip_address(value)
    except ValueError:
        return (False, None, None)
    bits = 24 if found.version == 4 else 48
    return (True, not found.is_global, str(ipaddress.ip_network((value, bits), strict=False)))


def _ip(value: str, _day: date) -> tuple[object, ...]:
    return _network(value)


DERIVATIONS: Mapping[FieldKind, Derivation] = {
    FieldKind.ID_CARD: _id_card,
    FieldKind.PHONE: _phone,
    FieldKind.BANK_CARD: _bank_card,
    FieldKind.EMAIL: _email,
    FieldKind.IP: _ip,
}
"""每类信息的算法。 How the attributes of each kind are computed."""


def derive(name: str, kind: FieldKind, normal: str, day: date) -> dict[str, object]:
    """一个字段的派生值；算不出的不出现。 Derived values of a field; unknown ones are absent."""
    if kind not in DERIVATIONS:
        return {}
    values = zip(attributes(name, kind), DERIVATIONS[kind](normal, day), strict=True)
    return {key: value for key, value in values if value is not None}
