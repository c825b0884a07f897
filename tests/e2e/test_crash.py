"""Killed in the middle of its work, again and again, the service loses and repeats nothing.

`BALLAST_CRASHES` says how often; three times for each database unless told otherwise.
"""

from __future__ import annotations

import logging
import os
import random
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.e2e import truth
from tests.e2e.household import furnish, go_live
from tests.e2e.serving import Serving
from tests.e2e.traffic import CLIENTS, Traffic
from tests.indicators.worlds import same

from ballast.app.content import Content, load_content
from ballast.decisions.rebuild import Rebuilder
from ballast.indicators.engine import Engine
from ballast.infra.db import Database
from ballast.infra.settings import Settings

CRASHES = int(os.environ.get("BALLAST_CRASHES", "3"))
_log = logging.getLogger(__name__)
PACK = Path(__file__).parent / "pack"


@pytest.fixture
def settings(tmp_path: Path, database_url: str) -> Settings:
    return Settings(
        data_dir=tmp_path / "var",
        database_url=database_url,
        packs=(str(PACK),),
        log_level="error",
        second_factor="optional",
    )


@pytest.fixture
def serving(settings: Settings, tmp_path: Path) -> Iterator[Serving]:
    started = Serving(settings, tmp_path / "server.log")
    yield started
    started.kill()


@pytest.fixture
def database(serving: Serving) -> Iterator[Database]:
    opened = Database(serving.settings.database_url)
    yield opened
    opened.close()


def test_nothing_acknowledged_is_lost_or_repeated_and_windows_agree(
    serving: Serving, database: Database
) -> None:
    seed = random.SystemRandom().randrange(1 << 32)
    traffic = crashed_often(serving, seed)
    check_ledger(traffic, database)
    content = load_content(serving.settings)
    check_windows(database, content)
    check_restored(serving.settings, database, content)
    known, lost = len(traffic.ledger.answers), traffic.interrupted
    _log.info("seed %s: %s crashes, %s answered, %s cut off", seed, CRASHES, known, lost)


def crashed_often(serving: Serving, seed: int) -> Traffic:
    """Traffic over a server that is killed at random moments, then asked for everything again."""
    chance = random.Random(seed)  # noqa: S311 - no secret is drawn
    key = furnish(serving.settings)
    serving.start()
    go_live(serving, codes(load_content(serving.settings)))
    traffic = Traffic(serving, key, seed)
    for crash in range(CRASHES):
        traffic.begin()
        wait_for_more(traffic, 4 * CLIENTS)
        time.sleep(chance.uniform(0, 0.4))
        serving.kill()
        traffic.end()
        serving.start()
        if crash == CRASHES // 2:
            # From here on, a crash is followed by a start from a snapshot and the log after it.
            serving.stop()
            serving.start()
    traffic.settle()
    serving.stop()
    return traffic


def wait_for_more(traffic: Traffic, number: int) -> None:
    enough = len(traffic.ledger.answers) + number
    deadline = time.monotonic() + 60
    while len(traffic.ledger.answers) < enough:
        assert time.monotonic() < deadline, "the clients get no answers"
        assert not traffic.ledger.faults, traffic.ledger.faults[:3]
        time.sleep(0.01)


def codes(content: Content) -> list[str]:
    """The indicators of this test's pack."""
    return [i.code for i in content.indicators if i.scene in {"payment", "repayment"}]


def check_ledger(traffic: Traffic, database: Database) -> None:
    """Everything acknowledged is there once, with the very answer; nothing else is there."""
    ledger = traffic.ledger
    assert ledger.faults == []
    assert ledger.unsure == []
    log = truth.stored_events(database)
    assert [event.seq for event in log] == list(range(1, len(log) + 1))
    assert sorted(event.id for event in log) == sorted(ledger.answers)
    decided = truth.stored_decisions(database)
    stored = {decision.event_id: decision.answer for decision in decided}
    assert len(stored) == len(decided)
    assert stored == {item.id: ledger.answers[item.id] for item in ledger.known if item.decides}
    by_seq = {event.seq: event for event in log}
    assert all(by_seq[d.seq].id == d.event_id and by_seq[d.seq].scene == d.scene for d in decided)
    assert len({decision.id for decision in decided}) == len(decided)


def check_windows(database: Database, content: Content) -> None:
    """Every value that a decision was made on is the value that the batch engine computes."""
    decided = truth.stored_decisions(database)
    batch = truth.Batch(content, truth.stored_events(database))
    for code in codes(content):
        expected = batch.values(code)
        online = {d.seq: truth.indicators_in(d)[code] for d in decided}
        wrong = {s: (v, expected[s]) for s, v in online.items() if not same(v, expected[s])}
        assert wrong == {}, code
        assert len({repr(value) for value in online.values()}) > 1, f"{code} says nothing"


def check_restored(settings: Settings, database: Database, content: Content) -> None:
    """The state read back, with the snapshot and without it, answers what the batch does."""
    log = truth.stored_events(database)

    def fresh() -> Engine:
        return Engine(content.indicators, content.scenes)

    rebuilder = Rebuilder(database, fresh, settings.data_dir / "state" / "indicators")
    whole, _ = rebuilder.restore(use_snapshot=False)
    assert rebuilder.progress.done == len(log)
    quick, restored = rebuilder.restore(use_snapshot=True)
    assert rebuilder.progress.done == 0, "the snapshot of the clean stop was not used"
    assert restored.seq == quick.seq == whole.seq == len(log)
    wanted = frozenset(codes(content))
    for customer in ("C0", "C1", "nobody"):
        probe = truth.next_payment(log, customer)
        batch = truth.Batch(content, log, [probe])
        expected = {code: batch.values(code)[probe.seq] for code in wanted}
        for engine in (whole, quick):
            read = engine.read("payment", probe.data, probe.at_us, wanted)
            assert [c for c in wanted if not same(read[c], expected[c])] == []
