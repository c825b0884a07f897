"""设立时的错误。 What can go wrong in setting up."""

from __future__ import annotations

from ballast.kit.errors import ConflictError, ForbiddenError
from ballast.kit.text import Text


class SetupTokenError(ForbiddenError):
    """设立令牌不对。 The set-up token is wrong."""

    code = "setup_token"

    def __init__(self) -> None:
        super().__init__(
            Text(
                "设立令牌不对。它在服务启动时显示，也在数据目录的 setup-token 文件里。",
                "The set-up token is wrong. The service shows it when it starts, and it is in the "
                "file setup-token of the data directory.",
            )
        )


class SetupClosedError(ConflictError):
    """已有管理员。 There is an administrator already."""

    code = "setup_closed"

    def __init__(self) -> None:
        super().__init__(
            Text(
                "已经有管理员，不能再设立。请登录，或请管理员添加用户。",
                "There is an administrator already. Sign in, or ask one to add you.",
            )
        )
