"""What is tried again, how long it waits, and what is never sent twice."""

from __future__ import annotations

import socket

import pytest
from tests.client.service import Service
from tests.client.test_client import DECISION

from ballast.client import ApiUnavailableError, Client, UnreachableError
from ballast.client.transport import FIRST_PAUSE, LONGEST_PAUSE, TRIES

AWAY = {"title": "暂时不可用", "detail": "正在恢复。", "code": "unavailable"}
AT = "2026-11-22T10:15:30+08:00"


def test_an_unavailable_service_is_tried_again(service: Service) -> None:
    service.then(503, AWAY).then(503, AWAY).then(200, DECISION)
    slept: list[float] = []
    with service.client(slept) as client:
        assert client.decide("payment", "P1", AT, {}).outcome == "review"
    assert len({asked.body for asked in service.asked}) == 1
    assert len(slept) == 2
    assert 0.75 * FIRST_PAUSE <= slept[0] <= 1.25 * FIRST_PAUSE
    assert 1.5 * FIRST_PAUSE <= slept[1] <= 2.5 * FIRST_PAUSE


def test_the_service_may_ask_for_a_longer_pause(service: Service) -> None:
    service.then(503, AWAY).then(200, DECISION)
    service.headers["retry-after"] = "2"
    slept: list[float] = []
    with service.client(slept) as client:
        client.decide("payment", "P1", AT, {})
    assert 1.5 <= slept[0] <= 2.5


def test_it_gives_up_in_the_end(service: Service) -> None:
    service.then(503, AWAY)
    slept: list[float] = []
    with service.client(slept) as client, pytest.raises(ApiUnavailableError, match="正在恢复"):
        client.decide("payment", "P1", AT, {})
    assert len(service.asked) == TRIES
    assert len(slept) == TRIES - 1
    assert max(slept) <= 1.25 * LONGEST_PAUSE


def test_a_dropped_connection_is_no_harm_to_a_decision(service: Service) -> None:
    service.then(200, DECISION)
    service.drops = 2
    with service.client() as client:
        assert client.decide("payment", "P1", AT, {}).decision_id == "dec_1"
    assert len(service.asked) == 3


def test_what_may_have_arrived_is_not_sent_twice_if_that_could_harm(service: Service) -> None:
    service.then(201, {})
    service.drops = 1
    with service.client() as client, pytest.raises(UnreachableError):
        client.lists.add("grey", "45", "reason")
    assert len(service.asked) == 1


def test_a_service_that_is_not_there_is_named() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{unused.getsockname()[1]}"
    slept: list[float] = []
    client = Client(url, "k", sleep=slept.append, proxies=False)
    with client, pytest.raises(UnreachableError) as caught:
        client.policies.submit("lending", 1)
    assert url in caught.value.detail.zh
    assert url in caught.value.detail.en
    assert len(slept) == TRIES - 1
