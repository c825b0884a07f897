"""设立与登录方式的接口。 The API of setting up, and of how one may sign in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

from litestar import Router, get, post
from litestar.di import NamedDependency
from litestar.params import JSONBody
from msgspec import Meta, Struct

from ballast.infra.access.composition import Access
from ballast.infra.access.marks import PUBLIC


class SetupOut(Struct, frozen=True):
    """是否待设立，能否用单点登录。 Whether set-up is open, and whether OIDC may be used."""

    open: bool
    oidc: bool


class SetupBody(Struct, frozen=True):
    """设立第一位管理员。 Setting up the first administrator."""

    token: Annotated[str, Meta(min_length=1, max_length=128)]
    name: Annotated[str, Meta(min_length=1, max_length=128, examples=["admin"])]
    password: Annotated[str, Meta(min_length=1, max_length=1024)]

    def __repr__(self) -> str:
        return "SetupBody(…)"


class SetUpOut(Struct, frozen=True):
    """设立好的管理员。 The administrator that was set up."""

    id: str
    name: str


@get(
    "/setup",
    sync_to_thread=True,
    opt={PUBLIC: True},
    security=[],
    summary="是否待设立 / Whether set-up is open",
    operation_id="readSetup",
)
def read_setup(access: NamedDependency[Access]) -> SetupOut:
    """还没有管理员则待设立。 Set-up is open until there is an administrator."""
    return SetupOut(access.setup.is_open(), access.oidc is not None)


@post(
    "/setup",
    sync_to_thread=True,
    opt={PUBLIC: True},
    security=[],
    summary="设立管理员 / Set up the administrator",
    operation_id="setUp",
)
def set_up(
    data: JSONBody[SetupBody],
    access: NamedDependency[Access],
    now_us: NamedDependency[Callable[[], int]],
) -> SetUpOut:
    """凭启动时显示的令牌设立第一位管理员，只此一次。

    Create the first administrator, with the token shown at the start; once.
    """
    user = access.setup.create(data.token, data.name, data.password, now_us())
    return SetUpOut(user.id, user.name)


router = Router("/", route_handlers=[read_setup, set_up])
