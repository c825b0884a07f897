from __future__ import annotations

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from ballast.infra.db import Database


def test_an_error_of_the_database_carries_no_values(database: Database) -> None:
    statement = text("INSERT INTO no_such_table (a) VALUES (:a)")
    with pytest.raises(DBAPIError) as caught, database.transaction() as session:
        session.execute(statement, {"a": "13812345678"})
    assert "13812345678" not in str(caught.value)
