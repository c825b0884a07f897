"""The journal over HTTP: who may find what, by which filter; and how it leaves the house."""

from __future__ import annotations

import csv
import io
from typing import Any

import msgspec
import pytest
from tests.app.conftest import LARGE, House

from ballast.infra import journal
from ballast.infra.access import NewKey

BODY = {"document": LARGE, "scene": "payment", "title": {"zh": "支付", "en": "Payment"}}


@pytest.fixture
def story(house: House) -> House:
    """Ana drafts and submits, Ben returns with a comment."""
    assert house.post("/policies/payment/versions", BODY, "ana").status_code == 201
    assert house.post("/policies/payment/versions/1/submit", None, "ana").status_code == 200
    back = {"comment": "不够 100%_sure"}
    assert house.post("/policies/payment/versions/1/return", back, "ben").status_code == 200
    return house


def rows(house: House, name: str = "aud", **wanted: object) -> list[dict[str, Any]]:
    answer = house.get("/journal", name, **wanted)
    assert answer.status_code == 200, answer.text
    return list(answer.json()["items"])


def actions(found: list[dict[str, Any]]) -> list[str]:
    return [row["action"] for row in found]


STORY = ["policy.return", "policy.submit", "policy.save", "policy.create"]


def test_a_subject_has_a_time_line(story: House) -> None:
    found = rows(story, subject="policy:payment")
    assert actions(found) == STORY
    assert [row["actor"]["name"] for row in found] == ["ben", "ana", "ana", "ana"]
    assert found[1]["before"]["status"] == "draft"
    assert found[1]["after"]["status"] == "submitted"
    assert actions(rows(story, subject="policy", limit=2)) == STORY[:2]
    assert rows(story, subject="policy:other") == []


def test_ids_in_what_changed_are_named(story: House) -> None:
    ana = story.get("/me", "ana").json()["id"]
    page = story.get("/journal", "aud", subject="policy:payment").json()
    assert page["items"][1]["after"]["submitter"] == ana
    assert page["names"][ana] == "ana"


def test_every_filter_narrows(story: House) -> None:
    ana = story.get("/me", "ana").json()["id"]
    assert actions(rows(story, action="policy.s")) == ["policy.submit", "policy.save"]
    assert actions(rows(story, actor=ana, action="policy.")) == STORY[1:]
    assert actions(rows(story, actor="ana", action="policy.")) == STORY[1:]
    assert actions(rows(story, text="100%_SURE")) == ["policy.return"]
    assert rows(story, text="100_sure") == []
    assert rows(story, action="policy_") == []
    at = rows(story, action="policy.submit")[0]["at"]
    assert actions(rows(story, since=at, subject="policy:payment")) == STORY[:2]
    assert actions(rows(story, until=at, subject="policy:payment")) == STORY[2:]
    assert story.get("/journal", "aud", since="yesterday").status_code == 422


def test_pages_hold_every_row_once(story: House) -> None:
    seen: list[int] = []
    cursor: str | None = None
    while True:
        more = {} if cursor is None else {"cursor": cursor}
        page = story.get("/journal", "aud", limit=3, **more).json()
        seen += [row["seq"] for row in page["items"]]
        cursor = page["next"]
        if cursor is None:
            break
    assert seen == list(range(seen[0], 0, -1))


def test_names_are_for_those_who_may_see_users(story: House) -> None:
    access, clock = story.runtime.access, story.clock
    new = NewKey(name="siem", permissions=frozenset({"journal.read"}))
    with story.runtime.database.transaction() as session:
        system = access.roles.system("test")
        token = access.keys.create(session, system, new, clock()).token
    headers = {"authorization": f"Bearer {token}"}
    answer = story.client.get("/api/v1/journal", headers=headers, params={"actor": "ana"})
    assert answer.json()["items"] == []
    whole = story.client.get("/api/v1/journal", headers=headers).json()
    assert whole["names"] == {}
    found = whole["items"]
    assert {row["actor"]["name"] for row in found} == {None}
    assert {row["subject"]["name"] for row in found} == {None}


def exported(house: House, **wanted: str) -> bytes:
    answer = house.get("/journal/export", "aud", **wanted)
    assert answer.status_code == 200, answer.text
    assert "attachment" in answer.headers["content-disposition"]
    return answer.content


def test_what_the_filter_shows_leaves_as_a_sheet(story: House) -> None:
    text = exported(story, subject="policy:payment").decode("utf-8-sig")
    found = list(csv.DictReader(io.StringIO(text)))
    assert [row["action"] for row in found] == STORY
    assert found[0]["actor_name"] == "ben"
    assert msgspec.json.decode(found[0]["after"])["comment"] == "不够 100%_sure"


def test_what_the_filter_shows_leaves_as_lines(story: House) -> None:
    lines = exported(story, kind="ndjson", actor="ana", action="policy.").splitlines()
    assert [msgspec.json.decode(line) for line in lines] == rows(
        story, actor="ana", action="policy."
    )


def test_exports_are_journalled_without_what_was_typed(story: House) -> None:
    exported(story, text="13800138000", action="policy.")
    (row,) = rows(story, action="journal.export")
    assert row["after"] == {"text": True, "under": "policy."}
    assert row["actor"]["name"] == "aud"
    with story.runtime.database.reading() as session:
        assert "13800138000" not in str(journal.entries(session, journal.Filters()).rows)


def test_whoever_may_not_read_gets_no_line(story: House) -> None:
    answer = story.get("/journal/export", "ana")
    assert answer.status_code == 403
    assert answer.json()["code"] == "permission_missing"


def test_the_chain_is_verified_and_held_against_a_noted_head(story: House) -> None:
    sound = story.post("/journal/verify", {}, "aud").json()
    assert (sound["state"], sound["fault"]) == ("intact", None)
    noted = {"count": sound["count"], "hash": sound["hash"]}
    assert story.post("/journal/verify", {"head": noted}, "aud").json()["state"] == "intact"
    other = {"head": {**noted, "hash": "0" * 64}}
    assert story.post("/journal/verify", other, "aud").json()["fault"] == "rebuilt"
    assert (
        story.post("/journal/verify", {"head": {"count": 1, "hash": "x"}}, "aud").status_code == 400
    )
