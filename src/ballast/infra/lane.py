"""唯一的写入道：许多请求共用一次提交，落盘之后才答复。

The single writer lane. Requests from many connections are worked on in order of arrival and share
one transaction (group commit); each is answered only after the commit, that is after it is on disk.
State kept beside the database is only ever changed here, so it needs no locks.
"""

from __future__ import annotations

import asyncio
import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future, wait
from typing import Generic, Protocol, TypeVar

import structlog
from sqlalchemy.exc import InterfaceError, InternalError, OperationalError, StatementError
from sqlalchemy.orm import Session

from ballast.infra.db import Database
from ballast.kit.errors import BallastError, UnavailableError
from ballast.kit.text import Text

Item = TypeVar("Item", contravariant=True)  # noqa: PLC0105 - named for what it is
Answer = TypeVar("Answer", covariant=True)  # noqa: PLC0105 - named for what it is
I = TypeVar("I")  # noqa: E741 - the invariant pair of the two above
A = TypeVar("A")
R = TypeVar("R")

_ERRAND_SECONDS = 0.1
_log = structlog.get_logger(__name__)


class BusyError(UnavailableError):
    """排队太长。 Too many requests are waiting."""

    code = "busy"
    title = Text("系统繁忙", "Too busy")

    def __init__(self) -> None:
        super().__init__(
            Text(
                "等待写入的请求太多，稍后用同一标识重发即可",
                "Too many requests are waiting; send it again later under the same id",
            )
        )


class NotReadyError(UnavailableError):
    """还在恢复状态。 Still restoring."""

    code = "not_ready"
    title = Text("尚未就绪", "Not ready yet")

    def __init__(self) -> None:
        super().__init__(
            Text(
                "系统正在启动或停止；看 /health/ready，就绪后用同一标识重发",
                "The system is starting or stopping; see /health/ready and send it again under"
                " the same id",
            )
        )


class NotStoredError(UnavailableError):
    """没有存下。 It could not be stored."""

    code = "not_stored"
    title = Text("没有存下", "Not stored")

    def __init__(self) -> None:
        super().__init__(
            Text(
                "数据库没有确认写入，什么都没有留下；稍后用同一标识重发即可",
                "The database did not confirm; nothing was kept. Send it again under the same id",
            )
        )


class Work(Protocol[Item, Answer]):
    """一批请求要做的事。 What to do with a batch, within its transaction."""

    def __call__(
        self, session: Session, items: Sequence[Item], /
    ) -> Sequence[Answer | BallastError]:
        """逐项答复；一项的业务错误就是它的答复。 One answer per item; an error is an answer too."""
        ...


Watch = Callable[[int, float], None]
"""一次提交的项数与秒数。 Items and seconds of one commit."""


def _unwatched(_items: int, _seconds: float) -> None:
    """没有人看。 Nobody watches."""


class Lane(Generic[I, A]):
    """写入道。 The lane.

    Args:
        database: 写到哪里。 Where to write.
        work: 一批请求要做的事。 What to do with a batch.
        recover: 提交失败之后重建内存状态。 Rebuild memory after a failed commit.
        batch: 一次提交最多多少项。 Most items of one commit.
        waiting: 最多多少项排队。 Most items waiting.
        watch: 每次提交之后告知。 Told of every commit.
    """

    def __init__(
        self,
        database: Database,
        work: Work[I, A],
        recover: Callable[[], None],
        *,
        batch: int = 256,
        waiting: int = 20_000,
        watch: Watch = _unwatched,
    ) -> None:
        self._database = database
        self._work = work
        self._recover = recover
        self._batch = batch
        self._limit = waiting
        self._watch = watch
        self._counting = threading.Lock()
        self._queue: deque[_Entry[I, A]] = deque()
        self._errands: deque[Callable[[], None]] = deque()
        self._waiting = 0
        self._wake = threading.Event()
        self._open = False
        self._stopping = False
        self._damaged = False
        self._thread = threading.Thread(target=self._run, name="ballast-lane", daemon=True)

    def start(self) -> None:
        """开始受理。 Start to work."""
        self._open = True
        self._thread.start()

    def stop(self) -> None:
        """写完排队的再停。 Finish what is waiting, then stop."""
        self._open = False
        self._stopping = True
        self._wake.set()
        if self._thread.is_alive():
            self._thread.join()

    async def write(self, items: Sequence[I]) -> Sequence[A | BallastError]:
        """写入并等到落盘。 Write, and wait until it is on disk.

        Raises:
            BusyError: 排队太长。 Too many are waiting.
            NotStoredError: 没有存下。 The database did not confirm.
        """
        loop = asyncio.get_running_loop()
        future: asyncio.Future[Sequence[A | BallastError]] = loop.create_future()
        self._put(_Entry(items, future, loop))
        return await future

    def write_now(self, items: Sequence[I]) -> Sequence[A | BallastError]:
        """同 `write`，给没有事件循环的线程。 As `write`, for a thread without an event loop."""
        future: Future[Sequence[A | BallastError]] = Future()
        self._put(_Entry(items, future, None))
        return future.result()

    def between(self, action: Callable[[], R]) -> R:
        """在两批之间由写入道的线程做一件事：读或整理内存状态。

        Have the lane's thread do something between two batches: read or tidy the state that only
        it may touch, rebuilt first if a commit failed. Blocks; not for the event loop.
        """
        future: Future[R] = Future()
        self._errands.append(lambda: _settle(future, self._sound(action)))
        self._wake.set()
        while not future.done():
            # Before the start and after the end there is no such thread; nobody else writes then.
            if not self._thread.is_alive():
                self._run_errands()
            wait((future,), _ERRAND_SECONDS)
        return future.result()

    def _sound(self, action: Callable[[], R]) -> Callable[[], R]:
        def run() -> R:
            self._repair()
            return action()

        return run

    @property
    def waiting(self) -> int:
        """排队多少项。 How many items are waiting."""
        return self._waiting

    def _put(self, entry: _Entry[I, A]) -> None:
        if not self._open:
            raise NotReadyError
        if self._waiting + len(entry.items) > self._limit:
            raise BusyError
        self._count(len(entry.items))
        self._queue.append(entry)
        self._wake.set()

    def _run(self) -> None:
        while not (self._stopping and not self._queue and not self._errands):
            self._wake.wait()
            self._wake.clear()
            self._run_errands()
            while self._queue:
                self._commit(self._take())
                self._run_errands()

    def _run_errands(self) -> None:
        while (errand := self._next_errand()) is not None:
            errand()

    def _next_errand(self) -> Callable[[], None] | None:
        try:
            return self._errands.popleft()
        except IndexError:
            return None

    def _take(self) -> list[_Entry[I, A]]:
        taken = [self._queue.popleft()]
        size = len(taken[0].items)
        while self._queue and size + len(self._queue[0].items) <= self._batch:
            taken.append(self._queue.popleft())
            size += len(taken[-1].items)
        return taken

    def _commit(self, entries: list[_Entry[I, A]]) -> None:
        items = [item for entry in entries for item in entry.items]
        started = time.perf_counter()
        try:
            self._repair()
            with self._database.transaction() as session:
                answers = self._work(session, items)
        except Exception as cause:  # whatever broke, the lane must live and the callers must know
            self._damaged = True
            if len(entries) > 1 and _blames_a_row(cause):
                # One request must not cost its neighbours their answer: each goes on its own.
                for entry in entries:
                    self._commit([entry])
                return
            self._fail(entries, cause)
        else:
            _answer(entries, answers)
        self._count(-len(items))
        self._watch(len(items), time.perf_counter() - started)

    def _count(self, change: int) -> None:
        # Two threads count: without the lock an update could be lost for good.
        with self._counting:
            self._waiting += change

    def _repair(self) -> None:
        if self._damaged:
            self._recover()
            self._damaged = False

    def _fail(self, entries: list[_Entry[I, A]], cause: Exception) -> None:
        # The class only: a database error quotes the row it failed on.
        _log.error("lane.not_stored", cause=type(cause).__name__, items=len(entries))
        for entry in entries:
            entry.fail(NotStoredError())


def _blames_a_row(cause: Exception) -> bool:
    """是某一行的错，而不是数据库不在。 Whether a row is at fault rather than the database away."""
    away = (OperationalError, InterfaceError, InternalError)
    return isinstance(cause, StatementError) and not isinstance(cause, away)


class _Entry(Generic[I, A]):
    __slots__ = ("future", "items", "loop")

    def __init__(
        self,
        items: Sequence[I],
        future: asyncio.Future[Sequence[A | BallastError]] | Future[Sequence[A | BallastError]],
        loop: asyncio.AbstractEventLoop | None,
    ) -> None:
        self.items = items
        self.future = future
        self.loop = loop

    def settle(self, answers: Sequence[A | BallastError]) -> None:
        if not self.future.done():
            self.future.set_result(answers)

    def fail(self, error: BallastError) -> None:
        if self.loop is None:
            self.future.set_exception(error)
        else:
            self.loop.call_soon_threadsafe(_refuse, self, error)


def _settle(future: Future[R], action: Callable[[], R]) -> None:
    try:
        future.set_result(action())
    except Exception as cause:  # whoever asked gets it; the lane goes on
        future.set_exception(cause)


def _refuse(entry: _Entry[I, A], error: BallastError) -> None:
    if not entry.future.done():
        entry.future.set_exception(error)


def _answer(entries: list[_Entry[I, A]], answers: Sequence[A | BallastError]) -> None:
    at = 0
    settled: dict[asyncio.AbstractEventLoop | None, list[Callable[[], None]]] = {}
    for entry in entries:
        part = answers[at : at + len(entry.items)]
        at += len(entry.items)
        settled.setdefault(entry.loop, []).append(lambda e=entry, p=part: e.settle(p))  # type: ignore[misc] # the defaults bind the loop variables
    for loop, actions in settled.items():
        if loop is None:
            _all(actions)
        else:
            # One wake-up of the loop for the whole batch.
            loop.call_soon_threadsafe(_all, actions)


def _all(actions: list[Callable[[], None]]) -> None:
    for action in actions:
        action()
