"""登录接口的出入格式。 What goes in and out of the API of sign-in."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct

from ballast.infra.access.preferences import Preferences


class SignInBody(Struct, frozen=True):
    """登录；浏览器用 cookie，程序用 bearer。 Signing in: cookie for browsers, else bearer."""

    name: Annotated[str, Meta(min_length=1, max_length=128, examples=["analyst"])]
    password: Annotated[str, Meta(min_length=1, max_length=1024)]
    code: Annotated[str, Meta(max_length=64, examples=["123456"])] | None = None
    carrier: Literal["bearer", "cookie"] = "bearer"

    def __repr__(self) -> str:
        return "SignInBody(…)"


class SignedInOut(Struct, frozen=True, omit_defaults=True):
    """登录成功；令牌只给程序，只给这一次。 Signed in; programs see the token, this once."""

    expires_at: str
    token: str | None = None

    def __repr__(self) -> str:
        return "SignedInOut(…)"


class Me(Struct, frozen=True, kw_only=True):
    """我是谁，能做什么。 Who I am and what I may do.

    `csrf` goes into X-CSRF-Token of whatever changes something, when a cookie carries the sign-in.
    While `must` names something, everything else is withheld. What is held in some scenes only
    stands in `limits` with its scenes.
    """

    kind: str
    id: str
    name: str
    roles: list[str]
    role_titles: list[dict[str, str]]
    permissions: list[str]
    scenes: list[str] | None
    limits: dict[str, list[str]]
    must: list[str]
    csrf: str | None
    preferences: Preferences
