"""The calls of policies."""

from __future__ import annotations

from tests.client.service import Service

from ballast.client import Review

VERSION = {"policy": "lending", "number": 2, "status": "draft", "sha256": "ab", "author": "usr_1"}
DOCUMENT = {"title": {"zh": "贷款", "en": "Loans"}, "scene": "loan", "nodes": [], "edges": []}


def test_a_document_brings_its_title_and_scene(service: Service) -> None:
    service.then(201, {"version": VERSION, "problems": []})
    with service.client() as client:
        found = client.policies.import_("lending", DOCUMENT)
    assert found.number == 2
    assert service.asked[0].path == "/api/v1/policies/lending/versions"
    assert service.asked[0].json == {
        "document": DOCUMENT,
        "title": DOCUMENT["title"],
        "scene": "loan",
    }


def test_the_round_of_a_version(service: Service) -> None:
    service.then(200, {**VERSION, "status": "submitted"})
    service.then(200, {"version": VERSION, "changes": [{"path": "x"}], "token": "t"})
    service.then(200, {**VERSION, "status": "live"})
    service.then(200, {**VERSION, "status": "returned"})
    service.then(200, {**VERSION, "number": 1, "status": "live"})
    with service.client() as client:
        assert client.policies.submit("lending", 2).status == "submitted"
        review = client.policies.review("lending", 2)
        assert client.policies.approve("lending", 2, review, "好").status == "live"
        assert client.policies.return_("lending", 2, "不行").status == "returned"
        assert client.policies.rollback("lending", "退").number == 1
    root = "/api/v1/policies/lending"
    assert [asked.path for asked in service.asked] == [
        f"{root}/versions/2/submit",
        f"{root}/versions/2/review",
        f"{root}/versions/2/approve",
        f"{root}/versions/2/return",
        f"{root}/rollback",
    ]
    assert isinstance(review, Review)
    assert service.asked[2].json == {"review": "t", "comment": "好"}
    assert service.asked[3].json == {"comment": "不行"}


def test_looking(service: Service) -> None:
    policy = {"code": "lending", "title": {"zh": "贷款", "en": "Loans"}, "live": 2}
    service.then(200, [policy])
    service.then(200, {"policy": policy, "versions": [VERSION]})
    service.then(200, {"version": VERSION, "document": DOCUMENT})
    service.then(200, [{"path": "rules.R1.when"}])
    service.then(200, {"outcome": "pass", "trace": []})
    service.then(200, {"changed": 3})
    event = {"scene": "loan", "occurred_at": "2026-11-22T00:00:00Z", "data": {}}
    with service.client() as client:
        assert client.policies.list()[0].live == 2
        assert client.policies.show("lending").versions[0].status == "draft"
        assert client.policies.version("lending", 2).document == DOCUMENT
        assert client.policies.difference("lending", 2, 1)[0]["path"] == "rules.R1.when"
        assert client.policies.simulate("lending", 2, event)["outcome"] == "pass"
        assert client.policies.effect("lending", 2, last=50)["changed"] == 3
    assert service.asked[3].path.endswith("/versions/2/difference?against=1")
    assert service.asked[4].json == event
    assert service.asked[5].path.endswith("/versions/2/effect?last=50")
