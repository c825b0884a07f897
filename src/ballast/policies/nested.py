"""点分的名字收成嵌套的对象。 Folding dotted names into nested objects."""

from __future__ import annotations

from collections.abc import Mapping


def nest(values: Mapping[str, object]) -> dict[str, object]:
    """`a.b` 成为 `a` 里的 `b`；同名的对象并入。 `a.b` becomes `b` in `a`; objects are merged."""
    found: dict[str, object] = {}
    for name, value in values.items():
        *outer, last = name.split(".")
        inner = found
        for part in outer:
            held = inner.get(part)
            inner[part] = inner = dict(held) if isinstance(held, dict) else {}
        inner[last] = value
    return found
