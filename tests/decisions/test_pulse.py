"""The pulse of a day: every decision counted once, as time goes on and whoever looks."""

from __future__ import annotations

import random
from collections import Counter

from ballast.decisions import repository
from ballast.decisions.marks import marked
from ballast.decisions.model import Decision
from ballast.decisions.pulse import HOUR_US, MINUTE_US, Beat, Pulse
from ballast.infra.db import Database

T0 = 1_780_000_020_000_000


def decision(seq: int, decided_us: int, rng: random.Random) -> Decision:
    return Decision(
        id=f"dec_{seq}",
        seq=seq,
        scene=rng.choice(("payment", "transfer")),
        event_id=str(seq),
        at_us=0,
        decided_us=decided_us,
        outcome=rng.choice(("pass", "reject")),
        policy="p",
        version=1,
        subject="",
        principal="",
        answer=b"",
        trace=b"",
        reasons=marked(rng.sample(("A", "B", "C"), rng.randrange(3))),
    )


def expected(found: list[Decision], now: int, size: int, count: int) -> list[dict[str, int]]:
    last = now // size
    slots: dict[int, Counter[str]] = {n: Counter() for n in range(last - count + 1, last + 1)}
    for each in found:
        if each.decided_us // size in slots:
            slots[each.decided_us // size][each.outcome] += 1
    return [dict(counts) for counts in slots.values()]


def test_every_decision_is_counted_once_however_often_one_looks(database: Database) -> None:
    rng = random.Random(3)  # noqa: S311 - a test's dice
    clock = [T0]
    pulse, stored, seq = Pulse(lambda: clock[0]), [], 0
    for _ in range(30):
        clock[0] += rng.choice((1, 20, 61, 600, 3_000)) * 1_000_000
        # Made a little before they are stored, as by a batch that takes its time.
        fresh = []
        for _ in range(rng.randrange(6)):
            seq += rng.choice((1, 2))
            fresh.append(decision(seq, clock[0] - rng.choice((0, 1, 9)) * 1_000_000, rng))
        fresh.sort(key=lambda each: each.seq)
        with database.transaction() as session:
            repository.insert_many(session, fresh)
        stored += fresh
        with database.reading() as session:
            beat = pulse.beat(session, None)
            only = pulse.beat(session, frozenset({"payment"}))
        check(beat, stored, clock[0])
        check(only, [d for d in stored if d.scene == "payment"], clock[0])


def check(beat: Beat, stored: list[Decision], now: int) -> None:
    assert [slot.counts for slot in beat.minutes] == expected(stored, now, MINUTE_US, 60)
    assert [slot.at_us for slot in beat.minutes][-1] == now // MINUTE_US * MINUTE_US
    hours = expected(stored, now, HOUR_US, 24)
    assert [slot.counts for slot in beat.hours][1:] == hours[1:]
    oldest = (now // MINUTE_US - 24 * 60) * MINUTE_US
    day = [d for d in stored if d.decided_us >= oldest]
    codes = Counter(code for d in day for code in d.reasons.split("\n") if code)
    assert dict(beat.reasons) == dict(codes)
