from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from ballast.events.model import FieldKind, Sensitivity, SubjectKind
from ballast.infra.access import Principal, PrincipalKind
from ballast.infra.access.errors import PermissionMissingError
from ballast.infra.crypto import Keyring, Masks
from ballast.infra.db import Database
from ballast.infra.journal import Filters, Journal, entries, verify
from ballast.infra.packs import built_in, load_packs
from ballast.kit.text import Text
from ballast.policies.lists.definitions import definitions
from ballast.policies.lists.errors import (
    AlreadyListedError,
    EntryStateError,
    InvalidEntryError,
    SamePersonError,
    UnknownEntryError,
    UnknownListError,
)
from ballast.policies.lists.exchange import ListExchange
from ballast.policies.lists.live import LiveLists
from ballast.policies.lists.looking import ListLook
from ballast.policies.lists.model import Colour, EntryStatus, ListDefinition, ListEntry, NewEntry
from ballast.policies.lists.resealing import reseal_entries
from ballast.policies.lists.service import ClearValueError, ListService
from ballast.policies.lists.standing import EntryFilter
from ballast.policies.wording import WordingError

NOW = 1_750_000_000_000_000
PHONE = "13812345678"
LISTS = definitions(
    {
        "black_phone": {
            "title": {"zh": "黑名单手机号", "en": "Black phones"},
            "colour": "black",
            "subject": "phone",
            "kind": "phone",
            "sensitivity": "C2",
        },
        "grey_ip": {
            "title": {"zh": "可疑地址", "en": "Suspicious addresses"},
            "colour": "grey",
            "subject": "ip",
            "kind": "ip",
        },
        "white_merchant": {
            "title": {"zh": "白名单商户", "en": "White merchants"},
            "colour": "white",
            "subject": "merchant",
            "two_person": True,
        },
    }
)


def person(name: str, *permissions: str, unmask: str = "") -> Principal:
    held = frozenset(f"list.{p}" for p in (permissions or ("read", "write", "approve")))
    return Principal(PrincipalKind.USER, name, name, held, None, frozenset(unmask.split()))


BLACK, GREY = ((code, EntryFilter(NOW)) for code in ("black_phone", "grey_ip"))
LI, WANG, ZHAO = person("usr_li"), person("usr_wang"), person("usr_zhao", unmask="C2")


class Desk:
    """The list service with its database."""

    def __init__(self, database: Database, keyring: Keyring) -> None:
        self.database = database
        self.keyring = keyring
        self.live = LiveLists(database, LISTS)
        masks = Masks.of(load_packs([built_in("core")]))
        self.service = ListService(LISTS, Journal(), keyring, masks, self.live)
        self.exchange = ListExchange(self.service)
        self.look = ListLook(self.service, self.live)

    def do(self, action: Callable[..., ListEntry], *arguments: object) -> ListEntry:
        with self.database.transaction() as session:
            return action(session, *arguments, NOW)

    def add(self, code: str, value: str, by: Principal = LI, **more: int) -> ListEntry:
        return self.do(self.service.add, by, NewEntry(code, value, "欺诈团伙", "公安通报", **more))

    def page(self, session: Session, code: str) -> Sequence[ListEntry]:
        return self.look.page(session, LI, (code, EntryFilter(NOW)))[0]

    def listed(self, code: str, value: str, at_us: int = NOW) -> bool:
        return self.live.at(at_us)(code, value) is not None


@pytest.fixture
def desk(database: Database, tmp_path: Path) -> Desk:
    return Desk(database, Keyring.open_file(tmp_path / "keys.json"))


def test_definitions_come_from_pack_data() -> None:
    assert LISTS["black_phone"] == ListDefinition(
        "black_phone",
        Text("黑名单手机号", "Black phones"),
        Colour.BLACK,
        SubjectKind.PHONE,
        FieldKind.PHONE,
        Sensitivity.C2,
    )
    title = {"zh": "甲", "en": "a"}
    for wrong in ({"title": title}, {"title": title, "colour": "red"}, {"title": title, "x": 1}):
        with pytest.raises(InvalidEntryError) as refused:
            definitions({"l": wrong})
        assert refused.value.extra == {"field": "l"}


def test_a_protected_value_is_kept_as_token_and_sealed_and_shown_masked(desk: Desk) -> None:
    entry = desk.add("black_phone", f"+86 {PHONE}")
    assert entry.key == desk.keyring.token("phone", PHONE)
    assert PHONE not in entry.shown
    assert PHONE.encode() not in entry.sealed
    assert desk.listed("black_phone", desk.keyring.token("phone", PHONE))
    assert not desk.listed("black_phone", PHONE)
    with desk.database.reading() as session:
        (seen,) = desk.page(session, "black_phone")
        rows = entries(session, Filters(subject_kind="list_entry")).rows
    assert seen == entry
    assert all(PHONE[3:7] not in (row.after or "") for row in rows)


def test_a_clear_value_needs_the_class_and_is_journalled(desk: Desk) -> None:
    entry = desk.add("black_phone", PHONE)
    with pytest.raises(ClearValueError), desk.database.transaction() as session:
        desk.service.reveal(session, LI, entry.id, NOW)
    with desk.database.transaction() as session:
        assert desk.service.reveal(session, ZHAO, entry.id, NOW) == PHONE
    with desk.database.reading() as session:
        (row,) = entries(session, Filters(action="list.reveal")).rows
    assert (row.actor_id, row.subject_id) == ("usr_zhao", entry.id)


def test_a_hit_is_explained(desk: Desk) -> None:
    added = desk.add("grey_ip", "203.0.113.0/24", starts_us=5, expires_us=NOW)
    found = desk.live.find("grey_ip", "203.0.113.99", 10)
    assert found == added.id
    with desk.database.reading() as session:
        hit = desk.service.explain(session, LI, found)
    assert (hit.list, hit.colour, hit.reason, hit.source, hit.since_us, hit.until_us) == (
        "grey_ip",
        Colour.GREY,
        "欺诈团伙",
        "公安通报",
        5,
        NOW,
    )


def test_start_and_expiry_are_judged_at_the_events_time(desk: Desk) -> None:
    desk.add("grey_ip", "198.51.100.1", starts_us=NOW + 10, expires_us=NOW + 20)
    found = [desk.listed("grey_ip", "198.51.100.1", NOW + at) for at in (9, 10, 19, 20)]
    assert found == [False, True, True, False]


def test_a_two_person_list_waits_for_another_person(desk: Desk) -> None:
    entry = desk.add("white_merchant", "m1")
    assert entry.status is EntryStatus.PENDING
    assert not desk.listed("white_merchant", "m1")
    with pytest.raises(SamePersonError):
        desk.do(desk.service.confirm, LI, entry.id)
    assert desk.do(desk.service.confirm, WANG, entry.id).confirmer == "usr_wang"
    assert desk.listed("white_merchant", "m1")
    desk.do(desk.service.remove, WANG, entry.id)
    assert desk.listed("white_merchant", "m1")
    with pytest.raises(SamePersonError):
        desk.do(desk.service.confirm, WANG, entry.id)
    desk.do(desk.service.confirm, LI, entry.id)
    assert not desk.listed("white_merchant", "m1")


def test_a_change_can_be_refused_or_withdrawn(desk: Desk) -> None:
    entry = desk.add("white_merchant", "m1")
    assert desk.do(desk.service.refuse, LI, entry.id).status is EntryStatus.REFUSED
    again = desk.add("white_merchant", "m1")
    desk.do(desk.service.confirm, WANG, again.id)
    desk.do(desk.service.remove, LI, again.id)
    assert desk.do(desk.service.refuse, WANG, again.id).status is EntryStatus.ACTIVE
    assert desk.listed("white_merchant", "m1")
    with pytest.raises(EntryStateError):
        desk.do(desk.service.confirm, WANG, again.id)


def test_an_ordinary_removal_takes_effect_at_once(desk: Desk) -> None:
    entry = desk.add("grey_ip", "198.51.100.1")
    desk.do(desk.service.remove, LI, entry.id)
    assert not desk.listed("grey_ip", "198.51.100.1")
    with pytest.raises(EntryStateError):
        desk.do(desk.service.remove, LI, entry.id)


def test_a_value_is_on_a_list_once(desk: Desk) -> None:
    entry = desk.add("black_phone", PHONE)
    with pytest.raises(AlreadyListedError):
        desk.add("black_phone", f"86{PHONE}")
    desk.do(desk.service.remove, LI, entry.id)
    desk.add("black_phone", PHONE)


def test_a_rolled_back_change_leaves_memory_alone(desk: Desk) -> None:
    with suppress(UnknownListError), desk.database.transaction() as session:
        desk.service.add(session, LI, NewEntry("grey_ip", "198.51.100.9", "r"), NOW)
        desk.service.add(session, LI, NewEntry("nope", "x", "r"), NOW)
    assert not desk.listed("grey_ip", "198.51.100.9")


def test_memory_is_rebuilt_from_the_database(desk: Desk) -> None:
    desk.add("grey_ip", "198.51.100.1")
    gone = desk.add("grey_ip", "198.51.100.2")
    desk.do(desk.service.remove, LI, gone.id)
    desk.add("white_merchant", "m1")
    fresh = LiveLists(desk.database, LISTS)
    fresh.reload()
    look = fresh.at(NOW)
    assert look("grey_ip", "198.51.100.1")
    assert look("grey_ip", "198.51.100.2") is None
    assert look("white_merchant", "m1") is None


@pytest.mark.parametrize(
    ("new", "field"),
    [
        (NewEntry("grey_ip", "not an address", "r"), "value"),
        (NewEntry("grey_ip", "300.1.1.1", "r"), "value"),
        (NewEntry("black_phone", " ", "r"), "value"),
        (NewEntry("black_phone", "1" * 300, "r"), "value"),
        (NewEntry("black_phone", PHONE, " "), "reason"),
        (NewEntry("black_phone", PHONE, "a\x00b"), "reason"),
        (NewEntry("white_merchant", "a\x00b", "r"), "value"),
        (NewEntry("black_phone", PHONE, "r", "s" * 300), "source"),
        (NewEntry("black_phone", PHONE, "r", "s", 10, 10), "expires_at"),
    ],
)
def test_a_malformed_entry_names_its_field_and_never_quotes_the_value(
    desk: Desk, new: NewEntry, field: str
) -> None:
    with pytest.raises((InvalidEntryError, WordingError)) as refused:
        desk.do(desk.service.add, LI, new)
    assert refused.value.extra == {"field": field}
    assert PHONE not in str(refused.value)


SHEET = (
    "value,reason,source,starts_at,expires_at\n"
    f"{PHONE},诈骗,公安,,\n"
    f"+86{PHONE},诈骗,公安,,\n"
    "13900000001,,公安,,\n"
    "13900000002,诈骗,公安,someday,\n"
    "13900000003,诈骗,公安,2026-01-01T00:00:00+08:00,2027-01-01T00:00:00+08:00\n"
    "13900000009,诈骗,公安,,\n"
)


def test_import_adds_good_lines_and_names_the_refused_ones(desk: Desk) -> None:
    desk.add("black_phone", "13900000009")
    with desk.database.transaction() as session:
        report = desk.exchange.import_csv(session, LI, ("black_phone", SHEET), NOW)
    assert report.accepted == 2
    assert [(r.number, r.text.en.split()[0]) for r in report.refused] == [
        (3, "It"),
        (4, "Give"),
        (5, "Write"),
        (7, "It"),
    ]
    assert desk.listed("black_phone", desk.keyring.token("phone", PHONE))
    with desk.database.reading() as session:
        (row,) = entries(session, Filters(action="list.import")).rows
    assert PHONE not in (row.after or "")


def test_export_is_masked_unless_the_class_may_be_seen(desk: Desk) -> None:
    desk.add("black_phone", PHONE)
    with desk.database.transaction() as session:
        masked = "".join(desk.exchange.export_csv(session, LI, BLACK))
    assert PHONE not in masked
    with pytest.raises(ClearValueError), desk.database.transaction() as session:
        desk.exchange.export_csv(session, LI, BLACK, clear=True)
    with desk.database.transaction() as session:
        clear = "".join(desk.exchange.export_csv(session, ZHAO, BLACK, clear=True))
    assert PHONE in clear
    with desk.database.reading() as session:
        assert len(entries(session, Filters(action="list.export")).rows) == 1


def test_what_was_exported_imports_again(desk: Desk) -> None:
    desk.add("grey_ip", "203.0.113.0/24", starts_us=5)
    with desk.database.transaction() as session:
        text = "".join(desk.exchange.export_csv(session, LI, GREY, clear=True))
        (entry,) = desk.page(session, "grey_ip")
    desk.do(desk.service.remove, LI, entry.id)
    with desk.database.transaction() as session:
        assert desk.exchange.import_csv(session, LI, ("grey_ip", text), NOW).accepted == 1
    assert desk.listed("grey_ip", "203.0.113.1", 5)


def test_rotation_re_encrypts_sealed_values(desk: Desk) -> None:
    made = [desk.add("black_phone", f"1390000000{n}") for n in range(5)]
    desk.keyring.rotate()
    assert reseal_entries(desk.database, desk.keyring) == 5
    assert reseal_entries(desk.database, desk.keyring) == 0
    with desk.database.transaction() as session:
        found = desk.page(session, "black_phone")
        assert {desk.keyring.key_id(e.sealed) for e in found} == {desk.keyring.active}
        assert desk.service.reveal(session, ZHAO, made[4].id, NOW) == "13900000004"


def test_every_change_is_journalled(desk: Desk) -> None:
    entry = desk.add("white_merchant", "m1")
    desk.do(desk.service.confirm, WANG, entry.id)
    desk.do(desk.service.remove, LI, entry.id)
    desk.do(desk.service.refuse, WANG, entry.id)
    with desk.database.reading() as session:
        rows = entries(session, Filters(subject_kind="list_entry")).rows
    assert [row.action for row in reversed(rows)] == [
        "list.add",
        "list.confirm",
        "list.remove",
        "list.refuse",
    ]
    assert verify(desk.database).intact


@pytest.mark.parametrize(
    ("permission", "action"),
    [
        ("write", lambda s, x, p, e: s.add(x, p, NewEntry("grey_ip", "1.1.1.1", "r"), NOW)),
        ("write", lambda s, x, p, e: s.remove(x, p, e, NOW)),
        ("approve", lambda s, x, p, e: s.confirm(x, p, e, NOW)),
        ("approve", lambda s, x, p, e: s.refuse(x, p, e, NOW)),
        ("read", lambda s, x, p, e: s.explain(x, p, e)),
        ("read", lambda s, x, p, e: s.reveal(x, p, e, NOW)),
        ("write", lambda s, x, p, e: ListExchange(s).import_csv(x, p, ("grey_ip", ""), NOW)),
        ("read", lambda s, x, p, e: ListExchange(s).export_csv(x, p, GREY)),
    ],
)
def test_each_use_case_needs_its_permission(
    desk: Desk, permission: str, action: Callable[..., object]
) -> None:
    entry = desk.add("white_merchant", "m1")
    without = person("usr_x", *({"read", "write", "approve"} - {permission}))
    with pytest.raises(PermissionMissingError), desk.database.transaction() as session:
        action(desk.service, session, without, entry.id)


def test_what_is_not_there_is_named(desk: Desk) -> None:
    with pytest.raises(UnknownListError):
        desk.add("nope", "x")
    with pytest.raises(UnknownListError):
        desk.listed("nope", "x")
    with pytest.raises(UnknownEntryError):
        desk.do(desk.service.remove, LI, "le_none")
