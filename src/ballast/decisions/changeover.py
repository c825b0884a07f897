"""换上新的一版指标：旁边从事件日志建好，追上，再在两批之间换过去。

Changing over to another edition of the indicators without stopping. A fresh engine is built aside
from the whole log, so every value has its history; when only a few events are missing, the lane's
thread adds them between two batches and swaps engine and catalogue in one step.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import structlog

from ballast.decisions.rebuild import Progress
from ballast.events import repository as events
from ballast.indicators import repository
from ballast.indicators.catalogue import Catalogue, Edition
from ballast.indicators.engine import Engine
from ballast.infra.db import Database

_BATCH = 1_000
_FEW = 200
_log = structlog.get_logger(__name__)


class Holder(Protocol):
    """拿着现用引擎的。 Whoever holds the engine in use."""

    def replace(self, engine: Engine) -> None:
        """换上引擎。 Put another engine in its place."""
        ...


Between = Callable[[Callable[[], bool]], bool]


@dataclass(frozen=True, slots=True)
class Seat:
    """引擎的位子。 Where the engine in use sits, and how it is exchanged.

    Args:
        holder: 谁拿着引擎。 Who holds the engine.
        between: 由写入道的线程做。 Has the lane's thread do something.
        follow: 换的同时由写入道的线程做：策略按新的一版编译。 Done in the same step: policies are
            compiled anew, so that none reads what the engine no longer has.
    """

    holder: Holder
    between: Between
    follow: Callable[[], None]


class Changeover:
    """换版。 Changes over.

    Args:
        done: 换好之后要做的。 What comes afterwards.
        pause: 每批之后让一让，受理优先。 Rests after each batch: intake goes first.
    """

    def __init__(
        self,
        database: Database,
        catalogue: Catalogue,
        seat: Seat,
        done: Callable[[], None],
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        self._database = database
        self._catalogue = catalogue
        self._seat = seat
        self._done = done
        self._pause = pause
        self._one = threading.Lock()
        self._wanted = threading.Event()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="ballast-changeover", daemon=True)
        self.progress = Progress(ready=True)

    def start(self) -> None:
        """开始等候。 Start waiting for something to do."""
        self._thread.start()

    def stop(self) -> None:
        """停下；做到一半的弃去，下次启动照新的一版恢复。 Stop; what is half done is dropped."""
        self._stopping.set()
        self._wanted.set()
        if self._thread.is_alive():
            self._thread.join()

    def request(self) -> None:
        """现行的变了。 What is live has changed."""
        self._wanted.set()

    def poll(self) -> None:
        """别的进程改了没有。 See whether another process changed what is live."""
        if self._behind():
            self.request()

    def once(self) -> bool:
        """有新的一版就换上。 Change over if there is another edition; whether it did."""
        with self._one:
            if self._stopping.is_set():
                return False
            with self._database.reading() as session:
                edition = self._catalogue.read(session)
            if edition.stamp == self._catalogue.edition.stamp:
                return False
            started = time.perf_counter()
            engine = self._built(edition)
            if engine is None:
                return False
            _log.info(
                "indicators.changed_over",
                indicators=len(edition.indicators),
                seq=engine.seq,
                seconds=round(time.perf_counter() - started, 3),
            )
        self._done()
        return True

    def _built(self, edition: Edition) -> Engine | None:
        engine = self._catalogue.engine(edition)
        self.progress = Progress()
        try:
            while not self._stopping.is_set():
                self._catch_up(engine)
                if self._seat.between(lambda: self._swap(engine, edition)):
                    return engine
        finally:
            self.progress.ready = True
        return None

    def _catch_up(self, engine: Engine) -> None:
        while not self._stopping.is_set():
            started = time.perf_counter()
            with self._database.reading() as session:
                self.progress.total = events.last_seq(session)
                found = events.after(session, engine.seq, _BATCH)
            for event in found:
                engine.observe(event, frozenset())
            self.progress.done = engine.seq
            if len(found) < _FEW:
                return
            self._pause(time.perf_counter() - started)

    def _swap(self, engine: Engine, edition: Edition) -> bool:
        with self._database.reading() as session:
            found = events.after(session, engine.seq, _BATCH)
        if len(found) == _BATCH:
            return False
        for event in found:
            engine.observe(event, frozenset())
        self._catalogue.adopt(edition)
        self._seat.follow()
        self._seat.holder.replace(engine)
        return True

    def _behind(self) -> bool:
        with self._database.reading() as session:
            return repository.edition(session) != self._catalogue.edition.stamp

    def _run(self) -> None:
        while not self._stopping.is_set():
            self._wanted.wait()
            self._wanted.clear()
            try:
                self.once()
            except Exception as cause:  # the old edition goes on; the next poll tries again
                _log.error("indicators.not_changed_over", cause=type(cause).__name__)
