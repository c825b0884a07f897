from __future__ import annotations

from collections.abc import Callable
from itertools import product
from pathlib import Path

import pytest
from tests.policies.lists.test_service import LI, LISTS, NOW, PHONE, WANG, Desk, person

from ballast.infra.access.errors import PermissionMissingError
from ballast.infra.crypto import Keyring
from ballast.infra.db import Database
from ballast.policies.lists import repository
from ballast.policies.lists.errors import InvalidEntryError, UnknownEntryError, UnknownListError
from ballast.policies.lists.model import ListEntry
from ballast.policies.lists.standing import (
    DAY_US,
    SOON_DAYS,
    EntryFilter,
    ListCounts,
    Standing,
    standing_of,
)


@pytest.fixture
def desk(database: Database, tmp_path: Path) -> Desk:
    return Desk(database, Keyring.open_file(tmp_path / "keys.json"))


def furnished(desk: Desk) -> dict[str, ListEntry]:
    """One merchant for each way of standing."""
    made = {
        each: desk.add("white_merchant", each)
        for each in ("pending", "active", "removing", "removed", "refused")
    }
    made["expired"] = desk.add("white_merchant", "expired", starts_us=1, expires_us=NOW)
    made["scheduled"] = desk.add("white_merchant", "scheduled", starts_us=NOW + 1)
    for name in ("active", "removing", "removed", "expired", "scheduled"):
        desk.do(desk.service.confirm, WANG, made[name].id)
    desk.do(desk.service.refuse, WANG, made["refused"].id)
    for name in ("removing", "removed"):
        desk.do(desk.service.remove, LI, made[name].id)
    desk.do(desk.service.confirm, WANG, made["removed"].id)
    return made


def found(desk: Desk, wanted: EntryFilter, code: str = "white_merchant") -> list[str]:
    with desk.database.reading() as session:
        page, following = desk.look.page(session, LI, (code, wanted))
    assert following is None
    return [entry.shown for entry in page]


def test_each_standing_is_found_by_its_name_and_told_alike(desk: Desk) -> None:
    furnished(desk)
    for standing in Standing:
        assert found(desk, EntryFilter(NOW, (standing,))) == [standing.value]
    with desk.database.reading() as session:
        page, _ = desk.look.page(session, LI, ("white_merchant", EntryFilter(NOW, (*Standing,))))
    assert len(page) == len(Standing)
    assert [standing_of(entry, NOW).value for entry in page] == [entry.shown for entry in page]


def test_without_a_wish_what_is_on_the_list_is_shown_newest_first(desk: Desk) -> None:
    made = furnished(desk)
    shown = found(desk, EntryFilter(NOW))
    assert set(shown) == made.keys() - {"removed", "refused"}
    assert [made[name].id for name in shown] == sorted((made[n].id for n in shown), reverse=True)


def test_time_alone_changes_how_an_entry_stands(desk: Desk) -> None:
    desk.add("grey_ip", "1.1.1.1", starts_us=NOW + 10, expires_us=NOW + 20)
    for at, standing in product((0, 10, 19, 20), ("scheduled", "active", "expired")):
        expected = {0: "scheduled", 10: "active", 19: "active", 20: "expired"}[at]
        wanted = EntryFilter(NOW + at, (Standing(standing),))
        assert bool(found(desk, wanted, "grey_ip")) is (standing == expected), (at, standing)


def test_pages_follow_each_other_without_gap_or_repetition(desk: Desk) -> None:
    for number in range(5):
        desk.add("grey_ip", f"10.0.0.{number}")
    seen: list[str] = []
    before = ""
    with desk.database.reading() as session:
        while True:
            wanted = ("grey_ip", EntryFilter(NOW))
            page, following = desk.look.page(session, LI, wanted, before, 2)
            seen += [entry.id for entry in page]
            if following is None:
                break
            before = following
    assert seen == sorted(seen, reverse=True)
    assert len(set(seen)) == 5


def test_text_source_and_end_narrow_the_page(desk: Desk) -> None:
    desk.add("grey_ip", "10.0.0.1", expires_us=NOW + DAY_US)
    desk.add("grey_ip", "10.0.0.2", expires_us=NOW + 9 * DAY_US)
    desk.add("grey_ip", "10.0.0.3")
    assert found(desk, EntryFilter(NOW, text="0.0.3"), "grey_ip") == ["10.0.0.3"]
    assert len(found(desk, EntryFilter(NOW, text="欺诈"), "grey_ip")) == 3
    assert found(desk, EntryFilter(NOW, text="%"), "grey_ip") == []
    assert len(found(desk, EntryFilter(NOW, source="公安通报"), "grey_ip")) == 3
    assert found(desk, EntryFilter(NOW, source="公安"), "grey_ip") == []
    soon = EntryFilter(NOW, expiring_us=NOW + SOON_DAYS * DAY_US)
    assert found(desk, soon, "grey_ip") == ["10.0.0.1"]


def test_lists_are_counted(desk: Desk) -> None:
    furnished(desk)
    desk.add("grey_ip", "10.0.0.1", expires_us=NOW + DAY_US)
    desk.add("grey_ip", "10.0.0.2", expires_us=NOW + SOON_DAYS * DAY_US)
    with desk.database.reading() as session:
        counted = {d.code: counts for d, counts in desk.look.overview(session, LI, NOW)}
    assert counted["white_merchant"] == ListCounts(1, 1, 1, 1, 1, 0)
    assert counted["grey_ip"] == ListCounts(active=2, expiring=1)
    assert counted["black_phone"] == ListCounts()
    assert set(counted) == set(LISTS)


def test_sources_come_by_frequency(desk: Desk) -> None:
    desk.add("grey_ip", "10.0.0.1")
    with desk.database.reading() as session:
        assert desk.look.sources(session, LI, "grey_ip") == ["公安通报"]
        assert desk.look.sources(session, LI, "black_phone") == []


def test_a_protected_value_is_looked_up_by_its_token(desk: Desk) -> None:
    entry = desk.add("black_phone", PHONE)
    with desk.database.reading() as session:
        known = desk.look.lookup(session, LI, "black_phone", f"+86 {PHONE}", NOW)
        other = desk.look.lookup(session, LI, "black_phone", "13900000000", NOW)
    assert known.hit == entry
    assert list(known.entries) == [entry]
    assert (other.hit, list(other.entries)) == (None, [])


def test_an_address_is_hit_by_its_network_and_an_old_entry_is_remembered(desk: Desk) -> None:
    network = desk.add("grey_ip", "203.0.113.0/24")
    old = desk.add("grey_ip", "203.0.113.7", starts_us=1, expires_us=NOW)
    with desk.database.reading() as session:
        known = desk.look.lookup(session, LI, "grey_ip", "203.0.113.7", NOW)
        with pytest.raises(InvalidEntryError):
            desk.look.lookup(session, LI, "grey_ip", "nonsense", NOW)
    assert known.hit is not None
    assert known.hit.id == network.id
    assert [entry.id for entry in known.entries] == [old.id]


def test_an_entry_belongs_to_its_list(desk: Desk) -> None:
    entry = desk.add("grey_ip", "10.0.0.1")
    with desk.database.reading() as session:
        assert desk.look.show(session, LI, "grey_ip", entry.id) == entry
        with pytest.raises(UnknownEntryError):
            desk.look.show(session, LI, "black_phone", entry.id)
        with pytest.raises(UnknownListError):
            desk.look.page(session, LI, ("nope", EntryFilter(NOW)))


@pytest.mark.parametrize(
    "action",
    [
        lambda look, x, p: look.overview(x, p, NOW),
        lambda look, x, p: look.sources(x, p, "grey_ip"),
        lambda look, x, p: look.page(x, p, ("grey_ip", EntryFilter(NOW))),
        lambda look, x, p: look.show(x, p, "grey_ip", "le_none"),
        lambda look, x, p: look.lookup(x, p, "grey_ip", "10.0.0.1", NOW),
    ],
)
def test_looking_needs_its_permission(desk: Desk, action: Callable[..., object]) -> None:
    without = person("usr_x", "write", "approve")
    with pytest.raises(PermissionMissingError), desk.database.reading() as session:
        action(desk.look, session, without)


def test_the_keys_of_an_import_preview_are_not_kept(desk: Desk) -> None:
    sheet = ("black_phone", f"value,reason\n{PHONE},诈骗\n{PHONE},诈骗\n,诈骗\n")
    with desk.database.reading() as session:
        plan = desk.exchange.preview(session, LI, sheet, NOW)
        assert repository.matching(session, "black_phone", EntryFilter(NOW)) == ()
    assert [(number, PHONE in entry.shown) for number, entry in plan.entries] == [(2, False)]
    assert [refused.number for refused in plan.refused] == [3, 4]
    assert not desk.listed("black_phone", desk.keyring.token("phone", PHONE))
