"""指标接在一起：目录、换版、查看、读数、自建。

Indicators wired together: the catalogue, the changeover, looking, reading and making one's own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from ballast.app.content import Content
from ballast.app.lake import RELATION
from ballast.app.vocabulary import Vocabulary
from ballast.decisions.changeover import Changeover, Seat
from ballast.decisions.path import Path, Receipt, Request
from ballast.events.incoming import Protector
from ballast.events.lake import Lake
from ballast.events.model import Scene
from ballast.events.registry import SceneRegistry
from ballast.indicators.catalogue import Catalogue
from ballast.indicators.history import History
from ballast.indicators.office import IndicatorOffice
from ballast.indicators.readings import IndicatorReadings
from ballast.indicators.schemas import RebuildProgress
from ballast.indicators.service import IndicatorService
from ballast.indicators.subject import Subjects
from ballast.indicators.views import IndicatorViews
from ballast.infra.access import repository as access
from ballast.infra.db import Database
from ballast.infra.lane import Lane
from ballast.infra.settings import Settings
from ballast.policies.indicator_usage import IndicatorUsage
from ballast.policies.live import LivePolicies


def open_catalogue(
    database: Database, content: Content, scenes: Mapping[str, Scene], zone: str
) -> Catalogue:
    """读出现行的一版。 The catalogue with the edition that the database has."""
    catalogue = Catalogue(content.indicators, scenes, zone)
    with database.reading() as session:
        catalogue.adopt(catalogue.read(session))
    return catalogue


def vocabularies(catalogue: Catalogue) -> tuple[Vocabulary, Vocabulary]:
    """策略现在能用的名字，与过去用过的名字。 Names policies may use, and those they ever used."""
    scenes = catalogue.scenes
    return Vocabulary(scenes, catalogue.offered), Vocabulary(scenes, catalogue.ever)


def open_changeover(
    catalogue: Catalogue,
    policies: LivePolicies,
    database: Database,
    counting: tuple[Path, Lane[Request, Receipt]],
    keep_state: Callable[[], None],
) -> Changeover:
    """打开换版。 Open; `counting` is who holds the engine, and the lane."""
    path, lane = counting
    seat = Seat(path, lane.between, policies.reload)
    return Changeover(database, catalogue, seat, keep_state)


@dataclass(frozen=True, slots=True)
class Counting:
    """指标接口所依靠的部件。 The parts that the API of indicators rests on."""

    settings: Settings
    database: Database
    scenes: SceneRegistry
    protector: Protector
    catalogue: Catalogue
    changeover: Changeover
    path: Path
    lane: Lane[Request, Receipt]
    now_us: Callable[[], int]

    def office(self) -> IndicatorOffice:
        """接口要用的部件。 What the API works with."""
        usage = IndicatorUsage()
        views = IndicatorViews(self.database, self.catalogue, usage, names, self._progress)
        service = IndicatorService(self.catalogue, usage, self.changeover.request)
        return IndicatorOffice(views, self._readings(), service, self.database, self.now_us)

    def _readings(self) -> IndicatorReadings:
        lake = Lake(self.settings.data_dir / "lake", RELATION)
        return IndicatorReadings(
            lambda: self.path.engine,
            self.lane.between,
            Subjects(self.scenes, self.protector, self.now_us),
            History(self.database, lake, self.scenes.scenes),
            self.settings.timezone,
        )

    def _progress(self) -> RebuildProgress | None:
        progress = self.changeover.progress
        return None if progress.ready else RebuildProgress(progress.done, progress.total)


def names(session: Session) -> dict[str, str]:
    """人的代号 → 名称。 Ids of people to their names."""
    return {user.id: user.name for user in access.users(session)}
