"""Twenty rules over one loan application of 26 fields, written for each contender.

Every rule is a code, points, an outcome and its condition, in the syntax that Zen's expressions
and rule-engine's share. `plain` is the function that a careful programmer would write.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass

SEVERITY = {"pass": 0, "challenge": 1, "review": 2, "reject": 3}
PURPOSES = ("equipment", "stock", "rent", "travel", "stocks")
CHANNELS = ("app", "web", "agent", "partner")
STATES = ("11", "31", "33", "44", "51")
NUMBERS = {
    "amount": (1_000, 300_000),
    "term_months": (3, 36),
    "age": (16, 70),
    "income": (2_000, 60_000),
    "debt": (0, 80_000),
    "score": (400, 900),
    "accounts": (0, 12),
    "overdue_30d": (0, 4),
    "overdue_90d": (0, 3),
    "applications_1h": (0, 6),
    "applications_7d": (0, 15),
    "devices_30d": (1, 9),
    "cards_30d": (0, 8),
    "phone_months": (0, 120),
    "job_months": (0, 240),
    "distance_km": (0, 2_000),
    "hour": (0, 23),
}
FLAGS = ("phone_valid", "id_valid", "new_device", "proxy_ip", "grey_listed")


@dataclass(frozen=True, slots=True)
class Rule:
    code: str
    points: int
    outcome: str
    when: str


RULES = (
    Rule("R01", 100, "reject", "score < 600"),
    Rule("R02", 60, "reject", "age < 18 or age > 65"),
    Rule("R03", 60, "reject", "not id_valid"),
    Rule("R04", 30, "review", "amount > 200000"),
    Rule("R05", 25, "review", "debt / income > 2"),
    Rule("R06", 20, "review", "amount / income > 8 and term_months < 12"),
    Rule("R07", 40, "review", "applications_1h >= 4"),
    Rule("R08", 20, "challenge", "applications_7d > 8 and devices_30d > 3"),
    Rule("R09", 15, "challenge", "new_device and amount > 50000"),
    Rule("R10", 25, "review", "proxy_ip and (hour < 6 or hour > 22)"),
    Rule("R11", 15, "challenge", "not phone_valid or phone_months < 3"),
    Rule("R12", 50, "review", "grey_listed"),
    Rule("R13", 30, "reject", "overdue_90d > 1"),
    Rule("R14", 15, "pass", "overdue_30d > 2"),
    Rule("R15", 20, "review", "purpose in ['travel', 'stocks'] and amount > 30000"),
    Rule("R16", 10, "pass", "channel == 'partner' and job_months < 12"),
    Rule("R17", 10, "pass", "cards_30d > 5"),
    Rule("R18", 10, "challenge", "distance_km > 800 and new_device"),
    Rule("R19", 10, "pass", "state != id_state"),
    Rule("R20", 5, "pass", "accounts == 0 and job_months < 6"),
)


def events(count: int) -> list[dict[str, object]]:
    """Repeatable applications; most break a rule or two."""
    draw = random.Random(20)  # noqa: S311 - a repeatable load, no secret
    return [_event(draw) for _ in range(count)]


def _event(draw: random.Random) -> dict[str, object]:
    numbers: dict[str, object] = {
        name: float(draw.randint(low, high)) for name, (low, high) in NUMBERS.items()
    }
    flags: dict[str, object] = {name: draw.random() < 0.3 for name in FLAGS}
    words: dict[str, object] = {
        "purpose": draw.choice(PURPOSES),
        "channel": draw.choice(CHANNELS),
        "state": draw.choice(STATES),
        "id_state": draw.choice(STATES),
    }
    return {**numbers, **flags, **words}


def plain(e: Mapping[str, object]) -> tuple[float, int, list[str]]:
    """The same policy by hand."""
    return _plain(**e)  # type: ignore[arg-type]  # the drawn fields


def _plain(  # noqa: C901, PLR0912, PLR0913, PLR0915 - the contender is one straight function
    *,
    amount: float,
    term_months: float,
    age: float,
    income: float,
    debt: float,
    score: float,
    accounts: float,
    overdue_30d: float,
    overdue_90d: float,
    applications_1h: float,
    applications_7d: float,
    devices_30d: float,
    cards_30d: float,
    phone_months: float,
    job_months: float,
    distance_km: float,
    hour: float,
    phone_valid: bool,
    id_valid: bool,
    new_device: bool,
    proxy_ip: bool,
    grey_listed: bool,
    purpose: str,
    channel: str,
    state: str,
    id_state: str,
) -> tuple[float, int, list[str]]:
    points, severity, hits = 0, 0, []
    if score < 600:
        points, severity = points + 100, 3
        hits.append("R01")
    if age < 18 or age > 65:
        points, severity = points + 60, 3
        hits.append("R02")
    if not id_valid:
        points, severity = points + 60, 3
        hits.append("R03")
    if amount > 200_000:
        points, severity = points + 30, max(severity, 2)
        hits.append("R04")
    if debt / income > 2:
        points, severity = points + 25, max(severity, 2)
        hits.append("R05")
    if amount / income > 8 and term_months < 12:
        points, severity = points + 20, max(severity, 2)
        hits.append("R06")
    if applications_1h >= 4:
        points, severity = points + 40, max(severity, 2)
        hits.append("R07")
    if applications_7d > 8 and devices_30d > 3:
        points, severity = points + 20, max(severity, 1)
        hits.append("R08")
    if new_device and amount > 50_000:
        points, severity = points + 15, max(severity, 1)
        hits.append("R09")
    if proxy_ip and (hour < 6 or hour > 22):
        points, severity = points + 25, max(severity, 2)
        hits.append("R10")
    if not phone_valid or phone_months < 3:
        points, severity = points + 15, max(severity, 1)
        hits.append("R11")
    if grey_listed:
        points, severity = points + 50, max(severity, 2)
        hits.append("R12")
    if overdue_90d > 1:
        points, severity = points + 30, 3
        hits.append("R13")
    if overdue_30d > 2:
        points += 15
        hits.append("R14")
    if purpose in {"travel", "stocks"} and amount > 30_000:
        points, severity = points + 20, max(severity, 2)
        hits.append("R15")
    if channel == "partner" and job_months < 12:
        points += 10
        hits.append("R16")
    if cards_30d > 5:
        points += 10
        hits.append("R17")
    if distance_km > 800 and new_device:
        points, severity = points + 10, max(severity, 1)
        hits.append("R18")
    if state != id_state:
        points += 10
        hits.append("R19")
    if accounts == 0 and job_months < 6:
        points += 5
        hits.append("R20")
    return points, severity, hits
