"""同一个号码只有一种写法，令牌才会相同。 One way of writing a thing: equal things, equal tokens.

`+86 138-1234-5678` and `13812345678` are one phone; `AA:BB:…` and `aa-bb-…` are one device. The
value a person typed is kept as it is (sealed); only tokens, checks and lists use the normal form.
"""

from __future__ import annotations

import ipaddress
import re
import unicodedata
from collections.abc import Callable, Mapping
from functools import lru_cache

from ballast.events.model import FieldKind
from ballast.kit.identity.characters import canonical

_COUNTRY = re.compile(r"(?:\+|00)?86(?=1[0-9]{10}$)")
_MAC = re.compile(r"[0-9a-f]{2}([:-])[0-9a-f]{2}(?:\1[0-9a-f]{2}){4}")


def normalise(kind: FieldKind, value: str) -> str:
    """某类信息的规范写法。 The normal form of a value of this kind; never fails."""
    return NORMAL_FORMS[kind](value)


def _number(value: str) -> str:
    # The ordinary case needs none of it, and this runs for every event.
    return value if value.isascii() and value.isdigit() else canonical(value)


def _phone(value: str) -> str:
    if len(value) == 11 and value.isascii() and value.isdigit():
        return value
    return _COUNTRY.sub("", canonical(value), count=1)


def _text(value: str) -> str:
    return " ".join((value if value.isascii() else _compatible(value)).split())


def _folded(value: str) -> str:
    text = _text(value)
    return text.lower() if text.isascii() else _text(text.casefold())


def _compatible(value: str) -> str:
    return unicodedata.normalize("NFKC", value)


def _device(value: str) -> str:
    folded = _folded(value)
    return folded.replace("-", ":") if _MAC.fullmatch(folded) else folded


@lru_cache(maxsize=65536)
def _address(value: str) -> str:
    try:
        found = ipaddress.ip_address(value.strip())
    except ValueError:
        return value.strip()
    mapped = getattr(found, "ipv4_mapped", None)
    return str(mapped or found)


def _as_given(value: str) -> str:
    return value


NORMAL_FORMS: Mapping[FieldKind, Callable[[str], str]] = {
    FieldKind.NAME: _text,
    FieldKind.PHONE: _phone,
    FieldKind.ID_CARD: _number,
    FieldKind.BANK_CARD: _number,
    FieldKind.EMAIL: _folded,
    FieldKind.ADDRESS: _text,
    FieldKind.DEVICE: _device,
    FieldKind.IP: _address,
    FieldKind.FREE_TEXT: _text,
    FieldKind.PLAIN: _as_given,
}
"""各类信息的规范写法。 Normal form of each kind."""
