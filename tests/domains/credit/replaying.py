"""The demo's loans through the real indicator engine and the real policy, in this process."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache

from ballast.cli.demo.loans import Loans, Submission
from ballast.domains.credit import DOMAIN, GREY_LISTS, LOANS, POLICY
from ballast.events.engine_schema import engine_schema
from ballast.events.instants import parse_instant
from ballast.events.model import Event, Scene
from ballast.events.scenes import scenes_of
from ballast.expressions.types import NUMBER
from ballast.indicators import Engine, Indicator, check, load_indicator
from ballast.infra.packs import Pack, built_in, load_packs, section
from ballast.kit.document import Document
from ballast.policies.catalog import Catalog
from ballast.policies.compile import Compiled, compile_policy
from ballast.policies.evaluation import Evaluation, Lookup, evaluate
from ballast.policies.lists.definitions import definitions
from ballast.policies.reading import parse

SCENE = "sba_loan_application"


@dataclass(frozen=True)
class Replay:
    """What every replayed application was answered, and how the loans ended."""

    evaluations: dict[str, Evaluation]
    charged_off: dict[str, bool]

    def rate(self, *outcomes: str) -> float:
        """Share of loans charged off among those with these outcomes."""
        ids = [i for i, found in self.evaluations.items() if found.outcome in outcomes]
        return sum(self.charged_off[i] for i in ids) / len(ids)


@cache
def packs() -> tuple[Pack, ...]:
    return load_packs([built_in("core"), DOMAIN.pack])


@cache
def scenes() -> dict[str, Scene]:
    return scenes_of(packs())


@cache
def indicators() -> tuple[Indicator, ...]:
    found = section(packs(), "indicators").documents.values()
    return check((load_indicator(Document(d.content, d.where)) for d in found), scenes())


def compiled() -> Compiled:
    schema = dict(engine_schema(scenes()[SCENE]))
    readable = Engine(indicators(), scenes()).readable(SCENE)
    schema |= {f"indicators.{code}": NUMBER for code in readable}
    lists = {code: d.content for code, d in section(packs(), "lists").documents.items()}
    catalog = Catalog(schema, definitions(lists))
    return compile_policy(parse(POLICY.read_bytes()), "", catalog, "sba_lending")


@cache
def replay() -> Replay:
    loans = Loans(LOANS)
    engine = Engine(indicators(), scenes())
    policy, wanted, listed = compiled(), engine.readable(SCENE), grey()
    seq = 0
    for seq, submission in enumerate(loans.history(), 1):
        engine.observe(event(seq, submission), frozenset())
    evaluations: dict[str, Evaluation] = {}
    for day in loans.replay():
        for submission in day.events():
            seq += 1
            application = submission["scene"] == SCENE
            values = engine.observe(event(seq, submission), wanted if application else frozenset())
            if application:
                found = evaluate(policy, submission["data"], values, lookup(listed))
                evaluations[submission["id"]] = found
    return Replay(evaluations, loans.charged_off())


def event(seq: int, submission: Submission) -> Event:
    at_us = parse_instant(submission["occurred_at"])
    return Event(seq, submission["scene"], submission["id"], at_us, at_us, submission["data"])


def grey() -> dict[str, set[str]]:
    return {
        code: {
            row["value"] for row in csv.DictReader(path.read_text(encoding="utf-8").splitlines())
        }
        for code, path in GREY_LISTS.items()
    }


def lookup(listed: dict[str, set[str]]) -> Lookup:
    return lambda code, value: "entry" if value in listed[code] else None
