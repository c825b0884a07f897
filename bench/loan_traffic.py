"""The end-to-end benchmark's policy and traffic: 20 rules on 20 windows and 26 fields."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator

from bench.lending_rules import FLAGS, NUMBERS

SCENE = "bench_loan"
CUSTOMERS = 20_000
RULES = (
    "indicators.i00 > 5",
    "indicators.i01 > 10 and amount > 5000",
    "indicators.i02 > 20",
    "indicators.i03 > 500000",
    "indicators.i04 > 900000 and score < 700",
    "indicators.i05 > 900000",
    "indicators.i06 > 250000 and age < 25",
    "amount > 5 * indicators.i07",
    "amount > indicators.i07 + 3 * indicators.i08",
    "indicators.i09 > 4",
    "indicators.i10 > 5 and new_device",
    "indicators.i11 > 30",
    "indicators.i12 > 2 or proxy_ip and distance_km > 500",
    "indicators.i13 > 4",
    "indicators.i14 > 900000",
    "indicators.i15 > 200",
    "indicators.i16 > 9000000 or debt / income > 2",
    "indicators.i17 < 1500 and not phone_valid",
    "indicators.i18 == city and grey_listed",
    "indicators.i19 > 90000 and overdue_90d > 1",
)


def document() -> dict[str, object]:
    """The policy document."""
    rules = [
        {
            "code": f"B{number:02}",
            "title": {"zh": f"测速规则 {number}", "en": f"Benchmark rule {number}"},
            "when": when,
            "points": 10,
            "outcome": "review" if number % 2 else "challenge",
        }
        for number, when in enumerate(RULES, 1)
    ]
    nodes = [
        {"id": "i", "name": "in", "type": "inputNode", "content": {}},
        {"id": "r", "name": "rules", "type": "rulesNode", "content": {"rules": rules}},
        {"id": "o", "name": "out", "type": "outputNode", "content": {}},
    ]
    edges = [
        {"id": "ir", "type": "edge", "sourceId": "i", "targetId": "r"},
        {"id": "ro", "type": "edge", "sourceId": "r", "targetId": "o"},
    ]
    return {"nodes": nodes, "edges": edges}


def requests(prefix: str, count: int, instant: str, hot: bool = False) -> Iterator[bytes]:
    """Decision requests with ids of their own; all on one key when hot."""
    draw = random.Random(prefix)  # noqa: S311 - a repeatable load, no secret
    for number in range(count):
        body = {
            "scene": SCENE,
            "id": f"{prefix}-{number}",
            "occurred_at": instant,
            "data": _data(draw, 0 if hot else draw.randrange(1, CUSTOMERS)),
        }
        yield json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()


def _data(draw: random.Random, who: int) -> dict[str, object]:
    numbers = {n: float(draw.randint(*NUMBERS[n])) for n in list(NUMBERS)[:16]}
    flags = {name: draw.random() < 0.3 for name in FLAGS}
    keys = {"card": f"622202{who:010}", "device": f"d{who:07}", "merchant": f"m{who % 500}"}
    return {**keys, **numbers, **flags, "city": "上海", "purpose": "equipment"}
