"""按设置打开数据湖。 Opening the lake as the settings say."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from zoneinfo import ZoneInfo

from ballast.app.clock import now_us
from ballast.app.content import load_content
from ballast.events import repository as events
from ballast.events.lake import EventSource, Fault, Lake, Sealed, Sealer, repository, verify
from ballast.infra.db import Database
from ballast.infra.settings import Settings

RELATION = "event"
"""湖里的关系名。 Name of the relation in the lake."""


Watch = Callable[[int, int], None]
"""得知做了多少、共多少。 Told how much is done, and of how much."""


def _unwatched(_done: int, _total: int) -> None:
    """没有人看进度。 Nobody watches."""


class LakeKeeper:
    """照看数据湖。 Looks after the lake."""

    def __init__(self, settings: Settings, database: Database) -> None:
        self._database = database
        scenes = load_content(settings).scenes
        self._lake = Lake(settings.data_dir / "lake", RELATION)
        self.sealer = Sealer(
            self._lake,
            database,
            EventSource(scenes),
            ZoneInfo(settings.timezone),
            now_us,
            settings.seal_batch,
        )

    def faults(self, watch: Watch = _unwatched) -> list[Fault]:
        """清单与文件的出入。 Where manifest and files disagree; `watch` is told how far it is."""
        with self._database.reading() as session:
            return verify(self._lake, session, watch)

    def seal(self, watch: Watch = _unwatched) -> Sealed:
        """封存没封存的，合计。 Seal what is not sealed; the sum of what was sealed."""
        rows = files = last = 0
        total = self.unsealed()
        for sealed in self.sealer.seal():
            rows, files, last = rows + sealed.rows, files + sealed.files, sealed.last_seq
            watch(rows, max(rows, total))
        return Sealed(rows, files, last)

    def summary(self) -> list[tuple[str, int, int, int, int]]:
        """场景、天数、文件数、行数、字节数。 Scene, days, files, rows, bytes."""
        with self._database.reading() as session:
            files = repository.lake_files(session, RELATION)
        found: dict[str, list[repository.LakeFile]] = {}
        for file in files:
            found.setdefault(file.partition, []).append(file)
        return [
            (
                scene,
                len({f.day for f in some}),
                len(some),
                sum(f.count for f in some),
                sum(f.size for f in some),
            )
            for scene, some in sorted(found.items())
        ]

    def unsealed(self) -> int:
        """还有多少件没有封存。 How many events are not sealed yet."""
        with self._database.reading() as session:
            return events.last_seq(session) - repository.sealed_seq(session, RELATION)


@contextmanager
def open_lake(settings: Settings) -> Iterator[LakeKeeper]:
    """打开，用完关闭数据库。 Open; the database is closed afterwards."""
    database = Database(settings.database_url)
    try:
        yield LakeKeeper(settings, database)
    finally:
        database.close()
