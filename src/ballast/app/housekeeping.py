"""每隔一会儿收拾一次：密钥的最近使用、密钥环、内存里过期的键。

Housekeeping every few seconds: when keys were used, the keyring, counts of what is in memory.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence

import structlog

_log = structlog.get_logger(__name__)


class Housekeeping:
    """后台线程，逐项去做；一项出错不碍其余。 A thread that does each chore; one may fail alone."""

    def __init__(self, chores: Sequence[Callable[[], object]], seconds: float = 10.0) -> None:
        self._chores = chores
        self._seconds = seconds
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="ballast-housekeeping", daemon=True)

    def start(self) -> None:
        """开始。 Start."""
        self._thread.start()

    def stop(self) -> None:
        """停下，等手上的做完。 Stop once the chore in hand is done."""
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join()

    def once(self) -> None:
        """各做一次。 Do each chore once."""
        for chore in self._chores:
            try:
                chore()
            except Exception as cause:  # a chore comes round again; the service must go on
                _log.warning("housekeeping.failed", cause=type(cause).__name__)

    def _run(self) -> None:
        while not self._stop.wait(self._seconds):
            self.once()
