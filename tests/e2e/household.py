"""People and a key, and a policy that reads every indicator, made live as people would."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tests.app.conftest import PASSWORD, QUICK, rule, rules
from tests.e2e.serving import Serving

from ballast.app.clock import now_us
from ballast.app.runtime import Runtime
from ballast.infra.access import NewKey, NewUser
from ballast.infra.settings import Settings


def furnish(settings: Settings) -> str:
    """Set the database up with an author, an approver and a key; the key's token."""
    runtime = Runtime(settings, passwords=QUICK)
    access = runtime.access
    system = access.roles.system("test")
    with runtime.database.transaction() as session:
        for name, role in {"ana": "strategy_analyst", "ben": "strategy_approver"}.items():
            new = NewUser(name=name, password=PASSWORD, roles=(role,))
            access.users.create(session, system, new, now_us())
        held = frozenset(access.roles.role("integration").permissions)
        key = NewKey(name="it", permissions=held)
        issued = access.keys.create(session, system, key, now_us())
    runtime.stop()
    return issued.token


def go_live(serving: Serving, indicators: Sequence[str]) -> None:
    """Ana drafts and submits a policy for payments, Ben reviews and approves."""
    ana, ben = (_sign_in(serving, name) for name in ("ana", "ben"))
    title = {"zh": "支付", "en": "Payment"}
    body = {"document": _document(indicators), "scene": "payment", "title": title}
    saved = serving.call("POST", "/api/v1/policies/payment/versions", ana, body)
    path = f"/api/v1/policies/payment/versions/{saved['version']['number']}"
    serving.call("POST", f"{path}/submit", ana)
    review = serving.call("GET", f"{path}/review", ben)
    approval = {"review": review["token"], "comment": "ok"}
    serving.call("POST", f"{path}/approve", ben, approval)


def _document(indicators: Sequence[str]) -> dict[str, Any]:
    large = rule("LARGE", "amount > 1000", outcome="review", reason="LARGE", points=20)
    reads = [
        rule(f"R{n}", f"indicators.{code} != null and amount > 1000000", points=1)
        for n, code in enumerate(indicators)
    ]
    return rules(large, *reads)


def _sign_in(serving: Serving, name: str) -> str:
    body = {"name": name, "password": PASSWORD}
    token: str = serving.call("POST", "/api/v1/sessions", "", body)["token"]
    return token
