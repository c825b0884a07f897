from __future__ import annotations

import pytest

from ballast.infra.access.sessions.agents import family_of

MOZILLA = "Mozilla/5.0 "


@pytest.mark.parametrize(
    ("described", "family"),
    [
        (MOZILLA + "(Windows NT 10.0) Chrome/138.0 Safari/537.36", "Chrome · Windows"),
        (MOZILLA + "(Windows NT 10.0) Chrome/138.0 Safari/537.36 Edg/138.0", "Edge · Windows"),
        (MOZILLA + "(Macintosh; Intel Mac OS X 10_15) Version/18 Safari/605.1", "Safari · macOS"),
        (MOZILLA + "(iPhone; CPU iPhone OS 18_0 like Mac OS X) Safari/604.1", "Safari · iOS"),
        (MOZILLA + "(X11; Linux x86_64; rv:140.0) Firefox/140.0", "Firefox · Linux"),
        (MOZILLA + "(Linux; Android 15) Chrome/138.0 Safari/537.36", "Chrome · Android"),
        ("curl/8.9", "curl"),
        ("something else entirely", ""),
        ("", ""),
    ],
)
def test_only_the_family_is_kept(described: str, family: str) -> None:
    assert family_of(described) == family
