"""单点登录的错误。 What can go wrong with single sign-on."""

from __future__ import annotations

from ballast.kit.errors import ForbiddenError, NotFoundError, UnauthenticatedError, UnavailableError
from ballast.kit.text import Text


class OidcOffError(NotFoundError):
    """没有配置单点登录。 Single sign-on is not configured."""

    code = "oidc_off"

    def __init__(self) -> None:
        super().__init__(Text("没有配置单点登录。", "Single sign-on is not configured."))


class OidcUnavailableError(UnavailableError):
    """身份提供方没有应答，或答得不对。 The provider does not answer, or not as it should."""

    code = "oidc_unavailable"

    def __init__(self) -> None:
        super().__init__(
            Text(
                "身份提供方没有应答，请稍候再试，或用密码登录。",
                "The identity provider does not answer. Try again later, or use a password.",
            )
        )


class OidcRefusedError(UnauthenticatedError):
    """这次单点登录不算数。 This single sign-on does not count."""

    code = "oidc_refused"

    def __init__(self) -> None:
        super().__init__(
            Text(
                "单点登录没有完成，请从登录页重新开始。",
                "Single sign-on was not completed. Start again from the sign-in page.",
            )
        )


class OidcNoRoleError(ForbiddenError):
    """身份确认了，但没有对应的角色。 Known, but without a role here."""

    code = "oidc_no_role"

    def __init__(self) -> None:
        super().__init__(
            Text(
                "身份已确认，但在本系统没有角色。请向管理员申请。",
                "You are known, but hold no role in this system. Ask an administrator for one.",
            )
        )
