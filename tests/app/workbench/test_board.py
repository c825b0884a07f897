"""The workbench and the bell through HTTP: each sees what is theirs, and no more."""

from __future__ import annotations

from typing import Any

import pytest
from tests.app.conftest import LARGE, START_US, Clock, House, rule, rules

from ballast.app.workbench.board import Board
from ballast.infra.jobs.model import JobState, JobStatus
from ballast.kit.text import Text

LISTED = {"value": "722511", "reason": "test", "source": "test"}


def bench_of(house: House, name: str) -> dict[str, Any]:
    answer = house.get("/workbench", name)
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


def test_decisions_are_counted_by_outcome_and_reason(house: House, clock: Clock) -> None:
    house.go_live(LARGE)
    for number, amount in enumerate((10, 1500, 1500, 20)):
        house.ask(f"P{number}", {"amount": amount, "merchant_category": "7995"})
    block = bench_of(house, "ivy")["decisions"]
    assert (len(block["minutes"]), len(block["hours"])) == (60, 24)
    assert block["minutes"][-1]["counts"] == {"review": 2, "reject": 2}
    assert block["hours"][-1]["counts"] == {"review": 2, "reject": 2}
    reasons = [(each["code"], each["count"]) for each in block["reasons"]]
    assert reasons == [("GAMBLING", 4), ("LARGE", 2)]
    assert block["reasons"][1]["title"] == {"zh": "规则 R1", "en": "Rule R1"}
    assert block["latency"]["count"] == 4
    assert 0 < block["latency"]["p50_us"] <= block["latency"]["p99_us"]
    clock.now_us += 3_600_000_000
    house.tokens.clear()
    later = bench_of(house, "ivy")["decisions"]
    assert all(not slot["counts"] for slot in later["minutes"])
    assert later["hours"][-2]["counts"] == {"review": 2, "reject": 2}


def test_blocks_that_one_may_not_see_are_null(house: House) -> None:
    viewer, admin, key = (bench_of(house, name) for name in ("vic", "admin", "key"))
    assert viewer["decisions"] is not None
    assert viewer["jobs"] is None
    assert (admin["decisions"], admin["jobs"]["failed"]) == (None, [])
    assert {change["kind"] for change in key["changes"]} == {"scene"}
    assert {change["by"] for change in key["changes"]} == {None}
    assert viewer["intake"]["ready"] is True


def test_drafts_approvals_and_returns_reach_whom_they_concern(house: House) -> None:
    body = {"document": LARGE, "scene": "payment", "title": {"zh": "支付", "en": "Payment"}}
    house.post("/policies/payment/versions", body, "ana")
    (draft,) = bench_of(house, "ana")["drafts"]
    assert (draft["kind"], draft["code"], draft["number"], draft["state"]) == (
        "policy_version",
        "payment",
        1,
        "draft",
    )
    house.post("/policies/payment/versions/1/submit", None, "ana")
    added = house.post("/lists/grey_industry/entries", LISTED, "ana").json()
    assert bench_of(house, "ana")["approvals"] == []
    waiting = house.get("/notices", "ben").json()
    assert {(w["kind"], w["number"], w["id"]) for w in waiting["approvals"]} == {
        ("policy_version", 1, None),
        ("list_entry", None, added["id"]),
    }
    assert {w["by"] for w in waiting["approvals"]} == {"ana"}
    assert waiting["count"] == 2
    house.post("/policies/payment/versions/1/return", {"comment": "too strict"}, "ben")
    bell = house.get("/notices", "ana").json()
    (returned,) = bell["returned"]
    assert (returned["note"]["en"], returned["by"], bell["count"]) == ("too strict", "ben", 1)
    house.post("/policies/payment/versions", body, "ana")
    assert house.get("/notices", "ana").json()["returned"] == []
    assert house.get("/notices", "vic").json()["count"] == 0


def test_changes_are_told_in_order_to_those_who_may_see_them(house: House) -> None:
    house.go_live(LARGE)
    house.go_live(rules(rule("NEW", "amount > 5", outcome="review")))
    house.post("/lists/grey_industry/entries", LISTED, "ana")
    changes = bench_of(house, "aud")["changes"]
    latest = changes[0]
    assert (latest["action"], latest["kind"], latest["code"]) == (
        "list.add",
        "list",
        "grey_industry",
    )
    assert latest["by"] == "ana"
    approved = next(each for each in changes if each["action"] == "policy.approve")
    assert (approved["code"], approved["number"], approved["by"]) == ("payment", 2, "ben")
    assert approved["title"] == {"zh": "支付", "en": "Payment"}
    assert [each["at"] for each in changes] == sorted((c["at"] for c in changes), reverse=True)


class FailedJobs:
    """Jobs of which one failed."""

    def list(self, _principal: object, state: JobState, _limit: int) -> list[JobStatus]:
        if state is not JobState.FAILED:
            return []
        run = JobStatus(
            id="job_1",
            code="lake.seal",
            title=Text("封存", "Seal"),
            state=state,
            requested_by="",
            created_us=START_US,
            started_us=START_US,
            finished_us=START_US + 5,
            progress=None,
            result=None,
            error=Text("磁盘满了", "The disk is full"),
        )
        return [run]


def test_failed_jobs_ring_for_those_who_may_see_jobs(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(house.runtime, "jobs", FailedJobs())
    board: Board = house.runtime.parts()["board"]  # type: ignore[assignment]
    system = house.runtime.access.roles.system("test")
    bell = board.notices(system)
    assert [(w.code, w.id, w.note) for w in bell.failed] == [
        ("lake.seal", "job_1", Text("磁盘满了", "The disk is full"))
    ]
    assert bell.count == 1
    assert house.get("/notices", "vic").json()["failed"] == []
