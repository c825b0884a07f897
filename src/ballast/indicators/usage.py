"""谁在用一个指标：由策略一层回答。 Who reads an indicator; the policies package answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from msgspec import Struct
from sqlalchemy.orm import Session

from ballast.kit.text import Text


class Use(Struct, frozen=True):
    """读此指标的一个策略版本。 One version of a policy that reads the indicator."""

    policy: str
    title: Text
    number: int
    status: str


class Usage(Protocol):
    """谁在用。 Says who reads indicators."""

    def uses(self, session: Session) -> Mapping[str, Sequence[Use]]:
        """指标代码 → 读它的现行、待审批与草稿版本。 Live and open versions, by indicator."""
        ...

    def live(self, session: Session, code: str) -> Sequence[Use]:
        """读它的现行策略，并不让策略此时上线。 Live ones; no policy goes live meanwhile."""
        ...
