"""运行时：按设置打开各部件，接在一起，有序地启动和停止。

The runtime: opens every part as the settings say, wires them, starts and stops them in order.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from zoneinfo import ZoneInfo

import structlog

from ballast.app.administration import administration_parts
from ballast.app.clock import now_us as system_now_us
from ballast.app.content import Content, load_content, scopes_of_scenes
from ballast.app.counting import Counting, open_catalogue, open_changeover, vocabularies
from ballast.app.decision_pages import decision_pages
from ballast.app.gauges import Gauges
from ballast.app.housekeeping import Housekeeping
from ballast.app.scheduled import naming, noting, scheduled_jobs
from ballast.app.workbench.board import Board
from ballast.decisions.desk import Desk
from ballast.decisions.effect import EffectStudy
from ballast.decisions.flow import DecisionFlows
from ballast.decisions.judge import Judge
from ballast.decisions.path import Path, Receipt, Request
from ballast.decisions.rebuild import Progress, Rebuilder
from ballast.decisions.recollection import Recollection
from ballast.decisions.simulation import Simulation
from ballast.decisions.state_reading import StateReading
from ballast.decisions.trial import Trials
from ballast.events.registry import SceneRegistry
from ballast.events.service import register_scenes
from ballast.events.views import EventViews
from ballast.infra.access import Access, open_access
from ballast.infra.access.passwords import Passwords
from ballast.infra.crypto import Keyring
from ballast.infra.crypto.masks import Masks
from ballast.infra.db import Database
from ballast.infra.jobs import Jobs
from ballast.infra.journal import Actor, Journal
from ballast.infra.lane import Lane
from ballast.infra.metrics import Metrics
from ballast.infra.migrate import upgrade
from ballast.infra.settings import Settings
from ballast.infra.telemetry import open_telemetry
from ballast.policies.archive import PolicyArchive
from ballast.policies.lists.following import ListFollower
from ballast.policies.lists.live import LiveLists
from ballast.policies.lists.office import ListOffice
from ballast.policies.lists.service import ListService
from ballast.policies.live import LivePolicies
from ballast.policies.office import PolicyOffice
from ballast.policies.service import PolicyService

_SYSTEM = Actor("system", "start")
_TOLERANCE = 1_000_000
_log = structlog.get_logger(__name__)


class Runtime:
    """一个进程的全部部件。 Every part of one process."""

    def __init__(
        self,
        settings: Settings,
        now_us: Callable[[], int] = system_now_us,
        passwords: Passwords | None = None,
    ) -> None:
        self.settings = settings
        self.now_us = now_us
        settings.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.content = load_content(settings)
        self.database = Database(settings.database_url)
        upgrade(self.database)
        self.keyring = Keyring.of(settings)
        self.metrics = Metrics()
        self._gauges = Gauges(self.metrics)
        self.telemetry = open_telemetry(settings)
        scopes = scopes_of_scenes(self.content.scenes)
        self.access: Access = open_access(
            self.database, self.content.packs, settings, passwords, lambda: scopes, self.keyring
        )
        self.scenes = self._registry(self.content)
        self._open_policies()
        self._open_decisions()
        jobs = scheduled_jobs(settings, self._keep_state, self.keyring)
        self.jobs = Jobs(
            settings, jobs, now_us, note=noting(self.database), names=naming(self.database)
        )
        self.housekeeping = Housekeeping(
            (
                self.access.authenticator.flush_last_used,
                self.keyring.refresh,
                self.changeover.poll,
            )
        )
        self.following = Housekeeping((self.policies.follow, self.list_follower.poll), seconds=1.0)
        self.ready = False

    def _registry(self, content: Content) -> SceneRegistry:
        with self.database.transaction() as session:
            scenes = register_scenes(
                session, content.scenes.values(), Journal(), _SYSTEM, self.now_us()
            )
        tolerance_us = self.settings.future_tolerance_seconds * _TOLERANCE
        return SceneRegistry(scenes, ZoneInfo(self.settings.timezone), tolerance_us)

    def _open_policies(self) -> None:
        self.catalogue = open_catalogue(
            self.database, self.content, self.scenes.scenes, self.settings.timezone
        )
        vocabulary, ever = vocabularies(self.catalogue)
        self.lists = LiveLists(self.database, self.content.lists)
        self.list_follower = ListFollower(self.database, self.lists)
        self.policies = LivePolicies(self.database, vocabulary.schema, self.content.lists)
        self.archive = PolicyArchive(ever.schema, self.content.lists)
        self.list_service = ListService(
            self.content.lists, Journal(), self.keyring, self._masks(), self.lists
        )

    def _open_decisions(self) -> None:
        scenes = self.scenes.scenes
        judge = Judge(scenes, self.policies, self.lists, self.now_us, self._gauges)
        self.path = Path(scenes, self.catalogue.engine(), judge)
        self.rebuilder = Rebuilder(
            self.database, self.catalogue.engine, self.settings.data_dir / "state" / "indicators"
        )
        self.lane: Lane[Request, Receipt] = Lane(
            self.database,
            self.path,
            self._recover,
            batch=self.settings.commit_batch,
            watch=self._gauges.committed,
        )
        counting = (self.path, self.lane)
        self.changeover = open_changeover(
            self.catalogue, self.policies, self.database, counting, self._keep_state
        )
        self.desk = Desk(self.scenes, self.keyring, self.lane, self.now_us, self._gauges)
        self.event_views = EventViews(
            self.database, self.scenes, self.keyring, self._masks(), self.now_us
        )
        self.indicators = Counting(
            self.settings,
            self.database,
            self.scenes,
            self.keyring,
            self.catalogue,
            self.changeover,
            *counting,
            self.now_us,
        ).office()
        self.effects = EffectStudy(
            self.database, scenes, self.catalogue.offered, self.policies, self.lists
        )
        service = PolicyService(Journal(), self.policies.check, self.policies.reload)
        self.policy_office = PolicyOffice(service, self.database, self.effects, self.now_us)
        reading = StateReading(
            lambda: self.path.engine, self.lane.between, self.keyring, self.now_us
        )
        recollection = Recollection(scenes, self.catalogue.offered)
        trials = Trials(self.scenes, reading, self.event_views, recollection)
        self.simulation = Simulation(
            self.database, self.policies, self.lists, trials, self.event_views
        )
        self.decision_flows = DecisionFlows(self.database, self.archive, self.event_views)

    def parts(self) -> Mapping[str, object]:
        """路由按名字要的部件。 What routes ask for by name."""
        return {
            "access": self.access,
            **administration_parts(self),
            **decision_pages(self),
            "board": Board(self, self._gauges.latencies),
            "decision_flows": self.decision_flows,
            "desk": self.desk,
            "effects": self.effects,
            "event_views": self.event_views,
            "indicators": self.indicators,
            "jobs": self.jobs,
            "lists": ListOffice(self.list_service, self.lists, self.database, self.now_us),
            "now_us": self.now_us,
            "policies": self.policy_office,
            "simulation": self.simulation,
        }

    @property
    def progress(self) -> Progress:
        """恢复到哪里了。 How far the restoration is."""
        return self.rebuilder.progress

    def start(self, *, jobs: bool = True) -> None:
        """恢复状态，开始受理；`jobs` 为是否执行后台任务。

        Restore the state and start to accept; `jobs` says whether background jobs run here.
        """
        self.policies.reload()
        self.list_follower.start()
        self._recover()
        self.lane.start()
        self.changeover.start()
        self.housekeeping.start()
        self.following.start()
        if jobs:
            self.jobs.start()
        self.ready = True
        _log.info("service.ready", events=self.path.seq)

    def stop(self) -> None:
        """写完排队的，留下快照，关门。 Finish what waits, keep a snapshot, close."""
        was_ready, self.ready = self.ready, False
        self.following.stop()
        self.housekeeping.stop()
        self.changeover.stop()
        self.lane.stop()
        if was_ready:
            self.jobs.stop()
            self._keep_state()
            self.access.authenticator.flush_last_used()
        self.telemetry.close()
        self.database.close()

    def _recover(self) -> None:
        engine, restored = self.rebuilder.restore()
        self.path.adopt(engine, restored.seq, restored.newest)

    def _keep_state(self) -> None:
        self.lane.between(self._tidy_state)

    def _tidy_state(self) -> None:
        engine = self.path.engine
        engine.sweep(self.now_us())
        self._gauges.remembered(engine.memory())
        self.rebuilder.keep(engine)

    def _masks(self) -> Masks:
        return Masks.of(self.content.packs)
