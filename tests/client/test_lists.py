"""The calls of lists."""

from __future__ import annotations

from tests.client.service import Service

ENTRY = {"id": "le_1", "list": "grey", "value": "45", "reason": "r", "status": "pending"}


def test_entries_are_read_page_after_page(service: Service) -> None:
    service.then(200, {"items": [ENTRY], "next": "le_1"}).then(200, {"items": [], "next": None})
    with service.client() as client:
        assert [entry.value for entry in client.lists.entries("grey")] == ["45"]
    assert service.asked[1].path == "/api/v1/lists/grey/entries?cursor=le_1"


def test_an_entry_is_added_confirmed_and_removed(service: Service) -> None:
    service.then(201, ENTRY).then(200, {**ENTRY, "status": "active"})
    with service.client() as client:
        assert client.lists.add("grey", "45", "r", starts_at="2007-10-01T00:00:00Z").id == "le_1"
        assert client.lists.confirm("grey", "le_1").status == "active"
        client.lists.remove("grey", "le_1")
        client.lists.refuse("grey", "le_1")
    assert service.asked[0].json["starts_at"] == "2007-10-01T00:00:00Z"
    root = "/api/v1/lists/grey/entries"
    paths = [asked.path for asked in service.asked]
    assert paths == [root, *(f"{root}/le_1/{verb}" for verb in ("confirm", "remove", "refuse"))]


def test_csv_is_imported_as_it_is(service: Service) -> None:
    service.then(200, {"accepted": 1, "refused": [{"line": 3}]})
    with service.client() as client:
        found = client.lists.import_csv("grey", "value,reason\n45,零售\n")
    assert (found.accepted, len(found.refused)) == (1, 1)
    assert service.asked[0].body.decode() == "value,reason\n45,零售\n"
    assert service.asked[0].headers["content-type"].startswith("text/csv")


def test_lists_are_listed(service: Service) -> None:
    service.then(200, [{"code": "grey", "colour": "grey"}])
    with service.client() as client:
        assert client.lists.list()[0]["code"] == "grey"
