"""同一个号码只有一种写法，令牌才会相同。 One way of writing a thing: equal things, equal tokens.

The normal form is the one the tokens are made of (`ballast.infra.crypto`), so that a list, a window
and an event agree on what is the same phone. The value a person typed is sealed as it is.
"""

from __future__ import annotations

from ballast.events.model import FieldKind
from ballast.infra.crypto.normal_form import normal_form


def normalise(kind: FieldKind, value: str) -> str:
    """规范写法；普通文本原样。 The normal form of this kind; plain text stays as it is."""
    return value if kind is FieldKind.PLAIN else normal_form(kind, value)
