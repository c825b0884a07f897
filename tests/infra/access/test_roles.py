from __future__ import annotations

import ast
from pathlib import Path

import pytest
from tests.infra.packs.test_loading import make

import ballast
from ballast.infra.access import Roles
from ballast.infra.access.errors import UnknownRoleError
from ballast.infra.packs import PackError, chosen_packs, load_packs

ROLES = Roles.of(chosen_packs([]))


def test_the_core_pack_has_the_nine_roles() -> None:
    assert set(ROLES.roles) == {
        "administrator", "strategy_analyst", "strategy_approver", "investigator", "risk_manager",
        "compliance_officer", "auditor", "viewer", "integration",
    }  # fmt: skip


def test_the_administrator_manages_access_but_no_policy() -> None:
    held = ROLES.granted(["administrator"])
    assert {"user.manage", "key.manage"} <= held
    assert not {p for p in held if p.startswith(("policy.", "list.")) and not p.endswith(".read")}
    assert not {p for p in held if p.startswith(("data.", "decision.reveal"))}
    for role in ("strategy_analyst", "strategy_approver"):
        assert ROLES.conflict(role, ["administrator"]) == "administrator"
        assert ROLES.conflict("administrator", [role]) == role


def test_no_single_role_both_writes_and_approves() -> None:
    for role in ROLES.roles.values():
        assert not {"policy.write", "policy.approve"} <= role.permissions


def test_the_auditor_changes_nothing() -> None:
    held = ROLES.granted(["auditor"])
    assert all(p.endswith((".read", ".verify")) for p in held)
    assert {"journal.read", "journal.verify"} <= held


def test_no_role_shows_c3_and_the_integration_only_what_a_key_may_hold() -> None:
    assert not any("C3" in ROLES.unmask(role.permissions) for role in ROLES.roles.values())
    assert ROLES.unmask(ROLES.granted(["investigator"])) == {"C2"}
    machine = ROLES.granted(["integration"])
    assert not any(ROLES.permissions[code].people_only for code in machine)


def test_approving_and_managing_are_for_people() -> None:
    for code in ("policy.approve", "list.approve", "user.manage", "key.manage", "data.unmask.c3"):
        assert ROLES.permissions[code].people_only


def test_the_system_sees_nothing_in_clear() -> None:
    system = ROLES.system("cli")
    assert system.unmask == frozenset()
    assert not any(p.startswith("data.unmask") for p in system.permissions)
    system.require("user.manage")


def test_a_withdrawn_role_grants_nothing() -> None:
    assert ROLES.granted(["gone"]) == frozenset()
    assert ROLES.conflict("viewer", ["gone"]) is None


def test_an_unknown_role_lists_the_known() -> None:
    with pytest.raises(UnknownRoleError, match="administrator"):
        ROLES.role("king")


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("roles.yaml", "r: {title: {zh: 甲, en: A}, permissions: [no.such]}"),
        ("roles.yaml", "r: {title: {zh: 甲, en: A}, excludes: [no_such]}"),
        ("roles.yaml", "r: {title: {zh: 甲}}"),
        ("roles.yaml", "r: {title: {zh: 甲, en: A}, permissions: event.read}"),
        ("permissions.yaml", "p: {title: {zh: 甲, en: A}, people_only: yes}"),
        ("permissions.yaml", "p: {title: {zh: 甲, en: A}, unmask: C1}"),
    ],
)
def test_a_wrong_document_is_refused_with_its_place(
    tmp_path: Path, file: str, content: str
) -> None:
    pack = make(tmp_path, files={file: content + "\n"})
    with pytest.raises(PackError, match=rf"one/{file}:1"):
        Roles.of(load_packs([pack]))


def test_every_permission_required_in_the_code_is_in_the_catalogue() -> None:
    required = {
        (file.name, call.args[0].value)
        for file in Path(ballast.__path__[0]).rglob("*.py")
        for call in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and call.func.attr in {"require", "may"}
        and call.args
        and isinstance(call.args[0], ast.Constant)
    }
    assert ("keys.py", "key.manage") in required
    assert [pair for pair in required if pair[1] not in ROLES.permissions] == []
