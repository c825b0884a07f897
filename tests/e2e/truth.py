"""What the database says, and what the batch engine makes of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import duckdb
import msgspec
import pyarrow as pa

from ballast.app.content import Content
from ballast.decisions import repository as decisions
from ballast.decisions.model import Decision
from ballast.events import repository as events
from ballast.events.model import Event, FieldType, Scene
from ballast.indicators.columns import columns_of
from ballast.indicators.sql import Reading, to_sql
from ballast.indicators.values import TYPED
from ballast.infra.db import Database

_ARROW = {
    FieldType.STRING: pa.string(),
    FieldType.NUMBER: pa.float64(),
    FieldType.BOOLEAN: pa.bool_(),
    FieldType.TIME: pa.float64(),
}


def stored_events(database: Database) -> list[Event]:
    """Every event, in acceptance order."""
    with database.reading() as session:
        return events.after(session, 0, 1_000_000)


def stored_decisions(database: Database) -> list[Decision]:
    """Every decision, newest first."""
    with database.reading() as session:
        return decisions.page(session, decisions.DecisionFilter(), None, 1_000_000)[0]


def indicators_in(decision: Decision) -> dict[str, object]:
    """The values in an answer."""
    found: dict[str, object] = msgspec.json.decode(decision.answer)["indicators"]
    return found


class Batch:
    """DuckDB over the log: the definition once more, compiled to SQL.

    `more` are payments that only read, as a look at the present value does.
    """

    def __init__(self, content: Content, log: Sequence[Event], more: Sequence[Event] = ()) -> None:
        self._content = content
        self._connection = duckdb.connect(config={"threads": 1})
        payment, repayment = content.scenes["payment"], content.scenes["repayment"]
        self._connection.register("payment", _relation(payment, log))
        self._connection.register("repayment", _relation(repayment, log))
        self._connection.register("reader", _relation(payment, [*log, *more]))

    def values(self, code: str) -> Mapping[int, object]:
        """What every payment read of an indicator, by acceptance number."""
        (indicator,) = [i for i in self._content.indicators if i.code == code]
        reading = Reading("reader", "payment")
        sql = to_sql(indicator, self._content.scenes, indicator.scene, reading)
        return dict(self._connection.execute(sql).fetchall())


def next_payment(log: Sequence[Event], customer: str) -> Event:
    """A payment that did not happen: as the last one, by a customer, after everything else."""
    last = [event for event in log if event.scene == "payment"][-1]
    data = {**last.data, "customer_id": customer}
    return replace(last, seq=log[-1].seq + 1, id="next", data=data)


def _relation(scene: Scene, log: Sequence[Event]) -> pa.Table:
    rows = [event for event in log if event.scene == scene.code]
    table = {
        "seq": pa.array([event.seq for event in rows], pa.int64()),
        "at_us": pa.array([event.at_us for event in rows], pa.int64()),
    }
    for name, column in columns_of(scene).items():
        typed = TYPED[column.type]
        values = [typed(event.data.get(name)) for event in rows]
        table[name] = pa.array(values, _ARROW[column.type])
    return pa.table(table)
