"""防跨站伪造：令牌与会话绑定，并看请求从哪个站点来。

Against forged requests: a token bound to the session, and a look at where a request comes from.
The token is a keyed hash of the session's own secret, so nothing is stored and each session has
another. `Sec-Fetch-Site` is the browser's word; `Origin` stands in where a browser is silent.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Mapping
from urllib.parse import urlsplit

from ballast.infra.access import bearer
from ballast.infra.access.errors import CrossSiteError, CsrfError

SAFE = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
"""不改任何东西的方法。 Methods that change nothing."""

HEADER = "x-csrf-token"
"""带令牌的请求头。 The header that bears the token."""

_PURPOSE = b"ballast csrf v1"


def csrf_of(token: str) -> str:
    """会话的防伪令牌。 The anti-forgery token of a session."""
    digest = hmac.new(token.encode(), _PURPOSE, hashlib.sha256).digest()
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")


def check_token(token: str, headers: Mapping[str, str]) -> None:
    """核对防伪令牌。 Check the anti-forgery token.

    Raises:
        CsrfError: 没有带，或不是这个会话的。 Missing, or not this session's.
    """
    if not bearer.same(csrf_of(token), headers.get(HEADER, "")):
        raise CsrfError


def check_site(headers: Mapping[str, str]) -> None:
    """请求须从本站来，或不是浏览器发的。 The request comes from this site or from no browser.

    Raises:
        CrossSiteError: 从别的站点来。 It comes from another site.
    """
    site = headers.get("sec-fetch-site")
    if site is not None:
        if site not in {"same-origin", "none"}:
            raise CrossSiteError
        return
    origin = headers.get("origin")
    if origin is not None and urlsplit(origin).netloc != headers.get("host", ""):
        raise CrossSiteError
