"""People, roles, scopes and keys over HTTP; and what a grant in a scope lets one do."""

from __future__ import annotations

from typing import Any

import httpx
import pytest
from tests.app.conftest import LARGE, PASSWORD, Clock, House, payment, rule, rules

from ballast.infra import journal
from ballast.infra.access import Grant, NewUser

DAY = 86_400_000_000
FAR = "2031-01-01T00:00:00Z"
WALLET = {"code": "wallet", "kind": "product", "title": {"zh": "钱包", "en": "Wallet"}}


def put(house: House, path: str, body: object, name: str = "admin") -> httpx.Response:
    return house.client.put(f"/api/v1{path}", headers=house.as_(name), json=body)


def delete(house: House, path: str, name: str = "admin", **params: str) -> httpx.Response:
    return house.client.delete(f"/api/v1{path}", headers=house.as_(name), params=params)


def created(house: House, name: str, *grants: dict[str, object]) -> dict[str, Any]:
    """Somebody new, with the one-time password."""
    answer = house.post("/users", {"name": name, "grants": list(grants)}, "admin")
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


def hired(house: House, clock: Clock, name: str, *grants: Grant) -> str:
    """Somebody with these grants, who signs in with the usual password; the id."""
    access = house.runtime.access
    with house.runtime.database.transaction() as session:
        new = NewUser(name=name, password=PASSWORD, grants=grants)
        return access.users.create(session, access.roles.system("test"), new, clock()).id


def actions(house: House, subject: str) -> list[str]:
    with house.runtime.database.reading() as session:
        rows = journal.entries(session, journal.Filters(subject_id=subject)).rows
    return [row.action for row in reversed(rows)]


def test_a_user_is_created_seen_and_found(house: House) -> None:
    made = created(house, "li.ming", {"role": "viewer", "scope": "lending", "expires_at": FAR})
    user = made["user"]
    assert made["password"] not in str(user)
    assert user["state"] == "active"
    (grant,) = user["grants"]
    assert (grant["role"], grant["scope"], grant["in_force"]) == ("viewer", "lending", True)
    assert grant["scope_title"] == {"zh": "网络借贷", "en": "Online lending"}
    assert grant["expires_at"] == "2031-01-01T00:00:00+00:00"
    assert house.get(f"/users/{user['id']}", "admin").json() == user

    def found(**wanted: str) -> list[str]:
        page = house.client.get("/api/v1/users", headers=house.as_("admin"), params=wanted).json()
        return [each["name"] for each in page["items"]]

    assert found(name="ming") == ["li.ming"]
    assert found(scope="lending") == ["li.ming"]
    assert found(role="viewer") == ["li.ming", "vic"]
    assert found(role="viewer", scope="payments") == []
    assert found(state="disabled") == []
    assert found(name="%") == []


def test_pages_of_users_hold_everybody_once(house: House) -> None:
    seen: list[str] = []
    cursor: str | None = ""
    while cursor is not None:
        page = house.get("/users", "admin", limit=4, cursor=cursor).json()
        seen += [each["name"] for each in page["items"]]
        cursor = page["next"]
    assert seen == sorted(["admin", "ana", "aud", "ben", "ivy", "vic"])


def test_whoever_leaves_is_signed_out_and_may_come_back(house: House) -> None:
    vic = house.get("/me", "vic").json()["id"]
    (seen,) = house.get("/sessions", "admin", user=vic).json()
    assert (seen["user_name"], seen["carrier"]) == ("vic", "bearer")
    gone = house.post(f"/users/{vic}/disable", None, "admin").json()
    assert (gone["state"], gone["sessions"]) == ("disabled", 0)
    assert house.get("/me", "vic").status_code == 401
    assert house.post(f"/users/{vic}/enable", None, "admin").json()["state"] == "active"
    assert actions(house, vic)[-2:] == ["user.disable", "user.enable"]


def test_an_administrator_ends_sign_ins(house: House) -> None:
    vic = house.get("/me", "vic").json()["id"]
    assert delete(house, f"/users/{vic}/sessions").status_code == 204
    assert house.get("/me", "vic").status_code == 401
    assert house.get("/sessions", "admin", user=vic).json() == []
    assert actions(house, vic)[-1] == "user.end_sessions"


def test_a_reset_password_is_shown_once_and_works(house: House) -> None:
    vic = house.get("/me", "vic").json()["id"]
    password = house.post(f"/users/{vic}/password", None, "admin").json()["password"]
    body = {"name": "vic", "password": password}
    assert house.client.post("/api/v1/sessions", json=body).status_code == 201
    body["password"] = PASSWORD
    assert house.client.post("/api/v1/sessions", json=body).status_code == 401


def test_grants_are_given_moved_and_taken_back(house: House) -> None:
    vic = house.get("/me", "vic").json()["id"]
    path = f"/users/{vic}/grants"
    for body in ({"role": "investigator", "scope": "payments"}, {"role": "investigator"}):
        assert house.post(path, body, "admin").status_code == 200
    ends = {"role": "investigator", "scope": "payments", "expires_at": FAR}
    held = house.post(path, ends, "admin").json()["grants"]
    assert [(g["role"], g["scope"], g["expires_at"] is None) for g in held] == [
        ("investigator", None, True), ("investigator", "payments", False), ("viewer", None, True),
    ]  # fmt: skip
    assert all(g["granted_by"] for g in held)
    left = delete(house, f"{path}/investigator").json()["grants"]
    assert [(g["role"], g["scope"]) for g in left] == [
        ("investigator", "payments"), ("viewer", None),
    ]  # fmt: skip
    left = delete(house, f"{path}/investigator", scope="payments").json()["grants"]
    assert [g["role"] for g in left] == ["viewer"]


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"role": "king"}, "unknown_role"),
        ({"role": "viewer", "scope": "moon"}, "unknown_scope"),
        ({"role": "viewer", "expires_at": "2001-01-01T00:00:00Z"}, "grant_expiry"),
        ({"role": "viewer", "expires_at": "2031-01-01T00:00:00"}, "malformed"),
        ({"role": "administrator", "scope": "lending"}, "role_conflict"),
    ],
)
def test_a_grant_that_cannot_be_is_refused(house: House, body: dict[str, str], code: str) -> None:
    ana = house.get("/me", "ana").json()["id"]
    answer = house.post(f"/users/{ana}/grants", body, "admin")
    assert answer.json()["code"] == code, answer.text


def test_the_last_lasting_administrator_stays(house: House, clock: Clock) -> None:
    admin = house.get("/me", "admin").json()["id"]
    for_now = hired(house, clock, "temp", Grant("administrator", expires_us=clock() + DAY))
    answer = house.post(f"/users/{admin}/disable", None, "temp")
    assert answer.json()["code"] == "last_administrator"
    ends = {"role": "administrator", "expires_at": FAR}
    answer = house.post(f"/users/{admin}/grants", ends, "temp")
    assert answer.json()["code"] == "last_administrator"
    lasting = {"role": "administrator"}
    assert house.post(f"/users/{for_now}/grants", lasting, "admin").status_code == 200
    assert house.post(f"/users/{admin}/disable", None, "temp").status_code == 200


def test_roles_tell_who_holds_them_and_what_excludes_what(house: House, clock: Clock) -> None:
    hired(house, clock, "wu", Grant("strategy_approver", "lending"))
    found = house.get("/roles", "admin").json()
    roles = {role["code"]: role for role in found["roles"]}
    assert [h["name"] for h in roles["strategy_analyst"]["holders"]] == ["ana"]
    assert [(h["name"], h["scope"]) for h in roles["strategy_approver"]["holders"]] == [
        ("ben", None), ("wu", "lending"),
    ]  # fmt: skip
    # Excluding holds both ways, whichever of the two says so.
    for role in found["roles"]:
        for other in role["excludes"]:
            assert role["code"] in roles[other]["excludes"]
    reach = {each["code"]: each["reach"] for each in found["permissions"]}
    assert (reach["policy.approve"], reach["user.manage"]) == ("scene", "whole")


def test_a_scope_is_made_moved_and_removed(house: House) -> None:
    assert house.post("/scopes", WALLET, "admin").status_code == 201
    moved = put(house, "/scopes/wallet", {**WALLET, "parent": "payments"}).json()
    assert (moved["parent"], moved["built_in"]) == ("payments", False)
    scopes = {each["code"]: each for each in house.get("/scopes", "admin").json()}
    assert "payment" in scopes["payments"]["scenes"]
    assert scopes["payments"]["built_in"]
    assert put(house, "/scopes/payments", WALLET).json()["code"] == "scope_built_in"
    half = {**WALLET, "code": "half", "title": {"zh": "半"}}
    assert house.post("/scopes", half, "admin").json()["code"] == "scope_title"
    assert delete(house, "/scopes/wallet").status_code == 204
    assert delete(house, "/scopes/wallet").status_code == 404
    assert actions(house, "wallet") == ["scope.create", "scope.change", "scope.remove"]


def test_keys_say_when_they_end_and_whose_maker_left(house: House, clock: Clock) -> None:
    admin = house.get("/me", "admin").json()["id"]
    hired(house, clock, "second", Grant("administrator"))
    in_a_week = "2026-06-04T20:26:40Z"
    body = {
        "name": "shop", "permissions": ["decision.create"], "scenes": ["payment"],
        "networks": ["10.0.0.0/8"], "expires_at": in_a_week,
    }  # fmt: skip
    issued = house.post("/keys", body, "admin").json()
    key = issued["key"]
    assert issued["token"].startswith("blk_")
    assert (key["state"], key["expires_soon"], key["scenes"]) == ("live", True, ["payment"])
    assert key["created_by"] == {"id": admin, "name": "admin", "left": False}
    assert issued["token"] not in house.get("/keys", "second").text
    assert house.get("/keys", "second", creator="left").json() == []
    house.post(f"/users/{admin}/disable", None, "second")
    (orphan,) = house.get("/keys", "second", creator="left").json()
    assert orphan["id"] == key["id"]
    assert house.post(f"/keys/{key['id']}/revoke", None, "second").status_code == 204
    (orphan,) = house.get("/keys", "second", creator="left").json()
    assert (orphan["state"], orphan["expires_soon"]) == ("revoked", False)


@pytest.fixture
def divided(house: House, clock: Clock) -> House:
    """Payments and loans were decided; Pay and Lend approve in one business each."""
    transfer = {"customer_id": "C1", "amount": 5, "direction": "out"}
    loan = {"customer_id": "C1", "amount": 5}
    for scene, data in (("transfer", transfer), ("loan_application", loan)):
        answer = house.post(
            "/decisions", {**payment(f"X-{scene}", {}), "scene": scene, "data": data}
        )
        assert answer.status_code == 200, answer.text
    house.ask("P1", {})
    hired(house, clock, "pay", Grant("strategy_approver", "payments"))
    hired(house, clock, "lend", Grant("strategy_approver", "lending"))
    both = (Grant("strategy_analyst", "payments"), Grant("viewer", "lending"))
    hired(house, clock, "both", *both)
    return house


def scenes(house: House, name: str, path: str = "/decisions") -> set[str]:
    return {item["scene"] for item in house.get(path, name).json()["items"]}


def test_one_sees_the_decisions_of_ones_scope(divided: House) -> None:
    assert scenes(divided, "pay") == {"payment", "transfer"}
    assert scenes(divided, "lend") == {"loan_application"}
    assert scenes(divided, "ben") == {"payment", "transfer", "loan_application"}
    (theirs,) = divided.get("/decisions", "lend").json()["items"]
    assert divided.get(f"/decisions/{theirs['decision_id']}", "pay").status_code == 404
    refused = divided.get("/decisions", "pay", scene="loan_application")
    assert (refused.status_code, refused.json()["code"]) == (403, "scene_forbidden")


def test_different_roles_hold_in_different_scopes(divided: House) -> None:
    assert scenes(divided, "both") == {"payment", "transfer", "loan_application"}
    # A viewer of loans sees decisions, not events; an analyst of payments sees both.
    assert scenes(divided, "both", "/events") == {"payment", "transfer"}
    saved = [draft(divided, scene, "both").status_code for scene in ("payment", "loan_application")]
    assert saved == [201, 403]


def draft(house: House, scene: str | None, name: str = "ana") -> httpx.Response:
    body = {"document": LARGE, "scene": scene, "title": {"zh": "策略", "en": "Policy"}}
    return house.post(f"/policies/{scene or 'shared'}/versions", body, name)


def test_one_approves_within_ones_scope_only(divided: House) -> None:
    assert draft(divided, "payment").status_code == 201
    path = "/policies/payment/versions/1"
    assert divided.post(f"{path}/submit", None, "ana").status_code == 200
    review = divided.get(f"{path}/review", "pay").json()["token"]
    approval = {"review": review, "comment": "ok"}
    attempts = [
        divided.get("/policies/payment", "lend"),
        divided.get(f"{path}/review", "lend"),
        divided.post(f"{path}/approve", approval, "lend"),
        divided.post(f"{path}/return", {"comment": "no"}, "lend"),
        divided.post("/policies/payment/rollback", {"comment": "no"}, "lend"),
    ]
    assert [a.status_code for a in attempts] == [403] * len(attempts)
    assert {a.json()["code"] for a in attempts} == {"scene_forbidden"}
    assert divided.get("/policies", "lend").json() == []
    assert divided.post(f"{path}/approve", approval, "pay").status_code == 200
    assert [each["code"] for each in divided.get("/policies", "pay").json()] == ["payment"]


def test_what_belongs_to_no_scene_is_for_those_without_limits(divided: House) -> None:
    simple = rules(rule("R1", "1 > 0", outcome="pass"))
    body = {"document": simple, "scene": None, "title": {"zh": "公共", "en": "Shared"}}
    refused = divided.post("/policies/shared/versions", body, "both")
    assert (refused.status_code, refused.json()["code"]) == (403, "scope_too_narrow")
    assert divided.post("/policies/shared/versions", body, "ana").status_code == 201
    assert divided.get("/policies/shared", "both").status_code == 200


def test_whole_permissions_are_not_given_in_part(divided: House, clock: Clock) -> None:
    hired(divided, clock, "part", Grant("administrator", "payments"))
    hired(divided, clock, "half", Grant("auditor", "payments"))
    for name, path in (("part", "/users"), ("part", "/keys"), ("half", "/journal")):
        assert divided.get(path, name).status_code == 403, path


def test_clear_values_are_shown_in_ones_scope_only(divided: House, clock: Clock) -> None:
    mixed = (Grant("investigator", "payments"), Grant("strategy_analyst", "lending"))
    hired(divided, clock, "mix", *mixed)
    divided.post("/events", payment("E1", {"phone": "13800138000"}))
    shown = divided.post("/events/payment/E1/reveal", None, "mix").json()
    assert shown["data"]["phone"] == "13800138000"
    refused = divided.post("/events/loan_application/X-loan_application/reveal", None, "mix")
    assert refused.status_code == 403


def test_me_tells_where_each_permission_is_held(divided: House) -> None:
    me = divided.get("/me", "both").json()
    assert set(me["limits"]["policy.write"]) >= {"payment", "transfer"}
    assert "loan_application" not in me["limits"]["policy.write"]
    assert "loan_application" in me["limits"]["decision.read"]
    assert "list.read" in me["permissions"]
    assert "list.read" not in me["limits"]
    assert divided.get("/me", "ana").json()["limits"] == {}
