"""人写下的值怎样变成条目：规范、令牌、密文、屏蔽。

How a value that a person typed becomes an entry: normal form, token, sealed value, mask.
"""

from __future__ import annotations

from dataclasses import dataclass

from ballast.events.normal_form import normalise
from ballast.infra.crypto import Keyring, Masks
from ballast.kit.text import Text
from ballast.policies.lists.errors import InvalidEntryError
from ballast.policies.lists.index import network_key
from ballast.policies.lists.model import ListDefinition

LONGEST = 200


@dataclass(frozen=True, slots=True)
class EntryValue:
    """比对用的键、给人看的写法、密文。 The key to compare, what people see, the sealed value."""

    key: str
    shown: str
    sealed: bytes = b""


class EntryValues:
    """按名单的定义处理值。 Handles values as the list's definition says."""

    def __init__(self, keyring: Keyring, masks: Masks) -> None:
        self._keyring = keyring
        self._masks = masks

    def make(self, definition: ListDefinition, entry: str, text: str) -> EntryValue:
        """处理一个值。 Treat one value; raises InvalidEntryError, which never quotes it."""
        value, key = _trimmed(text), self.key(definition, text)
        if not definition.protected:
            return EntryValue(key, key if definition.ranges else value)
        kind = definition.kind.value
        return EntryValue(
            key,
            self._masks.mask(kind, value, definition.sensitivity.value),
            self._keyring.seal({"value": value}, aad_of(definition.code, entry)),
        )

    def key(self, definition: ListDefinition, text: str) -> str:
        """比对用的键：网段、规范写法或令牌。 The key to compare: network, normal form or token."""
        value = _trimmed(text)
        if definition.ranges:
            return _address(value)
        normal = normalise(definition.kind, value)
        return (
            self._keyring.token(definition.kind.value, normal) if definition.protected else normal
        )

    def open_(self, code: str, entry: str, sealed: bytes) -> str:
        """打开密文。 The clear value."""
        return str(self._keyring.open_(sealed, aad_of(code, entry))["value"])


def _trimmed(text: str) -> str:
    value = text.strip()
    if not value or len(value) > LONGEST:
        raise InvalidEntryError(
            "value",
            Text(f"值应有 1 到 {LONGEST} 个字符。", f"A value has 1 to {LONGEST} characters."),
        )
    return value


def _address(value: str) -> str:
    try:
        return network_key(value)
    except ValueError:
        raise InvalidEntryError(
            "value",
            Text(
                "请写 IP 地址或网段，如 203.0.113.7、203.0.113.0/24、2001:db8::/32。",
                "Write an address or a network such as 203.0.113.7, 203.0.113.0/24, 2001:db8::/32.",
            ),
        ) from None


def aad_of(code: str, entry: str) -> bytes:
    """条目封存时绑定的上下文。 What the sealed value of an entry is bound to."""
    return f"list/{code}/{entry}".encode()
