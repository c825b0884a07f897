"""What operators and integrators see: scenes, events, lists, lake, settings, health."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import msgspec
import pytest
from tests.app.conftest import LARGE, START_US, Clock, House
from tests.app.test_simulation_api import FLOW
from tests.events.scenery import text

from ballast.app.check import Check, Health
from ballast.app.checks import checks
from ballast.app.lake import open_lake
from ballast.app.lake_report import lake_view
from ballast.app.runtime import Runtime
from ballast.app.settings_in_force import SettingSource, in_force
from ballast.events.service import register_scenes
from ballast.infra.journal import Actor, Journal
from ballast.infra.settings import load_settings, names

SECRET = "hunter2hunter2"


def test_settings_say_where_they_come_from_and_hide_secrets(tmp_path: Any) -> None:
    (tmp_path / "ballast.toml").write_text("port = 8123\n")
    key = {"BALLAST_MASTER_KEY": SECRET, "BALLAST_PROT": "1"}
    url = {"BALLAST_DATABASE_URL": f"postgresql://u:{SECRET}@h/d"}
    shown = in_force(load_settings({**key, **url, "BALLAST_LOG_JSON": "true"}, tmp_path))
    assert SECRET not in msgspec.json.encode(shown).decode()
    found = {item.name: item for item in shown.items}
    assert list(found) == list(names())
    assert (found["master_key"].value, found["master_key"].is_set) == (None, True)
    assert (found["log_json"].value, found["log_json"].default) == ("true", "false")
    assert [found[name].source for name in ("port", "log_json", "host")] == [
        SettingSource.FILE,
        SettingSource.ENVIRONMENT,
        SettingSource.DEFAULT,
    ]
    assert found["port"].file == str(tmp_path / "ballast.toml")
    assert "65535" in found["port"].accepts.en
    assert "BALLAST_PROT" in shown.notices[0].en


def test_settings_are_served_to_those_who_may_see_them(house: House) -> None:
    answer = house.get("/settings", "aud").json()
    assert {"name", "purpose", "secret"} <= answer["items"][0].keys()


def test_a_scene_is_shown_with_its_versions_users_and_an_example_that_is_accepted(
    counting_house: House,
) -> None:
    house = counting_house
    house.go_live(LARGE)
    found = house.get("/scenes/payment").json()
    assert found["use"]["policy"] == {"code": "payment", "title": None, "live": True}
    assert found["use"]["counted_by"]
    body = found["history"]["example"]
    decided = house.post("/decisions", body)
    assert decided.status_code == 200, decided.text
    assert decided.json()["unknown_fields"] == []
    derived = {(each["of"], each["name"]) for each in found["history"]["derived"]}
    assert ("phone", "phone_segment") in derived
    assert [each["version"] for each in found["history"]["versions"]] == [1]
    assert house.get("/scenes/nope").status_code == 404


def test_versions_of_a_scene_are_compared(house: House) -> None:
    scene = house.runtime.scenes.scene("payment")
    fields = {**scene.fields, "mood": text("mood")}
    with house.runtime.database.transaction() as session:
        register_scenes(
            session, [replace(scene, fields=fields)], Journal(), Actor("system", "t"), START_US
        )
    versions = house.get("/scenes/payment").json()["history"]["versions"]
    assert [each["version"] for each in versions] == [2, 1]
    (added,) = versions[0]["changes"]
    assert (added["field"], added["change"], added["before"]) == ("mood", "added", None)
    assert json.loads(added["after"])["type"] == "string"
    back = house.get("/scenes/payment/versions/1/difference", against=2).json()
    assert [(each["field"], each["change"]) for each in back] == [("mood", "removed")]
    missing = house.get("/scenes/payment/versions/9/difference", against=1)
    assert (missing.status_code, missing.json()["code"]) == (404, "scene_version_unknown")


def test_unknown_fields_seen_lately_are_named_and_counted(house: House) -> None:
    for number, more in enumerate(({"mood": 1}, {"mood": 2, "wind": 3}, {})):
        house.ask(f"P{number}", more)
    unknown = house.get("/scenes/payment").json()["history"]["unknown"]
    assert [(each["name"], each["events"]) for each in unknown] == [("mood", 2), ("wind", 1)]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, ["P3", "P2", "P1"]),
        ({"scene": "payment"}, ["P3", "P2", "P1"]),
        ({"scene": "login"}, []),
        ({"event_id": "P2"}, ["P2"]),
        ({"since": "2026-05-28T20:00:00Z"}, ["P2", "P1"]),
        ({"until": "2026-05-28T20:00:00Z"}, ["P3"]),
        ({"late": "true"}, ["P3"]),
        ({"principal": "nobody"}, []),
    ],
)
def test_events_are_filtered(house: House, asked: dict[str, str], found: list[str]) -> None:
    for id_, at in (("P1", "2026-05-28T20:00:00Z"), ("P2", "2026-05-28T20:05:00Z")):
        assert house.ask(id_, {}, at=at).status_code == 200
    assert house.ask("P3", {}, at="2026-05-01T00:00:00Z").status_code == 200
    items = house.get("/events", **asked).json()["items"]
    assert [item["id"] for item in items] == found


def test_events_of_a_subject_are_found_by_value_in_clear_or_by_token(house: House) -> None:
    house.ask("P1", {"phone": "138 0013 8000", "customer_id": "C1"})
    house.ask("P2", {"phone": "13900139000", "customer_id": "C2"})
    house.ask("P3", {"customer_id": "C11"})

    def found(value: str, **more: object) -> list[str]:
        answer = house.post("/events/search", {"value": value, **more}, "aud")
        assert answer.status_code == 200, answer.text
        return [item["id"] for item in answer.json()["items"]]

    assert found("13800138000") == ["P1"]
    assert found("C1") == ["P1"]
    assert found("C2", scene="login") == []
    assert found('C1"') == []
    assert found("13700000000") == []


def test_lists_are_kept_through_the_api(house: House) -> None:
    path = "/lists/grey_industry"
    added = house.post(f"{path}/entries", {"value": "722511", "reason": "r"}, "ana").json()
    assert (added["standing"], added["value"]) == ("pending", "722511")
    (settled,) = house.post(f"{path}/confirm", {"entries": [added["id"]]}, "ben").json()
    assert (settled["entry"]["standing"], settled["problem"]) == ("active", None)
    found = next(each for each in house.get("/lists").json() if each["code"] == "grey_industry")
    assert found["counts"]["active"] == 1
    hit = house.post(f"{path}/lookup", {"value": "722511"}, "vic").json()["hit"]
    assert hit["id"] == added["id"]
    assert house.get(f"{path}/entries", standing="removed").json()["items"] == []
    sheet = b"value,reason\n722511,r\n9,r\n,r\n"
    preview = house.client.post(
        f"/api/v1{path}/import/preview", headers=house.as_("ana"), content=sheet
    ).json()
    assert (preview["accepted"], preview["refused_count"], preview["waits"]) == (1, 2, True)
    assert [row["line"] for row in preview["rows"]] == [3]
    assert [row["line"] for row in preview["refused"]] == [2, 4]
    assert len(house.get(f"{path}/entries").json()["items"]) == 1
    assert house.get(f"{path}/export", q="nothing").text.splitlines()[1:] == []
    assert "722511" in house.get(f"{path}/export", q="7225").text
    assert house.post(f"{path}/entries/{added['id']}/remove", None, "ana").status_code == 200
    (waiting,) = house.get(f"{path}/entries", standing="removing").json()["items"]
    assert waiting["id"] == added["id"]


def test_hits_of_an_entry_are_found_in_the_latest_decisions(house: House) -> None:
    path = "/lists/grey_industry"
    body = {"value": "7995", "reason": "r"}
    entry = house.post(f"{path}/entries", body, "ana").json()["id"]
    house.post(f"{path}/confirm", {"entries": [entry]}, "ben")
    house.go_live(FLOW)
    data = {"merchant_category": "7995", "amount": 5000}
    hit = house.ask("P1", data, at="2026-05-28T20:30:00Z").json()
    house.ask("P2", {"merchant_category": "5411"})
    found = house.get(f"{path}/entries/{entry}/hits").json()
    assert found["count"] == 1
    assert [each["decision_id"] for each in found["items"]] == [hit["decision_id"]]
    assert found["items"][0]["outcome"] == "reject"
    assert house.get(f"{path}/entries/le_none/hits").status_code == 404
    assert house.get(f"/lists/grey_lender_state/entries/{entry}/hits").status_code == 404


def test_the_lake_is_reported_by_day(house: House) -> None:
    house.ask("P1", {}, at="2026-05-28T20:00:00Z")
    house.ask("P2", {}, at="2026-05-27T02:00:00Z")
    before = house.get("/lake").json()
    assert (before["days"], before["unsealed"], before["sealed_at"]) == ([], 2, None)
    assert before["unsealed_since"] is not None
    with open_lake(house.runtime.settings) as keeper:
        keeper.seal()
    after = house.get("/lake").json()
    assert [(day["day"], day["rows"], day["files"]) for day in after["days"]] == [
        ("2026-05-29", 1, 1),
        ("2026-05-27", 1, 1),
    ]
    assert (after["unsealed"], after["unsealed_since"], after["rows"]) == (0, None, 2)
    assert after["checked"] is None
    assert len(lake_view(house.runtime, 1).days) == 1


def health(runtime: Runtime) -> dict[str, Check]:
    return {check.code: check for check in checks(runtime)}


def test_health_says_how_each_thing_is(house: House, clock: Clock) -> None:
    house.ask("P1", {})
    answer = house.get("/health/detail", "aud").json()
    assert answer["health"] == "warn"  # the test's process runs no jobs
    found = health(house.runtime)
    for code in ("database", "schema", "state", "lane", "policies", "lake", "version"):
        assert found[code].health is Health.OK, found[code]
    assert found["jobs"].health is Health.WARN
    assert all(check.remedy for check in found.values() if check.health is not Health.OK)
    clock.now_us += 3 * 86_400_000_000
    assert health(house.runtime)["lake"].health is Health.WARN
    house.runtime.ready = False
    assert health(house.runtime)["state"].health is Health.WARN
    house.runtime.ready = True


def test_the_worst_check_is_the_health_of_the_whole(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(house.runtime.policies, "_problems", {"payment": ()})
    broken = health(house.runtime)["policies"]
    assert broken.health is Health.BAD
    assert "payment" in broken.sentence.en
    assert house.get("/health/detail", "aud").json()["health"] == "bad"
