"""身份提供方：发现文档、公钥、换令牌、核对身份令牌。

The provider: its discovery document and keys, exchanging the code, checking the identity token.
Authlib builds the requests and checks the claims, joserfc the signature.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import quote_plus

import httpx
from authlib.oauth2.base import OAuth2Error
from authlib.oauth2.client import OAuth2Client
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from ballast.infra.access.oidc.config import OidcConfig
from ballast.infra.access.oidc.errors import OidcRefusedError, OidcUnavailableError

_DISCOVERY = "/.well-known/openid-configuration"
# Only signatures of a key pair: with a shared secret, or none, anybody could sign.
_ALGORITHMS = ["RS256", "PS256", "ES256"]
_SCOPE = "openid profile email"
_LEEWAY_SECONDS = 60


class Provider:
    """一个提供方；它公布的在用到时读取。 One provider; what it publishes is read when needed."""

    def __init__(self, config: OidcConfig, timeout: float = 10.0) -> None:
        self.config = config
        self._timeout = timeout
        self._metadata: dict[str, Any] | None = None

    def authorization_url(self, state: str, nonce: str, verifier: str) -> str:
        """请用户去登录的地址（带 PKCE）。 Where to send the person, with PKCE.

        Raises:
            OidcUnavailableError: 提供方没有应答。 The provider does not answer.
        """
        endpoint = str(self._published()["authorization_endpoint"])
        with self._http() as http:
            url, _ = self._client(http).create_authorization_url(
                endpoint, state=state, code_verifier=verifier, nonce=nonce
            )
        return str(url)

    def claims(self, code: str, nonce: str, verifier: str, now_us: int) -> dict[str, Any]:
        """用授权码换来的、核对过的声明。 The checked claims that a code stands for.

        Raises:
            OidcRefusedError: 码或令牌不可用。 The code or the token is no good.
            OidcUnavailableError: 提供方没有应答。 The provider does not answer.
        """
        token = self._exchange(code, verifier).get("id_token")
        if not isinstance(token, str):
            raise OidcRefusedError
        try:
            decoded = jwt.decode(token, self._keys(), algorithms=_ALGORITHMS)
            params = {"nonce": nonce, "client_id": self.config.client_id}
            found = CodeIDToken(decoded.claims, decoded.header, _rules(self.config), params)
            found.validate(now=now_us // 1_000_000, leeway=_LEEWAY_SECONDS)
        except (JoseError, ValueError, OAuth2Error) as error:
            raise OidcRefusedError from error
        return dict(found)

    def _exchange(self, code: str, verifier: str) -> dict[str, Any]:
        endpoint = str(self._published()["token_endpoint"])
        names = (self.config.client_id, self.config.client_secret)
        auth = httpx.BasicAuth(*map(quote_plus, names))
        try:
            with self._http() as http:
                found = self._client(http).fetch_token(
                    endpoint, code=code, code_verifier=verifier, auth=auth
                )
        except OAuth2Error as error:
            raise OidcRefusedError from error
        except (httpx.HTTPError, ValueError) as error:
            raise OidcUnavailableError from error
        return dict(found)

    def _published(self) -> dict[str, Any]:
        if self._metadata is None:
            found = self._read(self.config.issuer + _DISCOVERY)
            if str(found.get("issuer", "")).rstrip("/") != self.config.issuer:
                raise OidcUnavailableError
            self._metadata = found
        return self._metadata

    def _keys(self) -> KeySet:
        # Read each time: providers change their keys, and sign-ins are few.
        return KeySet.import_key_set(self._read(str(self._published()["jwks_uri"])))

    def _read(self, url: str) -> Any:
        try:
            with self._http() as http:
                return http.get(url).raise_for_status().json()
        except (httpx.HTTPError, ValueError) as error:
            raise OidcUnavailableError from error

    def _http(self) -> httpx.Client:
        return httpx.Client(timeout=self._timeout)

    def _client(self, http: httpx.Client) -> Any:
        return OAuth2Client(
            http,
            self.config.client_id,
            self.config.client_secret,
            scope=_SCOPE,
            redirect_uri=self.config.redirect_uri,
            code_challenge_method="S256",
        )


def _rules(config: OidcConfig) -> dict[str, Any]:
    return {
        "iss": {"essential": True, "value": config.issuer},
        "aud": {"essential": True, "value": config.client_id},
        "sub": {"essential": True},
        "exp": {"essential": True},
        "nonce": {"essential": True},
    }
