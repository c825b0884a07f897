"""权限限于范围，而所做的不能分。 A permission has limits where one without limits is needed."""

from __future__ import annotations

from ballast.kit.errors import ForbiddenError
from ballast.kit.text import Text


class ScopeTooNarrowError(ForbiddenError):
    """要有不限范围的权限。 The permission is needed without limits."""

    code = "scope_too_narrow"

    def __init__(self, permission: str) -> None:
        super().__init__(
            Text(
                f"这一项不属于任何场景，需要处处有效的权限 {permission}。"
                "请向管理员申请不限范围的授权。",
                f"This belongs to no scene and needs the permission {permission} everywhere. "
                "Ask an administrator for a grant that is not limited to a scope.",
            ),
            {"permission": permission},
        )
