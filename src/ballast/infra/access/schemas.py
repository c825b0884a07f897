"""登录接口的出入格式。 What goes in and out of the API of sign-in."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct


class SignInBody(Struct, frozen=True):
    """登录。 Signing in."""

    name: Annotated[str, Meta(min_length=1, max_length=128, examples=["analyst"])]
    password: Annotated[str, Meta(min_length=1, max_length=1024)]

    def __repr__(self) -> str:
        return "SignInBody(…)"


class SignedInOut(Struct, frozen=True):
    """登录令牌，只给这一次。 The token of a sign-in, shown this once."""

    token: str
    expires_at: str

    def __repr__(self) -> str:
        return "SignedInOut(…)"


class Me(Struct, frozen=True):
    """我是谁，能做什么。 Who I am and what I may do."""

    kind: str
    id: str
    name: str
    permissions: list[str]
    scenes: list[str] | None
