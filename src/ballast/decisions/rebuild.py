"""启动时恢复在线状态：快照加快照之后的日志；没有可用的快照就从头重放。

Restoring the online state at start: the snapshot and the log after it, or the whole log. A snapshot
of other definitions, of another database or of a later point than the log is not used.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import structlog
from sqlalchemy.orm import Session

from ballast.events import repository as events
from ballast.indicators.engine import Engine
from ballast.infra.db import Database
from ballast.kit.errors import BallastError

_BATCH = 5_000
_log = structlog.get_logger(__name__)


@dataclass(slots=True)
class Progress:
    """恢复到哪里了。 How far the restoration is."""

    done: int = 0
    total: int = 0
    ready: bool = False


@dataclass(frozen=True, slots=True)
class Restored:
    """恢复之后从哪里继续。 Where to go on."""

    seq: int
    newest: dict[str, int]


class Rebuilder:
    """恢复与留快照。 Restores the state and keeps snapshots.

    Args:
        fresh: 造一个空引擎，按现行定义。 Makes an empty engine of the present definitions.
        file: 快照放在哪里。 Where the snapshot lies.
    """

    def __init__(self, database: Database, fresh: Callable[[], Engine], file: Path) -> None:
        self._database = database
        self._fresh = fresh
        self._file = file
        self.progress = Progress()

    def restore(self, *, use_snapshot: bool = True) -> tuple[Engine, Restored]:
        """恢复。 Restore the engine and say where to go on."""
        engine = self._fresh()
        self.progress = Progress()
        with self._database.reading() as session:
            last = events.last_seq(session)
            start = self._from_snapshot(session, engine) if use_snapshot else 0
            if start == 0:
                engine = self._fresh()
            self.progress.total = last - start
            for batch in events.batches(session, start, _BATCH):
                for event in batch:
                    engine.observe(event, frozenset())
                self.progress.done += len(batch)
            newest = events.newest_by_scene(session)
        self.progress.ready = True
        _log.info("state.restored", snapshot=start, replayed=self.progress.done, seq=engine.seq)
        return engine, Restored(last, newest)

    def keep(self, engine: Engine) -> None:
        """留快照：先写旁边，落盘后换名。 Keep a snapshot: written beside, synced, then renamed."""
        with self._database.reading() as session:
            mark = events.digest_at(session, engine.seq)
        if not mark:
            # Nothing accepted yet, or the last events were not stored: keep what there is.
            return
        self._file.parent.mkdir(parents=True, exist_ok=True)
        beside = self._file.with_suffix(".new")
        with beside.open("wb") as out:
            out.write(mark.encode() + b"\n" + engine.snapshot())
            out.flush()
            os.fsync(out.fileno())
        beside.replace(self._file)

    def _from_snapshot(self, session: Session, engine: Engine) -> int:
        try:
            mark, _, content = self._file.read_bytes().partition(b"\n")
            seq = engine.restore(content)
        except (OSError, BallastError) as cause:
            _log.info("state.no_snapshot", cause=type(cause).__name__)
            return 0
        # Another database, or an older copy of this one, has another event at this place, or none.
        return seq if mark and events.digest_at(session, seq).encode() == mark else 0
