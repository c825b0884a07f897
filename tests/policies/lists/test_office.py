from __future__ import annotations

from pathlib import Path

import pytest
from tests.policies.lists.test_service import LI, NOW, WANG, Desk, person

from ballast.infra.access.errors import PermissionMissingError
from ballast.infra.crypto import Keyring
from ballast.infra.db import Database
from ballast.policies.lists.errors import UnknownEntryError
from ballast.policies.lists.model import EntryStatus
from ballast.policies.lists.office import Change, ListOffice


@pytest.fixture
def desk(database: Database, tmp_path: Path) -> Desk:
    return Desk(database, Keyring.open_file(tmp_path / "keys.json"))


@pytest.fixture
def office(desk: Desk) -> ListOffice:
    return ListOffice(desk.service, desk.live, desk.database, lambda: NOW)


def test_several_are_confirmed_and_each_is_answered_for_itself(
    desk: Desk, office: ListOffice
) -> None:
    mine = desk.add("white_merchant", "mine", WANG)
    theirs = [desk.add("white_merchant", value) for value in ("a", "b")]
    elsewhere = desk.add("grey_ip", "10.0.0.1")
    asked = [theirs[0].id, mine.id, elsewhere.id, "le_none", theirs[1].id]
    settled = office.settle(WANG, Change.CONFIRM, "white_merchant", asked)
    assert [each.entry_id for each in settled] == asked
    assert [each.problem.code if each.problem else "" for each in settled] == [
        "",
        "list_same_person",
        "list_entry_unknown",
        "list_entry_unknown",
        "",
    ]
    assert desk.listed("white_merchant", "a")
    assert desk.listed("white_merchant", "b")
    assert not desk.listed("white_merchant", "mine")


def test_several_are_refused(desk: Desk, office: ListOffice) -> None:
    entry = desk.add("white_merchant", "a")
    (settled,) = office.settle(WANG, Change.REFUSE, "white_merchant", [entry.id])
    assert settled.entry is not None
    assert settled.entry.status is EntryStatus.REFUSED


def test_an_entry_is_changed_through_its_own_list_only(desk: Desk, office: ListOffice) -> None:
    entry = desk.add("grey_ip", "10.0.0.1")
    with pytest.raises(UnknownEntryError):
        office.change(LI, Change.REMOVE, "black_phone", entry.id)
    assert desk.listed("grey_ip", "10.0.0.1")
    changed = office.change(LI, Change.REMOVE, "grey_ip", entry.id)
    assert changed.status is EntryStatus.REMOVED
    assert not desk.listed("grey_ip", "10.0.0.1")


@pytest.mark.parametrize(
    ("change", "held", "allowed"),
    [
        (Change.REMOVE, "write", True),
        (Change.REMOVE, "approve", False),
        (Change.CONFIRM, "approve", True),
        (Change.CONFIRM, "write", False),
        (Change.REFUSE, "approve", True),
        (Change.REFUSE, "write", True),
        (Change.REFUSE, "read", False),
    ],
)
def test_who_may_do_nothing_learns_nothing(
    office: ListOffice, change: Change, held: str, allowed: bool
) -> None:
    somebody = person("usr_x", held)
    with pytest.raises(UnknownEntryError if allowed else PermissionMissingError):
        office.change(somebody, change, "grey_ip", "le_none")
    if allowed:
        assert office.settle(somebody, change, "grey_ip", []) == []
    else:
        with pytest.raises(PermissionMissingError):
            office.settle(somebody, change, "grey_ip", [])
