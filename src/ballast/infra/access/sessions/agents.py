"""程序的家族：只记家族与系统，不记全文。 The family of a program: never its whole description."""

from __future__ import annotations

# Order matters: Edge says that it is Chrome, and Chrome that it is Safari.
_PROGRAMS = (
    ("Edg/", "Edge"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
    ("python-httpx", "ballast"),
    ("curl/", "curl"),
)
_SYSTEMS = (
    ("iPhone", "iOS"),
    ("iPad", "iPadOS"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
)


def family_of(user_agent: str) -> str:
    """由 User-Agent 得家族，如 `Chrome · Windows`。 The family that a User-Agent tells."""
    found = (_first(_PROGRAMS, user_agent), _first(_SYSTEMS, user_agent))
    return " · ".join(part for part in found if part)


def _first(known: tuple[tuple[str, str], ...], text: str) -> str:
    return next((name for mark, name in known if mark in text), "")
