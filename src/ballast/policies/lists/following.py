"""跟上别的进程改的名单：日志说动过哪几条，就只取那几条。

Keeping up with lists that other processes change: the journal says which entries were touched, and
only those are read.
"""

from __future__ import annotations

from ballast.infra.db import Database
from ballast.infra.journal.repository import subjects_after
from ballast.policies.lists import repository
from ballast.policies.lists.live import LiveLists


class ListFollower:
    """跟上名单。 Follows the lists."""

    def __init__(self, database: Database, live: LiveLists) -> None:
        self._database = database
        self._live = live
        self._seq = 0

    def start(self) -> None:
        """读入全部，从此跟上。 Read everything, and follow from here."""
        # The mark first: what changes meanwhile is read twice rather than missed.
        with self._database.reading() as session:
            _, self._seq = subjects_after(session, 0, "list")
        self._live.reload()

    def poll(self) -> None:
        """取来新近改过的。 Take over what changed since the last time."""
        with self._database.reading() as session:
            whole, _ = subjects_after(session, self._seq, "list")
            touched, seq = subjects_after(session, self._seq, "list_entry")
            entries = repository.entries_with(session, sorted(touched))
        if whole:
            # An import writes one line for all its entries.
            self._live.reload()
        elif entries:
            self._live.apply([each for each in entries if each.list in self._live.definitions])
        self._seq = seq
