"""密钥接口的出入格式。 What goes in and out of the API of keys."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct

from ballast.infra.access.administration.schemas import Code, Moment


class CreatorView(Struct, frozen=True, kw_only=True):
    """发放的人；`left` 为已停用。 Who issued it; `left` if that person is disabled."""

    id: str
    name: str | None
    left: bool


class KeyView(Struct, frozen=True, kw_only=True):
    """一个密钥，不含令牌。 A key, without its token.

    No `scenes`: every scene; empty `networks`: any address. `expires_soon`: within 14 days.
    """

    id: str
    name: str
    state: Literal["live", "expired", "revoked"]
    permissions: list[str]
    scenes: list[str] | None
    networks: list[str]
    created_by: CreatorView
    created_at: str
    expires_at: str | None
    expires_soon: bool
    revoked_at: str | None
    last_used_at: str | None


class NewKeyBody(Struct, frozen=True, kw_only=True):
    """要发放的密钥。 A key to issue."""

    name: Annotated[str, Meta(min_length=1, max_length=128)]
    permissions: Annotated[list[Code], Meta(max_length=100)]
    scenes: Annotated[list[Code], Meta(max_length=200)] | None = None
    networks: Annotated[list[Annotated[str, Meta(max_length=64)]], Meta(max_length=100)] = []
    expires_at: Moment | None = None


class IssuedKeyView(Struct, frozen=True):
    """发放的密钥；令牌只见这一次。 The key issued; its token is shown this once."""

    key: KeyView
    token: str

    def __repr__(self) -> str:
        return f"IssuedKeyView({self.key.id})"
