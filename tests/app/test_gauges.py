"""What Prometheus reads: requests, decisions, events and commits, without anything personal."""

from __future__ import annotations

from tests.app.conftest import LARGE, House

from ballast.infra.access import NewKey


def _metrics(house: House) -> str:
    runtime = house.runtime
    with runtime.database.transaction() as session:
        new = NewKey(name="prometheus", permissions=frozenset({"metrics.read"}))
        system = runtime.access.roles.system("test")
        token = runtime.access.keys.create(session, system, new, house.clock()).token
    answer = house.client.get("/metrics", headers={"authorization": f"Bearer {token}"})
    assert answer.status_code == 200
    return answer.text


def test_decisions_events_and_requests_are_counted(house: House) -> None:
    house.ask("P0", {})
    house.go_live(LARGE)
    house.ask("P1", {"amount": 5000, "phone": "13800138000"})
    house.ask("P1", {"amount": 5000, "phone": "13800138000"})
    house.ask("P2", {"amount": "x"})
    found = _metrics(house)
    assert 'ballast_decisions_total{outcome="reject",scene="payment"} 1.0' in found
    assert 'ballast_fallbacks_total{scene="payment"} 1.0' in found
    assert 'ballast_events_total{result="accepted",scene="payment"} 2.0' in found
    assert 'ballast_events_total{result="duplicate",scene="payment"} 1.0' in found
    assert 'ballast_events_total{result="refused",scene="payment"} 1.0' in found
    assert 'route="/api/v1/decisions",status="422"' in found
    assert "ballast_commit_batch_count" in found
    assert "13800138000" not in found
    assert "P1" not in found


def test_metrics_need_their_permission(house: House) -> None:
    assert house.client.get("/metrics").status_code == 401
    assert house.client.get("/metrics", headers=house.as_("vic")).status_code == 403
