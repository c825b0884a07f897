"""一个指标值背后的事件：从事件日志按键与窗口找出来，再重算一遍。

The events behind the value of an indicator: found in the event log by key and window, and the value
computed from them anew. If it equals what was read, the list explains the value entirely.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from ballast.events import repository as events
from ballast.events.model import Event, Scene
from ballast.events.repository import Stretch
from ballast.indicators.contribution import Contributions
from ballast.indicators.model import Indicator

MOST_READ = 500_000
"""最多往回看多少件受理过的事。 How many accepted events are looked through, at most."""
MOST_FOUND = 5_000
"""最多取多少件相符的事。 How many matching events are taken, at most."""


@dataclass(frozen=True, slots=True)
class Behind:
    """值背后的事件。 What is behind a value.

    Args:
        counted: 计入的事件，新的在前（按受理）。 Those that count, newest acceptance first.
        complete: 是否找全。 Whether all were found.
        value: 重算的值；没找全为 None。 The value computed anew; None unless complete.
    """

    counted: list[Event]
    complete: bool
    value: object


def behind(
    session: Session, scenes: Mapping[str, Scene], indicator: Indicator, event: Event
) -> Behind:
    """一件事读到的值背后的事件。 The events behind what an event reads."""
    rule = Contributions(indicator, scenes)
    key = rule.key_read(event)
    if key is None:
        return Behind([], True, None)
    begins = _begins(session, rule, event)
    after = max(begins, event.seq - MOST_READ)
    found = events.stretch(session, _stretch(rule, event, key, after), MOST_FOUND + 1)
    complete = after == begins and len(found) <= MOST_FOUND
    counted = [each for each in found[:MOST_FOUND] if rule.counts(key, each.data)]
    value = rule.computed(event, counted) if complete else None
    return Behind(rule.within(event.at_us, counted), complete, value)


def _begins(session: Session, rule: Contributions, event: Event) -> int:
    """此次序之后才可能有窗口内的事。 Events of the window come after this number."""
    first = rule.earliest(event.at_us)
    if first is None:
        return 0
    return max(events.first_received(session, first - events.AHEAD_US) - 1, 0)


def _stretch(rule: Contributions, event: Event, key: object, after: int) -> Stretch:
    parts = key if isinstance(key, tuple) else (key,)
    return Stretch(
        scene=rule.indicator.scene,
        after=after,
        upto=event.seq if rule.includes(event) else event.seq - 1,
        since_us=rule.earliest(event.at_us),
        holding=tuple(part for part in parts if isinstance(part, str)),
    )
