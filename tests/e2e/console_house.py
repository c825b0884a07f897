"""A real Ballast for the tests of the pages: people of every role, policies live, decisions made.

    python -m tests.e2e.console_house <directory> [empty]

It says in one line of JSON where it is and who lives there, and serves until its input ends, so it
cannot outlive the test program that started it. `empty` starts it as a new installation is: no
people, no decisions.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any, Literal

from tests.app.conftest import PASSWORD, rule, rules
from tests.e2e.serving import Serving

from ballast.app.clock import now_us
from ballast.app.runtime import Runtime
from ballast.cli.demo.loans import Loans
from ballast.cli.demo.publishing import publish
from ballast.client import Client
from ballast.domains.credit import LOANS
from ballast.infra.access import NewKey, NewUser
from ballast.infra.settings import Settings

PEOPLE = {
    "amy": ("administrator",),
    "ana": ("strategy_analyst",),
    "ben": ("strategy_approver",),
    "ivy": ("investigator",),
    "max": ("risk_manager",),
    "cat": ("compliance_officer",),
    "aud": ("auditor",),
    "vic": ("viewer",),
}
PACK = Path(__file__).parent / "pack"
PAYMENTS, APPLICATIONS = 240, 60
LISTED = ("722511", "561720", "488490")


def named(zh: str, en: str) -> dict[str, Any]:
    """A rule's title."""
    return {"title": {"zh": zh, "en": en}}


PAYMENT_POLICY = rules(
    rule("GAMBLING", "merchant_category == '7995'", outcome="reject", reason="GAMBLING", points=90)
    | named("博彩类商户", "Gambling merchant"),
    rule("LARGE", "amount > 5000", outcome="review", reason="LARGE", points=40)
    | named("单笔大额", "Large amount"),
    rule("EMULATOR", "device_emulator", outcome="challenge", reason="EMULATOR", points=30)
    | named("设备是模拟器", "The device is an emulator"),
    rule("BUSY", "indicators.pays_10min > 4", outcome="challenge", reason="BUSY", points=25)
    | named("十分钟内支付过密", "Too many payments in ten minutes"),
    rule("PEAK", "indicators.most_1h > 8000", points=10)
    | named("商户一小时内有大额", "A large payment at the merchant within an hour"),
)
STRICTER_POLICY = json.loads(json.dumps(PAYMENT_POLICY).replace("amount > 5000", "amount > 3000"))
LIVE, WAITING = 1, 3


@dataclass(frozen=True)
class Residents:
    """The integration's key, and the ids of the people by name."""

    key: str
    people: dict[str, str]


def main(arguments: list[str]) -> int:
    """Serve until the input ends."""
    directory = Path(arguments[0])
    empty = "empty" in arguments
    # Whoever only looks signs in with a password; a new installation asks for what it always asks.
    factor: Literal["required", "optional"] = "required" if empty else "optional"
    settings = Settings(
        data_dir=directory / "var",
        packs=(str(PACK),),
        log_level="error",
        second_factor=factor,
    )
    residents = Residents("", {}) if empty else furnish(settings)
    serving = Serving(settings, directory / "server.log")
    serving.start()
    try:
        url = f"http://127.0.0.1:{serving.port}"
        ids = begun(settings) if empty else live_in(url, residents)
        house = {"url": url, "key": residents.key, "ids": ids, "password": PASSWORD}
        sys.stdout.write(json.dumps(house) + "\n")
        sys.stdout.flush()
        sys.stdin.read()
    finally:
        serving.stop()
    return 0


def furnish(settings: Settings) -> Residents:
    """People of every role, and an integration's key."""
    # Hashes as costly as ever: weaker ones would be renewed by the first of two sign-ins at once.
    runtime = Runtime(settings)
    access = runtime.access
    system = access.roles.system("test")
    with runtime.database.transaction() as session:
        people = {
            name: access.users.create(
                session, system, NewUser(name=name, password=PASSWORD, roles=roles), now_us()
            ).id
            for name, roles in PEOPLE.items()
        }
        held = frozenset(access.roles.role("integration").permissions)
        key = NewKey(name="core banking", permissions=held)
        issued = access.keys.create(session, system, key, now_us())
    runtime.stop()
    return Residents(issued.token, people)


def begun(settings: Settings) -> dict[str, str]:
    """What the first administrator finds in the data directory."""
    return {"setup": (settings.data_dir / "setup-token").read_text(encoding="ascii").strip()}


def live_in(url: str, residents: Residents) -> dict[str, str]:
    """Policies go live, lists are kept, payments and real loan applications are decided."""
    with person(url, "ana") as ana, person(url, "ben") as ben, Client(url, residents.key) as system:
        publish(ana, ben)
        go_live(ana, ben)
        for value in LISTED:
            ana.lists.add("grey_industry", value, "charge-offs above the expected", source="test")
        loans = Loans(LOANS, APPLICATIONS)
        applied = [each for day in loans.replay() for each in day.applications]
        decided = [system.decide(**each) for each in (*applied, *payments())]
    rejected = next(each for each in decided if each.outcome == "reject")
    return {
        "decision": decided[-1].decision_id,
        "rejected": rejected.decision_id,
        "user": residents.people["ana"],
    }


def person(url: str, name: str) -> Client:
    """A client signed in as somebody."""
    client = Client(url, proxies=False)
    client.sign_in(name, PASSWORD)
    return client


def go_live(ana: Client, ben: Client) -> None:
    """A policy for payments: one version that runs, a draft after it, and one that waits."""
    title = {"zh": "支付", "en": "Payment"}
    for policy in (PAYMENT_POLICY, PAYMENT_POLICY, STRICTER_POLICY):
        ana.policies.import_("payment", policy, scene="payment", title=title)
    for number in (LIVE, WAITING):
        ana.policies.submit("payment", number)
    review = ben.policies.review("payment", LIVE)
    ben.policies.approve("payment", LIVE, review, "ok")


def payments() -> Iterator[dict[str, Any]]:
    """The last hours' payments, the same ones every time but for their moments."""
    draw = Random(7)  # noqa: S311 - no secret is drawn
    newest = datetime.now(UTC)
    for number in range(PAYMENTS):
        back = timedelta(seconds=(PAYMENTS - number) * 45)
        yield {
            "scene": "payment",
            "id": f"PAY-{number:05}",
            "occurred_at": (newest - back).isoformat(),
            "data": payment(draw),
        }


def payment(draw: Random) -> dict[str, Any]:
    """One payment."""
    customer = f"C{draw.randrange(100_000, 100_030)}"
    return {
        "customer_id": customer,
        "amount": round(draw.lognormvariate(6, 1.4), 2),
        "currency": "CNY",
        "method": draw.choice(["balance", "debit_card", "quick_pay", "qr_scan", "nfc"]),
        "bank_card": f"62220200000{draw.randrange(10**7, 10**7 + 40)}",
        "phone": f"138{draw.randrange(10**7, 10**8)}",
        "merchant_id": f"M{draw.randrange(1_000, 1_020)}",
        "merchant_category": draw.choice(["5411", "5812", "5999", "4900", "7995"]),
        "channel": draw.choice(["app", "web", "mini_program"]),
        "ip": f"203.0.113.{draw.randrange(1, 200)}",
        "device_id": f"D{draw.randrange(10**5, 10**5 + 50)}",
        "device_os": draw.choice(["android", "ios", "harmony"]),
        "device_emulator": draw.random() < 0.05,
    }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
