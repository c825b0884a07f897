"""一个值里可以露出的部分。 The part of a value that may show; None: nothing may."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Set as AbstractSet

_STAR = "*"
# Down to a county-level name; digits before it would be a door or a plot, not a district.
_DISTRICT = re.compile(r"[^\d\s,，;；]{2,24}?(?:自治县|自治旗|[县縣旗]|(?<!小)(?<!社)[区區](?!域))")
_CITY = re.compile(r"[^\d\s,，;；]{2,16}?[市州盟]")


def edges(text: str, first: int, last: int, hide_at_least: int) -> str | None:
    """保留两端。 Keep both ends, if at least so many characters between them are hidden."""
    hidden = len(text) - first - last
    if hidden < hide_at_least:
        return None
    return text[:first] + _STAR * min(hidden, 32) + text[len(text) - last :]


def family_name(text: str, compound: AbstractSet[str]) -> str | None:
    """保留姓；非汉字的名字留首字母。 Keep the family name; of a name in letters, the initial."""
    if len(text) < 2:
        return None
    if not "\u3400" <= text[0] <= "\U0003ffff":
        return text[0] + _STAR * 3
    kept = 2 if len(text) > 2 and text[:2] in compound else 1
    return text[:kept] + _STAR * min(len(text) - kept, 4)


def email(text: str, first: int, hide_at_least: int) -> str | None:
    """保留域名与名字的开头。 Keep the domain and the start of the local part."""
    local, at, domain = text.rpartition("@")
    if not at or not domain or "@" in local or not local:
        return None
    kept = first if len(local) - first >= hide_at_least else 0
    return f"{local[:kept]}{_STAR * 3}@{domain}"


def district(text: str, hide_at_least: int) -> str | None:
    """地址保留到区县，否则到市。 Keep an address down to the district, else the city."""
    found = _DISTRICT.match(text) or _CITY.match(text)
    if found is None or len(text) - found.end() < hide_at_least:
        return None
    return found[0] + _STAR * 4


def network(text: str) -> str | None:
    """保留 IPv4 的前两段，或 IPv6 的前两组。 Keep half of an IPv4, two groups of an IPv6."""
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return None
    if isinstance(address, ipaddress.IPv6Address):
        groups = address.exploded.split(":")
        return f"{groups[0]}:{groups[1]}:{_STAR}"
    first, second, _, _ = str(address).split(".")
    return f"{first}.{second}.{_STAR}.{_STAR}"
