"""令牌怎样带来：请求头，或浏览器的 Cookie。 How a token arrives: in a header, or in a cookie."""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field

from litestar.datastructures import Cookie

from ballast.infra.access.sessions import Carrier

_NAME = "ballast_session"
_DEVICE = "ballast_device"
_DEVICE_SECONDS = 400 * 86_400
_DEVICE_FORM = re.compile(r"[A-Za-z0-9_-]{43}")


@dataclass(frozen=True, slots=True)
class Credential:
    """请求带来的令牌。 The token of a request, and what carried it."""

    token: str = field(repr=False)
    carrier: Carrier = Carrier.BEARER


@dataclass(frozen=True, slots=True)
class Cookies:
    """会话 Cookie 的写法；`secure` 表示只走 https。

    How the session's cookie is written. Over https it bears the `__Host-` prefix: a browser then
    takes it only from this very host, never from a neighbour in its domain.
    """

    secure: bool = False

    @classmethod
    def of(cls, public_url: str | None) -> Cookies:
        """按服务的公开地址。 As the public address of the service asks for."""
        return cls((public_url or "").startswith("https://"))

    @property
    def name(self) -> str:
        """会话 Cookie 的名称。 The name of the session's cookie."""
        return self.named(_NAME)

    def named(self, name: str) -> str:
        """带上前缀的名称。 A name with the prefix it needs."""
        return f"__Host-{name}" if self.secure else name

    def signed_in(self, token: str, device: str) -> list[Cookie]:
        """登录成功时的 Cookie：令牌与设备。 After a sign-in: of the token, of the device."""
        return [self.session(token), self.cookie(_DEVICE, device, _DEVICE_SECONDS)]

    def device_of(self, sent: Mapping[str, str]) -> str:
        """请求带来的设备，没有则新的。 The device that a request names, or a new one."""
        device = sent.get(self.named(_DEVICE), "")
        return device if _DEVICE_FORM.fullmatch(device) else secrets.token_urlsafe(32)

    def session(self, token: str) -> Cookie:
        """带着令牌；随浏览器关闭而去。 Bears the token; it goes when the browser closes."""
        return self.cookie(_NAME, token)

    def gone(self) -> Cookie:
        """让浏览器丢掉它。 Makes the browser drop it."""
        return self.cookie(_NAME, "", 0)

    def cookie(self, name: str, value: str, seconds: int | None = None) -> Cookie:
        """脚本读不到、别的站点带不来的 Cookie。 One no script can read, no other site can send."""
        return Cookie(
            self.named(name),
            value=value,
            max_age=seconds,
            path="/",
            httponly=True,
            samesite="lax",
            secure=self.secure,
        )
