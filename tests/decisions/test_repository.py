"""Queries of decisions: what is found, in which order, and by which index."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from ballast.decisions import repository
from ballast.decisions.filter import DecisionFilter
from ballast.decisions.marks import marked, short_code
from ballast.decisions.model import Decision
from ballast.infra.db import Database
from ballast.infra.schema import create_all

T0 = 1_780_000_000_000_000
MINUTE = 60_000_000
COUNT = 400
OUTCOMES = ("pass", "pass", "pass", "review", "reject", "challenge")
CODES = ("LARGE", "large", "LARGE_ONE", "A%", "_", "NIGHT")


def decision(seq: int, rng: random.Random) -> Decision:
    """One of many; everything about it is drawn."""
    return Decision(
        id=f"dec_{seq:08d}",
        seq=seq,
        scene=rng.choice(("payment", "transfer")),
        event_id=f"E{seq}",
        at_us=T0 + seq * MINUTE - rng.choice((0, 0, 0, 500 * MINUTE)),
        decided_us=T0 + seq * MINUTE,
        outcome=rng.choice(OUTCOMES),
        policy=rng.choice(("p", "q")),
        version=rng.randrange(1, 4),
        subject=f"C{rng.randrange(20)}",
        principal="k",
        answer=b"{}",
        trace=b"{}",
        score=rng.choice((None, 0.0, 12.5, 80.0)),
        reasons=marked(rng.sample(CODES, rng.randrange(3))),
        rules=marked(rng.sample(CODES, rng.randrange(3))),
        keys=marked([short_code(f"phone{rng.randrange(30)}")]),
    )


# Numbers have gaps: facts are numbered too.
MANY = [decision(seq, random.Random(seq)) for seq in range(3, 3 + COUNT * 2, 2)]  # noqa: S311 - a test's dice
FILTERS = {
    "all": DecisionFilter(),
    "scene": DecisionFilter(scene="payment"),
    "outcome": DecisionFilter(outcomes=("challenge",)),
    "outcomes": DecisionFilter(outcomes=("review", "reject")),
    "policy": DecisionFilter(policy="p", version=2),
    "subject": DecisionFilter(subject="C7"),
    "reason": DecisionFilter(reason="LARGE"),
    "reason like a pattern": DecisionFilter(reason="A%"),
    "reason of one letter": DecisionFilter(reason="_"),
    "rule": DecisionFilter(rule="large"),
    "key": DecisionFilter(keys=(short_code("phone3"), short_code("phone4"))),
    "no key": DecisionFilter(keys=()),
    "score": DecisionFilter(least=0.0, most=12.5),
    "since": DecisionFilter(since_us=T0 + 600 * MINUTE),
    "until": DecisionFilter(until_us=T0 + 100 * MINUTE),
    "both": DecisionFilter(since_us=T0 + 100 * MINUTE, until_us=T0 + 300 * MINUTE),
    "numbers": DecisionFilter(seqs=(5, 6, 7, 9)),
    "no numbers": DecisionFilter(seqs=()),
    "visible": DecisionFilter(scenes=frozenset({"transfer"})),
    "nothing visible": DecisionFilter(scenes=frozenset()),
    "much at once": DecisionFilter(
        scene="transfer", outcomes=("reject",), reason="NIGHT", least=1.0, since_us=T0
    ),
}


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    with database.transaction() as writing:
        repository.insert_many(writing, MANY)
    with database.reading() as reading:
        yield reading


def wanted_by(wanted: DecisionFilter) -> list[int]:
    """The same said in Python."""
    return [d.seq for d in reversed(MANY) if matches(d, wanted)]


def matches(d: Decision, w: DecisionFilter) -> bool:
    marks = ((w.reason, d.reasons), (w.rule, d.rules))
    tests = [
        w.scene in (None, d.scene),
        not w.outcomes or d.outcome in w.outcomes,
        w.policy in (None, d.policy) and w.version in (None, d.version),
        w.subject in (None, d.subject),
        all(code is None or code in text.split("\n") for code, text in marks),
        w.keys is None or any(key in d.keys.split("\n") for key in w.keys),
        w.least is None or (d.score is not None and d.score >= w.least),
        w.most is None or (d.score is not None and d.score <= w.most),
        w.since_us is None or d.at_us >= w.since_us,
        w.until_us is None or d.at_us < w.until_us,
        w.seqs is None or d.seq in w.seqs,
        w.scenes is None or d.scene in w.scenes,
    ]
    return all(tests)


@pytest.mark.parametrize("name", FILTERS)
def test_pages_hold_all_that_matches_newest_first_and_nothing_else(
    session: Session, name: str
) -> None:
    wanted, seen, cursor = FILTERS[name], [], None
    while True:
        found, cursor = repository.page(session, wanted, cursor, 7)
        seen += [each.seq for each in found]
        assert cursor is None or len(found) == 7
        if cursor is None:
            break
    assert seen == wanted_by(wanted)
    assert repository.count(session, wanted, 10_000) == len(seen)
    assert repository.count(session, wanted, 3) == min(3, len(seen))


def test_what_is_stored_comes_back(session: Session) -> None:
    assert repository.get(session, MANY[4].id) == MANY[4]
    assert repository.get(session, "dec_none") is None
    assert repository.numbered(session, [MANY[0].seq, MANY[9].seq]) == [MANY[9], MANY[0]]
    brief = repository.briefs(session, [MANY[2].seq, 4])
    assert brief == {MANY[2].seq: repository.Brief(MANY[2].id, MANY[2].outcome)}


@pytest.mark.parametrize("minute", [-5, 0, 3, 4, 401, 402, 803, 900])
def test_the_first_since_an_instant_is_found_by_halving(session: Session, minute: int) -> None:
    found = repository.first_since(session, T0 + minute * MINUTE)
    later = [d.seq for d in MANY if d.decided_us >= T0 + minute * MINUTE]
    before = [d.seq for d in MANY if d.decided_us < T0 + minute * MINUTE]
    assert all(seq >= found for seq in later)
    assert all(seq < found for seq in before)


@pytest.mark.parametrize("name", FILTERS)
def test_an_index_explains_every_filter_and_nothing_is_sorted(sqlite_url: str, name: str) -> None:
    database = Database(sqlite_url)
    create_all(database)
    with database.reading() as session:
        query = repository.query_of(session, FILTERS[name]).limit(51)
        compiled = query.compile(session.get_bind(), compile_kwargs={"literal_binds": True})
        plan = [row[-1] for row in session.execute(text(f"EXPLAIN QUERY PLAN {compiled}"))]
    database.close()
    assert not [line for line in plan if "TEMP B-TREE" in line or line.startswith("SCAN decision")]
    assert any("INDEX" in line or "PRIMARY KEY" in line for line in plan), plan
