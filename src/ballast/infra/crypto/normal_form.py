"""不同写法归一，好让令牌相等。 One form per value, so that equal values get equal tokens."""

from __future__ import annotations

import ipaddress
import re
import unicodedata
from collections.abc import Callable

_CHINA = ("0086", "86")
_MOBILE = 11
_MAC = re.compile(r"[0-9a-f]{2}(?:-[0-9a-f]{2}){5}")


def normal_form(kind: str, value: str) -> str:
    """归一的写法。 The normal form of a value of this kind.

    A value that has nothing of its kind in it (a phone without digits) keeps its own text: it must
    not become equal to another one.
    """
    if value.isascii():
        return _ruled(kind, value.strip())
    # What a rule leaves side by side may compose (U, a blank, a diaeresis): until nothing changes.
    form = _ruled(kind, unicodedata.normalize("NFKC", value).strip())
    return form if form == value else normal_form(kind, form)


def _ruled(kind: str, text: str) -> str:
    rule = _RULES.get(kind)
    return text if rule is None else rule(text) or text


def _digits(text: str) -> str:
    if text.isdigit():
        return text
    return "".join(c for c in text if c.isdigit()) if not any(map(str.isalpha, text)) else ""


def _phone(text: str) -> str:
    digits = _digits(text)
    for prefix in _CHINA:
        if len(digits) == len(prefix) + _MOBILE and digits.startswith(prefix):
            return digits[len(prefix) :]
    return digits


def _id_card(text: str) -> str:
    return "".join(text.split()).upper()


def _ip(text: str) -> str:
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return text
    mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    return str(mapped or address)


def _name(text: str) -> str:
    return " ".join(text.split())


def _device(text: str) -> str:
    lower = text.lower()
    return lower.replace("-", ":") if _MAC.fullmatch(lower) else lower


_RULES: dict[str, Callable[[str], str]] = {
    "phone": _phone,
    "id_card": _id_card,
    "bank_card": _digits,
    "email": str.lower,
    "ip": _ip,
    "name": _name,
    "address": _name,
    "device": _device,
}
