from __future__ import annotations

import threading

from sqlalchemy import String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from ballast.infra.db import Database
from ballast.infra.upsert import upsert


class Own(DeclarativeBase):
    """Tables of this test alone."""


class Note(Own):
    __tablename__ = "note"

    place: Mapped[str] = mapped_column(String(8), primary_key=True)
    said: Mapped[str] = mapped_column(String(8))


def test_writers_at_once_leave_one_row(database: Database) -> None:
    Own.metadata.create_all(database.engine)

    def write(word: str) -> None:
        with database.transaction() as session:
            upsert(session, Note, {"place": "here"}, {"said": word})

    threads = [threading.Thread(target=write, args=(word,)) for word in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    write("last")
    with database.reading() as session:
        assert [(n.place, n.said) for n in session.query(Note)] == [("here", "last")]
