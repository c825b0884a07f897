from __future__ import annotations

from ballast.infra.access import repository
from ballast.infra.access.model import User
from ballast.infra.access.people import names_of
from ballast.infra.db import Database


def test_people_are_named_even_after_they_left(database: Database) -> None:
    with database.transaction() as session:
        for name, left in (("ana", None), ("ben", 5)):
            user = User(id=f"usr_{name}", name=name, grants=(), created_us=1, disabled_us=left)
            repository.add_user(session, user, "hash")
    with database.reading() as session:
        assert names_of(session) == {"usr_ana": "ana", "usr_ben": "ben"}
