"""一个场景的历史：数据湖与热表合成 DuckDB 里的一个关系。

The history of a scene: the lake and the hot table as one relation in DuckDB, opened for one look
and closed again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

import duckdb
from duckdb import DuckDBPyConnection

from ballast.events import repository as events
from ballast.events.lake import EventSource, Lake, relation
from ballast.events.model import Scene
from ballast.infra.db import Database
from ballast.kit.errors import UnavailableError
from ballast.kit.text import Text

_CONFIG: dict[str, str | bool | int | float | list[str]] = {"threads": 2, "memory_limit": "1GB"}


class HistoryUnavailableError(UnavailableError):
    """历史文件读不到。 The files of the lake cannot be read here."""

    code = "history_unavailable"
    title = Text("历史读不到", "History is out of reach")

    def __init__(self) -> None:
        super().__init__(
            Text(
                "数据湖的文件在这台机器上读不到；请用 `ballast lake verify` 查看",
                "The files of the lake cannot be read on this host; see `ballast lake verify`",
            )
        )


@dataclass(frozen=True, slots=True)
class Opened:
    """打开的历史。 An opened history: the connection and the name of its relation."""

    connection: DuckDBPyConnection
    relation: str


class History:
    """打开历史。 Opens histories.

    Args:
        lake: 数据湖。 The lake.
        scenes: 全部场景。 All scenes by code.
    """

    def __init__(self, database: Database, lake: Lake, scenes: Mapping[str, Scene]) -> None:
        self._database = database
        self._lake = lake
        self.scenes = scenes

    @contextmanager
    def of(self, scene: str, since_us: int | None) -> Iterator[Opened]:
        """一个场景自某刻以来的历史；更早的可能在也可能不在。

        The history of a scene since a time; what is older may be there or not.

        Raises:
            HistoryUnavailableError: 文件读不到。 A file cannot be read.
        """
        connection = duckdb.connect(config=_CONFIG)
        try:
            source = EventSource(self.scenes, since_us)
            with self._database.reading() as session:
                name = relation(connection, session, self._lake, source, scene)
            yield Opened(connection, name)
        except duckdb.IOException as missing:
            raise HistoryUnavailableError from missing
        finally:
            connection.close()

    def begins_us(self, scene: str) -> int | None:
        """最早的事件；没有则无。 The earliest event of a scene, if there is any."""
        with self._database.reading() as session:
            return events.oldest_at_us(session, scene)
