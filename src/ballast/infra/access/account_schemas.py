"""个人账户接口的出入格式。 What goes in and out of the API of one's own account."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct

_Code = Annotated[str, Meta(min_length=1, max_length=64, examples=["123456"])]
_Password = Annotated[str, Meta(min_length=1, max_length=1024)]


class OwnSessionOut(Struct, frozen=True, kw_only=True):
    """自己的一次登录。 One of one's own sign-ins."""

    id: str
    current: bool
    carrier: str
    address: str
    agent: str
    created_at: str
    seen_at: str
    expires_at: str


class OwnSessionsOut(Struct, frozen=True):
    """自己的登录，新的在前。 One's own sign-ins, newest first."""

    items: list[OwnSessionOut]


class PasswordBody(Struct, frozen=True):
    """换密码。 Changing one's password."""

    old: _Password
    new: _Password

    def __repr__(self) -> str:
        return "PasswordBody(…)"


class ConfirmBody(Struct, frozen=True):
    """再输一次密码。 The password once more."""

    password: _Password

    def __repr__(self) -> str:
        return "ConfirmBody(…)"


class CodeBody(Struct, frozen=True):
    """验证器的码或恢复码。 A code of the authenticator, or a recovery code."""

    code: _Code

    def __repr__(self) -> str:
        return "CodeBody(…)"


class RenewedOut(Struct, frozen=True, omit_defaults=True):
    """本次登录换了令牌；浏览器的在 Cookie 里。 The new token; a browser's is in its cookie."""

    token: str | None = None

    def __repr__(self) -> str:
        return "RenewedOut(…)"


class SecondFactorOut(Struct, frozen=True):
    """自己的第二因素。 One's own second factor; `required` by the roles held."""

    enrolled: bool
    required: bool
    since: str | None
    recovery_codes_left: int


class ProposalOut(Struct, frozen=True):
    """待确认的验证器，只此一次可见。 An authenticator to confirm; shown this once.

    `picture` is a QR code: an SVG in a data: URI.
    """

    secret: str
    uri: str
    picture: str

    def __repr__(self) -> str:
        return "ProposalOut(…)"


class RecoveryCodesOut(Struct, frozen=True, omit_defaults=True):
    """恢复码，只此一次可见，每个用一次。 Recovery codes: shown this once, each works once."""

    recovery_codes: list[str]
    token: str | None = None

    def __repr__(self) -> str:
        return "RecoveryCodesOut(…)"
