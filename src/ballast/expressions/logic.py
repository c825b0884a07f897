"""三值逻辑：真、假、未知（None）。 Three-valued logic: true, false, unknown (None)."""

from __future__ import annotations

from ballast.expressions.scalars import ordered


def negate(value: object) -> bool | None:
    """非。 Not; unknown stays unknown."""
    return not value if isinstance(value, bool) else None


def both(*values: object) -> bool | None:
    """且：有假即假，全真才真。 And: false if any is false, true only if all are true."""
    if any(value is False for value in values):
        return False
    return True if all(value is True for value in values) else None


def either(*values: object) -> bool | None:
    """或：有真即真，全假才假。 Or: true if any is true, false only if all are false."""
    if any(value is True for value in values):
        return True
    return False if all(value is False for value in values) else None


def within(
    value: object, operators: tuple[str, str], low: object, high: object, out: bool
) -> object:
    """与两端比较；区间之外是“或”。 Compared with both ends; outside joins them with or."""
    join = either if out else both
    return join(ordered(operators[0], value, low), ordered(operators[1], value, high))
