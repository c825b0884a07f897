"""请求里的条件变成查询的条件。 The conditions of a request, as those of a query."""

from __future__ import annotations

from ballast.policies.lists.standing import DAY_US, EntryFilter, Standing


def filter_of(
    now_us: int,
    standing: list[Standing] | None,
    text: str | None,
    source: str | None,
    expiring_days: int | None,
) -> EntryFilter:
    """请求里的条件。 The conditions of a request."""
    return EntryFilter(
        now_us,
        tuple(standing or ()),
        text or "",
        source or "",
        None if expiring_days is None else now_us + expiring_days * DAY_US,
    )
