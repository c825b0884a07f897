"""登录太频繁。 Too many sign-ins."""

from __future__ import annotations

from http import HTTPStatus

from ballast.kit.errors import BallastError
from ballast.kit.text import Text


class TooManySignInsError(BallastError):
    """这个地址失败太多次。 Too many failures from this address; which names is not said."""

    status = HTTPStatus.TOO_MANY_REQUESTS
    code = "too_many_sign_ins"
    title = Text("登录太频繁", "Too many sign-ins")

    def __init__(self, seconds: int) -> None:
        super().__init__(
            Text(
                f"此地址登录失败太多次，请 {seconds} 秒后再试。",
                f"Too many sign-ins failed from this address. Try again in {seconds} seconds.",
            ),
            {"retry_after": seconds},
        )
