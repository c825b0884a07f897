from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet as pq
import pytest
from tests.events.scenery import (
    NOW_US,
    PAY,
    PLAN,
    SECRETS,
    ZONE,
    other,
    raw,
    scene_of,
    taken,
    text,
    whole,
)

from ballast.events import repository
from ballast.events.lake import EventSource, Lake, Sealer, relation, sweep, verify
from ballast.events.lake.files import TEMPORARY, LakeBusyError
from ballast.events.model import Field, FieldType, Scene
from ballast.events.plan import plan_of
from ballast.events.record import Accepted
from ballast.infra.db import Database

LOGIN = scene_of([text("customer_id"), text("result")], code="login")
SCENES = {"pay": PAY, "login": LOGIN}
SOURCE = EventSource(SCENES)


@pytest.fixture
def lake(tmp_path: Path) -> Lake:
    return Lake(tmp_path / "it's a lake", "event")


def sealer(lake: Lake, database: Database, source: EventSource = SOURCE, batch: int = 4) -> Sealer:
    return Sealer(lake, database, source, ZONE, lambda: NOW_US, batch)


def accepted(seq: int) -> Accepted:
    """Events of both scenes, spread over three days, not in order of time."""
    hour, day = seq * 7 % 24, 1 + seq % 3
    event = raw(f"e-{seq}", f"2026-02-0{day}T{hour:02}:30:00+08:00", customer_id=f"c-{seq % 5}")
    if seq % 4 == 0:
        return Accepted(seq, taken(event, plan_of(LOGIN, ZONE)))
    event["data"] |= {**SECRETS, "amount": seq, "trusted": seq % 2 == 0, "zebra": "赵钱孙李"}
    return Accepted(seq, taken(event))


def store(database: Database, seqs: Iterator[int] | range) -> None:
    with database.transaction() as session:
        repository.insert_many(session, [accepted(seq) for seq in seqs])


def query(database: Database, lake: Lake, sql: str, source: EventSource = SOURCE) -> list[Any]:
    with duckdb.connect() as connection, database.reading() as session:
        for code in ("pay", "login"):
            relation(connection, session, lake, source, code)
        return connection.execute(sql).fetchall()


def seqs(database: Database, lake: Lake) -> list[int]:
    sql = "SELECT seq FROM event_pay UNION ALL SELECT seq FROM event_login ORDER BY seq"
    return [seq for (seq,) in query(database, lake, sql)]


def faults(database: Database, lake: Lake) -> list[tuple[str, str]]:
    with database.reading() as session:
        return [(fault.path, fault.problem.en) for fault in verify(lake, session)]


def test_sealing_moves_every_row_once(database: Database, lake: Lake) -> None:
    store(database, range(1, 11))
    assert seqs(database, lake) == list(range(1, 11))
    done = list(sealer(lake, database).seal())
    assert [(s.rows, s.last_seq) for s in done] == [(4, 4), (4, 8), (2, 10)]
    assert seqs(database, lake) == list(range(1, 11))
    store(database, range(11, 14))
    assert seqs(database, lake) == list(range(1, 14))
    assert sum(s.rows for s in sealer(lake, database).seal()) == 3
    assert list(sealer(lake, database).seal()) == []
    assert seqs(database, lake) == list(range(1, 14))
    assert faults(database, lake) == []


def test_files_are_laid_out_by_scene_and_local_day(database: Database, lake: Lake) -> None:
    late = taken(raw("a", "2026-01-31T15:59:59Z", customer_id="c", amount=1))
    next_day = taken(raw("b", "2026-01-31T16:00:00Z", customer_id="c", amount=1))
    with database.transaction() as session:
        repository.insert_many(session, [Accepted(1, late), Accepted(2, next_day)])
    list(sealer(lake, database).seal())
    assert list(lake.present()) == [
        "scene=pay/day=2026-01-31/part-1-1.parquet",
        "scene=pay/day=2026-02-01/part-2-2.parquet",
    ]


def test_sealing_can_stop_at_a_number(database: Database, lake: Lake) -> None:
    store(database, range(1, 11))
    assert [s.last_seq for s in sealer(lake, database).seal(upto_seq=6)] == [4, 6]
    assert seqs(database, lake) == list(range(1, 11))


def test_sealed_and_hot_rows_read_the_same(database: Database, lake: Lake) -> None:
    store(database, range(1, 11))
    sql = "SELECT * FROM event_pay ORDER BY seq"
    hot = query(database, lake, sql)
    list(sealer(lake, database).seal(upto_seq=5))
    assert query(database, lake, sql) == hot
    list(sealer(lake, database).seal())
    assert query(database, lake, sql) == hot


def test_columns_are_typed(database: Database, lake: Lake) -> None:
    store(database, range(1, 11))
    list(sealer(lake, database).seal(upto_seq=5))
    described = query(database, lake, "DESCRIBE event_pay")
    types = {row[0]: row[1] for row in described}
    assert list(types)[:6] == ["seq", "id", "at_us", "received_us", "late", "scene_version"]
    assert types["at_us"] == types["due_at"] == "BIGINT"
    assert types["amount"] == types["id_card_age"] == "DOUBLE"
    assert types["phone"] == types["phone_segment"] == "VARCHAR"
    assert types["trusted"] == types["late"] == "BOOLEAN"
    (row,) = query(
        database, lake, "SELECT amount, due_at, phone_segment FROM event_pay WHERE seq = 1"
    )
    assert row == (1.0, None, "138")


def test_the_lake_holds_tokens_only(database: Database, lake: Lake) -> None:
    store(database, range(1, 4))
    list(sealer(lake, database).seal())
    for path in lake.present():
        # Uncompressed text of every value, and the raw bytes of the file.
        table = pq.read_table(lake.root / path)
        content = str(table.to_pylist()).encode() + (lake.root / path).read_bytes()
        for secret in [*SECRETS.values(), "赵钱孙李", "zebra", "sealed"]:
            assert secret.encode() not in content


def evolved(*fields: Field, without: str = "") -> EventSource:
    kept = {name: f for name, f in PAY.fields.items() if name != without}
    scene = replace(PAY, version=2, fields={**kept, **{f.name: f for f in fields}})
    return EventSource({"pay": scene, "login": LOGIN})


def store_evolved(database: Database, scene: Scene, seq: int, **data: Any) -> None:
    incoming = taken(raw(f"e-{seq}", customer_id="c", **data), plan_of(scene, ZONE))
    with database.transaction() as session:
        repository.insert_many(session, [Accepted(seq, incoming)])


@pytest.mark.parametrize("seal_new", [False, True])
def test_a_new_column_is_null_in_old_files(database: Database, lake: Lake, seal_new: bool) -> None:
    store(database, range(1, 4))
    list(sealer(lake, database).seal())
    source = evolved(text("note"), other("score", "number"), without="trusted")
    scene = scene_of([*PAY.fields.values(), text("note"), other("score", "number")], version=2)
    store_evolved(database, scene, 4, amount=4, note="n", score=7)
    if seal_new:
        list(sealer(lake, database, source).seal())
    sql = "SELECT seq, note, score FROM event_pay ORDER BY seq"
    assert query(database, lake, sql, source) == [
        (1, None, None), (2, None, None), (3, None, None), (4, "n", 7.0),
    ]  # fmt: skip
    names = [row[0] for row in query(database, lake, "DESCRIBE event_pay", source)]
    assert "trusted" not in names


@pytest.mark.parametrize("seal_new", [False, True])
def test_a_column_that_changed_its_type_is_converted_or_null(
    database: Database, lake: Lake, seal_new: bool
) -> None:
    before = scene_of([text("customer_id"), text("code")])
    store_evolved(database, before, 1, code="12.5")
    store_evolved(database, before, 2, code="abc")
    list(sealer(lake, database, EventSource({"pay": before, "login": LOGIN})).seal())
    store_evolved(database, before, 3, code="hot")
    now = scene_of([text("customer_id"), other("code", "number")], version=2)
    store_evolved(database, now, 4, code=3)
    source = EventSource({"pay": now, "login": LOGIN})
    if seal_new:
        list(sealer(lake, database, source).seal())
    assert query(database, lake, "SELECT code FROM event_pay ORDER BY seq", source) == [
        (12.5,), (None,), (None,), (3.0,),
    ]  # fmt: skip


def test_events_of_a_scene_out_of_force_keep_the_fixed_columns(
    database: Database, lake: Lake
) -> None:
    store(database, range(1, 5))
    list(sealer(lake, database, EventSource({})).seal())
    assert query(database, lake, "SELECT seq, customer_id FROM event_login") == [(4, None)]


class Crash(BaseException):
    """Nothing may catch it."""


def crash(*_: object, **__: object) -> Any:
    raise Crash


STEPS: dict[str, tuple[str, Callable[..., Any]]] = {
    "before the file": ("pyarrow.parquet.write_table", crash),
    "in the file": (
        "pyarrow.parquet.write_table",
        lambda _table, path, **_: (Path(path).write_bytes(b"PAR1 half"), crash()),
    ),
    "before it is flushed": ("ballast.events.lake.files._flush", crash),
    "before the rename": ("pathlib.Path.rename", crash),
    "after the rename": ("ballast.events.lake.files.Lake.sha256", crash),
    "before the manifest": ("ballast.events.lake.repository.add_lake_files", crash),
}


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("nth", [1, 3])
def test_a_crash_at_any_step_leaves_no_duplicate_and_no_hole(
    database: Database, lake: Lake, step: str, nth: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    store(database, range(1, 31))
    place, strike = STEPS[step]
    calls = 0
    module, _, name = place.rpartition(".")
    original = _resolve(place)

    def counted(*args: Any, **kwargs: Any) -> Any:
        nonlocal calls
        calls += 1
        return strike(*args, **kwargs) if calls == nth else original(*args, **kwargs)

    with monkeypatch.context() as patched:
        patched.setattr(f"{module}.{name}", counted)
        with pytest.raises(Crash):
            list(sealer(lake, database, batch=10).seal())
    assert seqs(database, lake) == list(range(1, 31))
    for path in lake.present():
        # Engines that read the directory must never meet half a file.
        assert path.endswith(TEMPORARY) or pq.read_metadata(lake.root / path).num_rows
    store(database, range(31, 33))
    list(sealer(lake, database, batch=7).seal())
    assert seqs(database, lake) == list(range(1, 33))
    assert faults(database, lake) == []
    assert not [path for path in lake.present() if path.endswith(TEMPORARY)]


def _resolve(place: str) -> Any:
    module, _, name = place.rpartition(".")
    try:
        return getattr(__import__(module, fromlist=[name]), name)
    except ModuleNotFoundError:
        owner = _resolve(module)
        return getattr(owner, name)


def test_a_crash_after_the_manifest_counts_the_batch(database: Database, lake: Lake) -> None:
    store(database, range(1, 11))
    first = next(sealer(lake, database).seal())
    assert first.last_seq == 4
    assert seqs(database, lake) == list(range(1, 11))
    assert [s.last_seq for s in sealer(lake, database).seal()] == [8, 10]
    assert faults(database, lake) == []


KILLED = """
import os, signal, sys
from pathlib import Path
import ballast.events.lake.files as files
from ballast.infra.db import Database
from ballast.events.lake import Lake
from tests.events.test_lake import sealer
flush, left = files._flush, int(sys.argv[3])
def counted(path):
    global left
    left -= 1
    if left < 0:
        os.kill(os.getpid(), signal.SIGKILL)
    flush(path)
files._flush = counted
list(sealer(Lake(Path(sys.argv[1]), "event"), Database(sys.argv[2])).seal())
"""


def test_a_killed_process_leaves_no_duplicate_and_no_hole(database: Database, lake: Lake) -> None:
    store(database, range(1, 41))
    root = Path(__file__).parents[2]
    environment = {**os.environ, "PYTHONPATH": f"{root}:{root / 'src'}"}
    for left in (0, 5, 12):
        command = [sys.executable, "-c", KILLED, str(lake.root), database.url, str(left)]
        ended = subprocess.run(command, env=environment, cwd=root, check=False)
        assert ended.returncode == -signal.SIGKILL
        assert seqs(database, lake) == list(range(1, 41))
    list(sealer(lake, database).seal())
    assert seqs(database, lake) == list(range(1, 41))
    assert faults(database, lake) == []


def test_only_one_process_seals(database: Database, lake: Lake) -> None:
    store(database, range(1, 11))
    first = sealer(lake, database).seal()
    next(first)
    with pytest.raises(LakeBusyError):
        next(sealer(lake, database).seal())
    first.close()  # type: ignore[attr-defined]  # it is a generator
    assert len(list(sealer(lake, database).seal())) == 2


def test_sweeping_removes_leftovers_only(database: Database, lake: Lake) -> None:
    store(database, range(1, 5))
    list(sealer(lake, database).seal())
    day = next((lake.root / "scene=pay").iterdir())
    listed = set(lake.present())
    for name in ("part-9-9.parquet", f"part-1-1.parquet{TEMPORARY}", "part-2-2.parquet", "notes"):
        (day / name).write_bytes(b"x")
    swept = {Path(path).name for path in sweep(lake, database)}
    assert swept == {"part-9-9.parquet", f"part-1-1.parquet{TEMPORARY}"}
    assert {Path(path).name for path in set(lake.present()) - listed} == {
        "part-2-2.parquet",
        "notes",
    }


def test_verification_finds_every_fault(database: Database, lake: Lake) -> None:
    store(database, range(1, 11))
    list(sealer(lake, database).seal())
    missing, changed, *_ = lake.present()
    (lake.root / missing).unlink()
    content = bytearray((lake.root / changed).read_bytes())
    content[len(content) // 2] ^= 1
    (lake.root / changed).write_bytes(bytes(content))
    stray = changed.replace("part-", "part-0")
    (lake.root / stray).write_bytes(b"x")
    assert sorted(faults(database, lake)) == sorted(
        [
            (missing, "The file is missing"),
            (changed, "Its content is not what was sealed"),
            (stray, "The file is not in the manifest"),
        ]
    )


def test_a_sealing_under_way_is_no_fault(database: Database, lake: Lake) -> None:
    store(database, range(1, 11))
    list(sealer(lake, database).seal(upto_seq=4))
    sealed = {path: (lake.root / path).read_bytes() for path in lake.present()}
    path = lake.path_of("pay", "2026-02-01", 5, 6)
    (lake.root / path).parent.mkdir(parents=True, exist_ok=True)
    (lake.root / path).write_bytes(next(iter(sealed.values())))
    assert faults(database, lake) == []
    (lake.root / path).rename(lake.root / lake.path_of("pay", "2026-02-01", 4, 6))
    assert [problem for _, problem in faults(database, lake)] == ["The file is not in the manifest"]


def test_verification_finds_rows_that_were_never_sealed(database: Database, lake: Lake) -> None:
    store(database, range(2, 6))
    list(sealer(lake, database).seal())
    store(database, range(1, 2))
    assert faults(database, lake) == [
        ("event", "5 rows of the hot table should be sealed, 4 are listed")
    ]


def test_types_of_all_shipped_scenes_fit_the_lake(database: Database, lake: Lake) -> None:
    types = {f.type for f in PAY.fields.values()}
    assert types == set(FieldType)
    with database.transaction() as session:
        repository.insert_many(session, [Accepted(1, taken(whole(), PLAN))])
    list(sealer(lake, database).seal())
    (row,) = query(database, lake, "SELECT due_at, trusted, amount, currency FROM event_pay")
    assert row == (1_772_294_400_000_000, True, 100.0, "CNY")
