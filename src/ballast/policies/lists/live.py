"""全部名单的内存索引：启动时读入，每次提交后更新。

Every list in memory, updated after each commit.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence

from ballast.infra.db import Database
from ballast.policies.lists import repository
from ballast.policies.lists.errors import UnknownListError
from ballast.policies.lists.index import ListTable, Lookup
from ballast.policies.lists.model import ListDefinition, ListEntry


class LiveLists:
    """全部名单。 Every list; readers never wait."""

    def __init__(self, database: Database, definitions: Mapping[str, ListDefinition]) -> None:
        self._database = database
        self.definitions = definitions
        self._lock = threading.Lock()
        self._tables = self._empty()

    def reload(self) -> None:
        """从库里重读（启动时，或别的进程改了名单）。 Read everything from the database again."""
        with self._lock, self._database.reading() as session:
            tables = self._empty()
            for entry in repository.counting_entries(session):
                if entry.list in tables:
                    tables[entry.list].put(entry)
            self._tables = tables

    def apply(self, entries: Sequence[ListEntry]) -> None:
        """一次提交改了这些条目。 Take over the entries that a commit changed."""
        with self._lock:
            for entry in entries:
                self._tables[entry.list].put(entry)

    def find(self, code: str, value: object, at_us: int) -> str | None:
        """值在 `at_us` 命中的条目；没有这个名单则抛错。 The entry hit at `at_us`, or None."""
        table = self._tables.get(code)
        if table is None:
            raise UnknownListError(code)
        return table.find(value, at_us)

    def at(self, at_us: int) -> Lookup:
        """固定在事件时间上的查找，供策略使用。

        A look-up fixed at the event's time, for policies.
        """
        find = self.find
        return lambda code, value: find(code, value, at_us)

    def _empty(self) -> dict[str, ListTable]:
        return {code: ListTable(definition) for code, definition in self.definitions.items()}
