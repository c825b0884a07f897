"""单点登录的一来一回。 The way to the provider and back.

What has to survive the way (state, nonce, PKCE verifier, where to go) travels sealed in a cookie of
the browser that started: another browser cannot finish it, and nothing is stored.
"""

from __future__ import annotations

import base64
import binascii
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field

from ballast.infra.access import bearer
from ballast.infra.access.errors import SignInError
from ballast.infra.access.model import SignedIn
from ballast.infra.access.oidc.errors import OidcNoRoleError, OidcRefusedError
from ballast.infra.access.oidc.provider import Provider
from ballast.infra.access.oidc.provisioning import Provisioning
from ballast.infra.access.sessions import Visit
from ballast.infra.access.sign_in import SignIn
from ballast.infra.crypto import Keyring, SealBrokenError, UnknownKeyIdError
from ballast.infra.db import Database, on_commit

LASTS_SECONDS = 600
_AAD = b"oidc/journey"


@dataclass(frozen=True, slots=True)
class Departure:
    """去哪里登录，浏览器要记住什么。 Where to go, and what the browser keeps meanwhile."""

    url: str
    kept: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class _Journey:
    state: str
    nonce: str
    verifier: str
    to: str


class Oidc:
    """单点登录的用例。 Use cases of single sign-on."""

    def __init__(
        self,
        database: Database,
        provider: Provider,
        provisioning: Provisioning,
        sign_in: SignIn,
        keyring: Callable[[], Keyring],
    ) -> None:
        self._database = database
        self._provider = provider
        self._provisioning = provisioning
        self._sign_in = sign_in
        self._keyring = keyring

    def start(self, to: str, now_us: int) -> Departure:
        """出发。 Set out.

        Raises:
            OidcUnavailableError: 提供方没有应答。 The provider does not answer.
        """
        state, nonce, verifier = (secrets.token_urlsafe(48) for _ in range(3))
        url = self._provider.authorization_url(state, nonce, verifier)
        journey = {"state": state, "nonce": nonce, "verifier": verifier, "to": _inside(to)}
        ends_us = now_us + LASTS_SECONDS * 1_000_000
        sealed = self._keyring().seal({**journey, "ends_us": ends_us}, _AAD)
        return Departure(url, base64.urlsafe_b64encode(sealed).decode())

    def finish(
        self, kept: str, state: str, code: str, now_us: int, visit: Visit
    ) -> tuple[SignedIn, str]:
        """回来：登录，以及要去的页面。 Back: signed in, and the page to go to.

        Raises:
            OidcRefusedError: 不是从这里出发的，或令牌不可用。 Not of this journey, or no good.
            OidcNoRoleError: 没有对应的角色。 No role is mapped.
        """
        journey = self._opened(kept, now_us)
        if not bearer.same(journey.state, state):
            raise OidcRefusedError
        claims = self._provider.claims(code, journey.nonce, journey.verifier, now_us)
        with self._database.transaction() as session:
            user = self._provisioning.user(session, claims, now_us)
            on_commit(session, self._sign_in.changed)
            allowed = user.disabled_us is None and user.in_force(now_us)
            signed = self._sign_in.open_(session, user, visit, now_us) if allowed else None
        if signed is not None:
            return signed, journey.to
        raise SignInError if user.disabled_us is not None else OidcNoRoleError

    def _opened(self, kept: str, now_us: int) -> _Journey:
        try:
            found = self._keyring().open_(base64.urlsafe_b64decode(kept.encode()), _AAD)
        except (SealBrokenError, UnknownKeyIdError, binascii.Error, ValueError):
            raise OidcRefusedError from None
        if int(str(found["ends_us"])) <= now_us:
            raise OidcRefusedError
        return _Journey(*(str(found[key]) for key in ("state", "nonce", "verifier", "to")))


def _inside(to: str) -> str:
    # Only our own pages: `//elsewhere` and `/\\elsewhere` leave the site.
    inside = to.startswith("/") and not to.startswith(("//", "/\\")) and to.isprintable()
    return to if inside else "/"
