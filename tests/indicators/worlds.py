"""Random definitions and event streams, and what every engine says about them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

import duckdb
import pyarrow as pa
from hypothesis import strategies as st

from ballast.events.model import Event, Field, FieldKind, FieldType, Scene, Sensitivity, SubjectKind
from ballast.indicators.model import (
    NUMERIC,
    VALUED,
    Aggregate,
    Current,
    Indicator,
    Window,
    WindowKind,
)
from ballast.indicators.sql import Reading, to_sql
from ballast.indicators.values import TYPED
from ballast.kit.text import Text

T = Text("测", "test")
DAY = 86_400_000_000
START = 1_700_000_000_000_000


def field(name: str, kind: FieldType, subject: SubjectKind | None = None, **more: object) -> Field:
    return Field(name, kind, T, Sensitivity.C1, subject=subject, **more)  # type: ignore[arg-type]


def token(name: str, subject: SubjectKind) -> Field:
    return Field(name, FieldType.STRING, T, Sensitivity.C3, FieldKind.BANK_CARD, subject=subject)


def scene(code: str, *fields: Field) -> Scene:
    return Scene(code, 1, T, {f.name: f for f in fields})


SCENES = {
    "payment": scene(
        "payment",
        token("card", SubjectKind.CARD),
        field("user", FieldType.STRING, SubjectKind.CUSTOMER),
        field("amount", FieldType.NUMBER),
        field("ok", FieldType.BOOLEAN),
        field("due", FieldType.TIME),
        field("city", FieldType.STRING),
    ),
    "bind": scene(
        "bind",
        token("bank_card", SubjectKind.CARD),
        field("user", FieldType.STRING, SubjectKind.CUSTOMER),
        field("amount", FieldType.NUMBER),
    ),
}
TYPES = {
    "payment": {
        "card": "string",
        "user": "string",
        "amount": "number",
        "ok": "boolean",
        "due": "time",
        "city": "string",
    },
    "bind": {"bank_card": "string", "user": "string", "amount": "number"},
}
READ_KEYS = {
    ("user",): {"payment": ("user",), "bind": ("user",)},
    ("card",): {"payment": ("card",), "bind": ("bank_card",)},
    ("amount",): {"payment": ("amount",), "bind": ("amount",)},
    ("ok",): {"payment": ("ok",)},
    ("user", "amount"): {"payment": ("user", "amount"), "bind": ("user", "amount")},
}

windows = st.one_of(
    st.sampled_from([1, 60, 3_600, 86_400, 400 * 86_400]).map(
        lambda s: Window(WindowKind.SLIDING, s)
    ),
    st.integers(1, 400 * 86_400).map(lambda s: Window(WindowKind.SLIDING, s)),
    st.builds(
        Window,
        st.just(WindowKind.DAYS),
        st.sampled_from([1, 2, 30]),
        st.sampled_from(["Asia/Shanghai", "UTC", "America/New_York"]),
    ),
    st.builds(Window, st.just(WindowKind.MONTHS), st.sampled_from([1, 3, 13])),
    st.just(Window(WindowKind.EVER)),
)


@st.composite
def indicators(draw: st.DrawFn) -> Indicator:
    aggregate = draw(st.sampled_from(list(Aggregate)))
    if aggregate in NUMERIC:
        of = "amount"
    elif aggregate in VALUED:
        of = draw(st.sampled_from(["card", "amount", "ok", "due", "city"]))
    else:
        of = draw(st.sampled_from([None, "amount"])) if aggregate is Aggregate.COUNT else None
    included = aggregate is not Aggregate.TIME_SINCE_LAST and draw(st.booleans())
    return Indicator(
        code="x",
        title=T,
        scene="payment",
        key=draw(st.sampled_from(list(READ_KEYS))),
        aggregate=aggregate,
        of=of,
        where=draw(st.sampled_from([None, *CONDITIONS])),
        window=draw(windows),
        current=Current.INCLUDED if included else Current.EXCLUDED,
    )


@st.composite
def sets(draw: st.DrawFn) -> list[Indicator]:
    drawn = draw(st.lists(indicators(), min_size=1, max_size=6))
    return [replace(indicator, code=f"i{n}") for n, indicator in enumerate(drawn)]


numbers = st.one_of(
    st.sampled_from([0, 0.0, -0.0, 1, 2, 0.00005, 0.00015, 1e12, -1e12, 999999999999.9999, 1e300]),
    st.sampled_from([10**400, math.nan, math.inf, True, "7", None]),
    st.floats(-1e6, 1e6),
    st.floats(),
    st.integers(-100, 100),
)
data = st.fixed_dictionaries(
    {},
    optional={
        "user": st.sampled_from(["甲", "乙", "", None, 7]),
        "card": st.sampled_from(["tk_1", "tk_2", None, 3]),
        "bank_card": st.sampled_from(["tk_1", "tk_2", None]),
        "amount": numbers,
        "ok": st.sampled_from([True, False, None, 1, "true"]),
        "due": st.sampled_from([START, float(START), START + 1, None, "2026"]),
        "city": st.sampled_from(["北京", "e\u0301", "é", "😀", None]),
    },
)
CONDITIONS = {
    None: lambda d: True,
    "amount > 1": lambda d: d["amount"] is not None and d["amount"] > 1,
    "ok": lambda d: d["ok"] is True,
    "not ok": lambda d: d["ok"] is False,
    "city == null": lambda d: d["city"] is None,
    "card in ['tk_1'] and city != '北京'": lambda d: (
        d["card"] == "tk_1" and d["city"] not in (None, "北京")
    ),
    "amount < 0 or ok": lambda d: (d["amount"] is not None and d["amount"] < 0) or d["ok"] is True,
}
"""Conditions, and what they mean said in Python on typed data."""

scales = st.sampled_from([100_000, 1_000_000, 60_000_000, 3_600_000_000, DAY, 40 * DAY])


@st.composite
def streams(draw: st.DrawFn) -> list[Event]:
    scale = draw(scales)
    origin = draw(st.sampled_from([START, 0, -3 * DAY, 663_600_000_000_000]))
    steps = st.one_of(
        st.integers(0, 3), st.sampled_from([0, 0, 1, 59, 60, 61]), st.integers(-90, 130)
    )
    now, events = 0, []
    for seq in range(1, draw(st.integers(1, 40)) + 1):
        step = draw(steps)
        at = now + step * scale // 60 + draw(st.sampled_from([0, 0, 1, -1]))
        now = max(now, at)
        where = draw(st.sampled_from(["payment", "payment", "payment", "bind"]))
        events.append(Event(seq * 3, where, str(seq), origin + at, 0, draw(data)))
    return events


_ARROW = {
    "string": pa.string(),
    "number": pa.float64(),
    "boolean": pa.bool_(),
    "time": pa.float64(),
}


def relation(events: Sequence[Event], code: str) -> pa.Table:
    """The events of a scene as engines of history see them: typed columns, wrong types are null."""
    rows = [e for e in events if e.scene == code]
    columns = {
        "seq": pa.array([e.seq for e in rows], pa.int64()),
        "scene": pa.array([e.scene for e in rows], pa.string()),
        "id": pa.array([e.id for e in rows], pa.string()),
        "at_us": pa.array([e.at_us for e in rows], pa.int64()),
    }
    for name, kind in TYPES[code].items():
        typed = TYPED[FieldType(kind)]
        columns[name] = pa.array([typed(e.data.get(name)) for e in rows], _ARROW[kind])
    return pa.table(columns)


class Batch:
    """DuckDB over one stream."""

    def __init__(self, events: Sequence[Event]) -> None:
        self.connection = duckdb.connect(config={"threads": 1})
        for code in SCENES:
            self.connection.register(code, relation(events, code))

    def values(self, indicator: Indicator, code: str) -> dict[int, object]:
        sql = to_sql(indicator, SCENES, indicator.scene, Reading(code, code))
        return dict(self.connection.execute(sql).fetchall())


def same(left: object, right: object) -> bool:
    """Equal to the last bit, and of one type."""
    if isinstance(left, float) and isinstance(right, float):
        return left.hex() == right.hex() or left == right == 0.0
    return type(left) is type(right) and left == right
