"""The same 20-rule policy over a 26-field event: ours with reasons, and its peers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import pairwise
from statistics import median

import rule_engine
import zen

from ballast.expressions.types import BOOLEAN, NUMBER, STRING, Type
from ballast.policies.catalog import Catalog
from ballast.policies.compile import Compiled, compile_policy
from ballast.policies.evaluation import evaluate
from ballast.policies.reading import parse
from bench.lending_rules import FLAGS, NUMBERS, RULES, SEVERITY, events, plain
from bench.measure import Row, Table, interleaved, ratio_of_medians

Event = Mapping[str, object]
Answer = tuple[float, int, list[str]]
WORDS = ("purpose", "channel", "state", "id_state")
OURS = "Ballast, with reasons"


def run(rounds: int = 15, count: int = 2_000) -> Table:
    """Check that all agree on every event, then measure them in turns."""
    drawn = events(count)
    contenders = _contenders()
    _agree(contenders, drawn)
    times = interleaved({name: _over(f, drawn) for name, f in contenders.items()}, rounds, count)
    rows = [
        Row(name, median(taken) * 1e6, "µs", OURS, ratio_of_medians(times, name, OURS))
        for name, taken in times.items()
    ]
    return Table("20 rules over a 26-field event, one evaluation", rows, (_note(count),))


def _note(count: int) -> str:
    return f"all contenders agree on {count:,} events; medians over rounds in turn"


def _contenders() -> dict[str, Callable[[Event], Answer]]:
    return {
        OURS: _ours(compiled()),
        "zen-engine (static loader, rules as a table)": _zen(_zen_table()),
        "zen-engine (static loader, one expression node)": _zen(_zen_expressions()),
        "rule-engine": _rule_engine(),
        "plain Python function": plain,
    }


def compiled() -> Compiled:
    """Our policy, compiled as the service compiles it."""
    schema: dict[str, Type] = dict.fromkeys(NUMBERS, NUMBER)
    schema |= dict.fromkeys(FLAGS, BOOLEAN) | dict.fromkeys(WORDS, STRING)
    return compile_policy(parse(document()), "0" * 64, Catalog(schema))


def document() -> dict[str, object]:
    """The policy as a document with one rules node."""
    rules = [
        {
            "code": rule.code,
            "title": {"zh": f"规则 {rule.code}", "en": f"Rule {rule.code}"},
            "when": rule.when,
            "points": rule.points,
            "outcome": rule.outcome,
        }
        for rule in RULES
    ]
    return _line("rulesNode", {"rules": rules})


def _ours(policy: Compiled) -> Callable[[Event], Answer]:
    none: dict[str, object] = {}

    def answer(event: Event) -> Answer:
        found = evaluate(policy, event, none)
        score = found.score or 0.0
        return score, SEVERITY[found.outcome], [reason.code for reason in found.reasons]

    return answer


def _zen(content: dict[str, object]) -> Callable[[Event], Answer]:
    engine = zen.ZenEngine({"loader": {"type": "static", "content": {"policy": content}}})

    def answer(event: Event) -> Answer:
        result = engine.evaluate("policy", event)["result"]
        return result["points"], result["severity"], result["codes"]

    return answer


def _zen_table() -> dict[str, object]:
    """A collecting table with one free condition a row, then the totals."""
    columns = [{"id": key, "name": key, "field": key} for key in ("code", "points", "severity")]
    rows = [
        {
            "_id": rule.code,
            "when": rule.when,
            "code": f"'{rule.code}'",
            "points": str(rule.points),
            "severity": str(SEVERITY[rule.outcome]),
        }
        for rule in RULES
    ]
    table = {
        "hitPolicy": "collect",
        "inputs": [{"id": "when", "name": "when"}],
        "outputs": columns,
        "rules": rows,
        "passThrough": False,
        "outputPath": "hits",
    }
    totals = {
        "points": "sum(map(hits, #.points))",
        "severity": "len(hits) > 0 ? max(map(hits, #.severity)) : 0",
        "codes": "map(hits, #.code)",
    }
    return _line("decisionTableNode", table, totals)


def _zen_expressions() -> dict[str, object]:
    """Every rule as one entry of an expression node, the leanest form that gives the hits."""
    points = " + ".join(f"(({rule.when}) ? {rule.points} : 0)" for rule in RULES)
    ranks = ", ".join(f"(({rule.when}) ? {SEVERITY[rule.outcome]} : 0)" for rule in RULES)
    codes = ", ".join(f"(({rule.when}) ? '{rule.code}' : '')" for rule in RULES)
    values = {
        "points": points,
        "severity": f"max([{ranks}])",
        "codes": f"filter([{codes}], # != '')",
    }
    return _line("expressionNode", _expressions(values))


def _line(
    kind: str, content: dict[str, object], then: Mapping[str, str] | None = None
) -> dict[str, object]:
    middle = [_node("m", kind, content)]
    if then:
        middle.append(_node("n", "expressionNode", _expressions(then)))
    nodes = [_node("i", "inputNode", {}), *middle, _node("o", "outputNode", {})]
    ids = [str(node["id"]) for node in nodes]
    edges = [{"id": a + b, "type": "edge", "sourceId": a, "targetId": b} for a, b in pairwise(ids)]
    return {"nodes": nodes, "edges": edges}


def _node(node_id: str, kind: str, content: dict[str, object]) -> dict[str, object]:
    position = {"x": 0, "y": 0}
    return {
        "id": node_id, "name": node_id, "type": kind, "content": content, "position": position
    }  # fmt: skip


def _expressions(values: Mapping[str, str]) -> dict[str, object]:
    items = [{"id": key, "key": key, "value": value} for key, value in values.items()]
    return {"expressions": items, "passThrough": False}


def _rule_engine() -> Callable[[Event], Answer]:
    rules = [
        (rule.code, rule.points, SEVERITY[rule.outcome], rule_engine.Rule(rule.when))
        for rule in RULES
    ]

    def answer(event: Event) -> Answer:
        points, severity, codes = 0, 0, []
        for code, worth, rank, rule in rules:
            if rule.matches(event):
                points, severity = points + worth, max(severity, rank)
                codes.append(code)
        return points, severity, codes

    return answer


def _agree(contenders: Mapping[str, Callable[[Event], Answer]], drawn: list[Event]) -> None:
    for event in drawn:
        expected = plain(event)
        for name, answer in contenders.items():
            given = answer(event)
            if tuple(given) != tuple(expected):
                raise AssertionError(f"{name} answers {given}, the function {expected}: {event}")


def _over(answer: Callable[[Event], Answer], drawn: list[Event]) -> Callable[[], None]:
    def all_of_them() -> None:
        for event in drawn:
            answer(event)

    return all_of_them
