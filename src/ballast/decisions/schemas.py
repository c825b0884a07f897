"""决策接口的出入格式。 What goes in and out of the API of decisions."""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from ballast.decisions.model import Answer, Fallback, PolicyStamp

__all__ = ["Answer", "DecisionPage", "DecisionView", "Fallback", "PolicyStamp"]


class DecisionView(Struct, frozen=True):
    """一次决策的全貌。 Everything about one decision; protected values are masked."""

    answer: dict[str, Any]
    input: dict[str, Any]
    masked: tuple[str, ...]
    trace: dict[str, Any]


class DecisionPage(Struct, frozen=True):
    """一页决策，新的在前。 A page of decisions, newest first; `next` asks for the next one."""

    items: list[dict[str, Any]]
    next: str | None


class ImaginedEvent(Struct, frozen=True):
    """试算用的一件事；没有时刻就是此刻。 An event to simulate; without a time it is now."""

    scene: str
    data: dict[str, Any]
    occurred_at: str | None = None
