"""执行位：本机每个执行进程占一个，退出即释放。

A slot: each working process on a host holds one, so that a process started after a crash takes over
the name, and with it the unfinished runs, of the one that died, and never those of a living one.
"""

from __future__ import annotations

import fcntl
import socket
from pathlib import Path
from typing import IO

from ballast.kit.errors import UnavailableError
from ballast.kit.text import Text

SLOTS = 64


class SlotsTakenError(UnavailableError):
    """执行位都被占用。 Every slot is taken."""

    code = "job_slots_taken"

    def __init__(self) -> None:
        super().__init__(
            Text(
                f"本机已有 {SLOTS} 个执行任务的进程，请先停掉一些",
                f"{SLOTS} processes run jobs on this host already; stop some first",
            )
        )


class Slot:
    """占住的执行位。 A slot that is held until `release` or the end of the process."""

    def __init__(self, name: str, lock: IO[str]) -> None:
        self.name = name
        self._lock = lock

    @classmethod
    def take(cls, directory: Path) -> Slot:
        """占住第一个空位。 Take the first free slot.

        Raises:
            SlotsTakenError: 都被占用。 Every slot is taken.
        """
        directory.mkdir(parents=True, exist_ok=True)
        for number in range(SLOTS):
            lock = (directory / f"jobs-{number}.lock").open("w")
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                lock.close()
                continue
            return cls(f"{socket.gethostname()}-{number}", lock)
        raise SlotsTakenError

    def release(self) -> None:
        """让出。 Give it up."""
        self._lock.close()
