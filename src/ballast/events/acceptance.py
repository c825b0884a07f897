"""受理的约定：上层实现，事件的路由只认这个样子。

What the routes of events need of whoever stores them; the decision desk provides it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol, runtime_checkable

from ballast.infra.access import Principal
from ballast.kit.errors import BallastError


class Stored(Protocol):
    """一件已落盘的事。 An event that is on disk."""

    @property
    def scene(self) -> str:
        """场景。 Scene."""
        ...

    @property
    def id(self) -> str:
        """标识。 Id given by the source."""
        ...

    @property
    def seq(self) -> int:
        """受理次序。 Acceptance order."""
        ...

    @property
    def late(self) -> bool:
        """是否迟到。 Whether it was late."""
        ...

    @property
    def duplicate(self) -> bool:
        """是否早已受理。 Whether it had been accepted before."""
        ...

    @property
    def unknown(self) -> tuple[str, ...]:
        """未知字段名。 Names of unknown fields."""
        ...


@runtime_checkable  # the framework checks what it hands to a route
class Acceptance(Protocol):
    """受理事件。 Accepts events."""

    async def report(self, principal: Principal, raw: Mapping[str, object]) -> Stored:
        """受理一件。 Accept one."""
        ...

    async def report_many(
        self, principal: Principal, raws: Sequence[Mapping[str, object] | BallastError]
    ) -> Sequence[Stored | BallastError]:
        """受理一批，逐件答复。 Accept many, answering each."""
        ...
