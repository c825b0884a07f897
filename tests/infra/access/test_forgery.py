from __future__ import annotations

from collections.abc import Mapping

import pytest

from ballast.infra.access import bearer
from ballast.infra.access.errors import CrossSiteError, CsrfError
from ballast.infra.access.forgery import check_site, check_token, csrf_of

TOKEN = bearer.new_session_token()


def test_the_token_is_of_one_session_and_does_not_tell_its_secret() -> None:
    assert csrf_of(TOKEN) == csrf_of(TOKEN)
    assert csrf_of(TOKEN) != csrf_of(bearer.new_session_token())
    assert TOKEN[4:] not in csrf_of(TOKEN)
    check_token(TOKEN, {"x-csrf-token": csrf_of(TOKEN)})


@pytest.mark.parametrize(
    "sent",
    ["", "x", csrf_of(TOKEN)[:-1], csrf_of(bearer.new_session_token())],
    ids=["none", "short", "cut", "of-another"],
)
def test_any_other_token_is_refused(sent: str) -> None:
    with pytest.raises(CsrfError):
        check_token(TOKEN, {"x-csrf-token": sent})
    with pytest.raises(CsrfError):
        check_token(TOKEN, {})


def test_tokens_are_compared_in_constant_time(monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[int] = []
    monkeypatch.setattr(bearer, "same", lambda *sides: compared.append(len(sides)) or True)
    check_token(TOKEN, {})
    assert compared == [2]


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"sec-fetch-site": "same-origin", "origin": "https://elsewhere.example"},
        {"sec-fetch-site": "none"},
        {"origin": "https://risk.example:8443", "host": "risk.example:8443"},
    ],
)
def test_programs_and_our_own_pages_pass(headers: Mapping[str, str]) -> None:
    check_site(headers)


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"sec-fetch-site": ""},
        {"origin": "https://elsewhere.example", "host": "risk.example"},
        {"origin": "https://risk.example:444", "host": "risk.example"},
        {"origin": "null", "host": "risk.example"},
        {"origin": "https://risk.example"},
    ],
)
def test_pages_of_other_sites_are_refused(headers: Mapping[str, str]) -> None:
    with pytest.raises(CrossSiteError):
        check_site(headers)
