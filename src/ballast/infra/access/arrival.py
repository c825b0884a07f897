"""请求从哪里来。 Where a request comes from."""

from __future__ import annotations

from typing import Any

from litestar import Request

from ballast.infra.access.carriage import Cookies
from ballast.infra.access.sessions import Carrier, Visit
from ballast.infra.access.sessions.agents import family_of


def visit_of(request: Request[Any, Any, Any], cookies: Cookies, carrier: Carrier) -> Visit:
    """请求的来处。 Where a request comes from."""
    address = "" if request.client is None else request.client.host
    agent = family_of(request.headers.get("user-agent", ""))
    cookie = carrier is Carrier.COOKIE
    device = cookies.device_of(request.cookies) if cookie else ""
    return Visit(carrier, address, agent, device)
