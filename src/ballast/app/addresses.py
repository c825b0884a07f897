"""地址里不该有的东西在进门时拒绝。 What no address may hold is refused at the door."""

from __future__ import annotations

from litestar.enums import ScopeType
from litestar.middleware import ASGIMiddleware
from litestar.types import ASGIApp, Receive, Scope, Send

from ballast.kit.errors import InvalidError
from ballast.kit.text import Text


class UnusableAddressError(InvalidError):
    """地址里有空字符。 The address holds a NUL character."""

    code = "address"
    title = Text("地址不可用", "Unusable address")

    def __init__(self) -> None:
        super().__init__(
            Text("路径与查询参数里不能有空字符（%00）", "Send no NUL (%00) in path or query")
        )


class AddressCheck(ASGIMiddleware):
    """拒绝空字符：数据库的文本容不下它。 Refuses NUL, which text in databases cannot hold."""

    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        """看一眼地址，再往里走。 Look at the address, then go on."""
        if scope["type"] == ScopeType.HTTP and _holds_nul(scope["path"], scope["query_string"]):
            raise UnusableAddressError
        await next_app(scope, receive, send)


def _holds_nul(path: str, query: bytes) -> bool:
    # Some servers decode the query before they hand it over.
    return "\0" in path or b"%00" in query or b"\0" in query
