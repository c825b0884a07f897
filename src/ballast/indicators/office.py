"""指标接口要用的部件，合在一处。 The parts that the API of indicators works with, in one place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from ballast.indicators.readings import IndicatorReadings
from ballast.indicators.schemas import IndicatorVersionView
from ballast.indicators.service import IndicatorService
from ballast.indicators.version import IndicatorVersion, VersionRef
from ballast.indicators.version_view import version_view
from ballast.indicators.views import IndicatorViews
from ballast.infra.access import Principal
from ballast.infra.db import Database

Step = Callable[[Session, int], IndicatorVersion]


@dataclass(frozen=True, slots=True)
class IndicatorOffice:
    """看、读数、自建。 Looking, reading values, and making one's own."""

    views: IndicatorViews
    readings: IndicatorReadings
    service: IndicatorService
    database: Database
    now_us: Callable[[], int]

    def save(
        self, principal: Principal, definition: Mapping[str, object], number: int | None
    ) -> IndicatorVersionView:
        """存草稿。 Save a draft."""
        return self._step(
            lambda session, now: self.service.save(session, principal, definition, number, now)
        )

    def submit(self, principal: Principal, ref: VersionRef) -> IndicatorVersionView:
        """提交。 Submit."""
        return self._step(lambda session, now: self.service.submit(session, principal, ref, now))

    def approve(self, principal: Principal, ref: VersionRef, comment: str) -> IndicatorVersionView:
        """批准。 Approve."""
        return self._step(
            lambda session, now: self.service.approve(session, principal, ref, comment, now)
        )

    def return_(self, principal: Principal, ref: VersionRef, comment: str) -> IndicatorVersionView:
        """退回。 Return."""
        return self._step(
            lambda session, now: self.service.return_(session, principal, ref, comment, now)
        )

    def retire(self, principal: Principal, code: str, comment: str) -> IndicatorVersionView:
        """退役。 Retire."""
        return self._step(
            lambda session, now: self.service.retire(session, principal, code, comment, now)
        )

    def _step(self, step: Step) -> IndicatorVersionView:
        with self.database.transaction() as session:
            version = step(session, self.now_us())
            return version_view(version, self.views.names(session))
