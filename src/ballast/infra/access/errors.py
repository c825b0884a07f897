"""身份与权限的错误。 What can go wrong with identity and permission.

Sentences about signing in are the same whether or not the user exists, is disabled or is locked.
"""

from __future__ import annotations

from ballast.kit.errors import (
    ConflictError,
    ForbiddenError,
    InvalidError,
    NotFoundError,
    UnauthenticatedError,
)
from ballast.kit.text import Text


class CredentialError(UnauthenticatedError):
    """令牌或密钥不可用。 The token or key cannot be used; why is not said."""

    code = "credential"

    def __init__(self) -> None:
        super().__init__(
            Text(
                "令牌或密钥无效、已过期、已撤销，或不能从此地址使用。请重新登录或向管理员索取新密钥。",
                "The token or key is invalid, expired, revoked or not allowed from this address. "
                "Sign in again, or ask an administrator for a new key.",
            )
        )


class SignInError(UnauthenticatedError):
    """登录不成功。 The sign-in failed; why is not said."""

    code = "sign_in"

    def __init__(self) -> None:
        super().__init__(
            Text(
                "名称或密码不对，或账户暂时不能登录。请核对；多次失败后请稍候再试。",
                "The name or password is wrong, or the account cannot sign in at present. "
                "Check both; after several failures, wait before trying again.",
            )
        )


class CsrfError(ForbiddenError):
    """没有带防伪令牌，或不对。 The anti-forgery token is missing or wrong."""

    code = "csrf"

    def __init__(self) -> None:
        super().__init__(
            Text(
                "请求没有带本次登录的防伪令牌。请刷新页面；程序把 /me 的 csrf 放进 X-CSRF-Token。",
                "The request lacks the anti-forgery token of this sign-in. Reload the page; "
                "programs send the csrf of /me as X-CSRF-Token.",
            )
        )


class CrossSiteError(ForbiddenError):
    """请求来自别的站点。 The request comes from another site."""

    code = "cross_site"

    def __init__(self) -> None:
        super().__init__(
            Text(
                "请求来自别的站点，已拒绝。请直接打开控制台操作；代理须原样转发 Host。",
                "The request comes from another site and was refused. Open the console itself; a "
                "proxy must forward Host as it is.",
            )
        )


class WrongPasswordError(ForbiddenError):
    """再确认时密码不对。 The password is wrong where it is asked for once more."""

    code = "wrong_password"

    def __init__(self) -> None:
        super().__init__(Text("现在的密码不对。", "The present password is wrong."))


class UnknownSessionError(NotFoundError):
    """没有这次登录，或不是自己的。 There is no such sign-in, or it is somebody else's."""

    code = "unknown_session"

    def __init__(self) -> None:
        super().__init__(
            Text("没有这次登录，或已结束。", "There is no such sign-in, or it has ended.")
        )


class NotAPersonError(ForbiddenError):
    """只有登录的人才有。 Only people who signed in have this."""

    code = "not_a_person"

    def __init__(self) -> None:
        super().__init__(
            Text("只有登录的人才能这样做，密钥不能。", "Only a person can do this, not a key.")
        )


class PermissionMissingError(ForbiddenError):
    """缺少权限。 The principal lacks a permission."""

    code = "permission_missing"

    def __init__(self, permission: str) -> None:
        super().__init__(
            Text(
                f"需要权限 {permission}。请向管理员申请有此权限的角色。",
                f"This needs the permission {permission}. Ask an administrator for a role with it.",
            ),
            {"permission": permission},
        )


class SceneForbiddenError(ForbiddenError):
    """不在可用的场景之内。 The principal may not act in this scene."""

    code = "scene_forbidden"

    def __init__(self, permission: str, scene: str) -> None:
        super().__init__(
            Text(
                f"权限 {permission} 不包括场景 {scene}。请换用包括它的密钥。",
                f"The permission {permission} does not cover the scene {scene}. "
                "Use a key that covers it.",
            ),
            {"permission": permission, "scene": scene},
        )


class PasswordError(InvalidError):
    """密码不合要求。 The password does not meet the rule."""

    code = "password"


class NameTakenError(ConflictError):
    """名称已被使用。 The name is in use (said only to those who manage users)."""

    code = "name_taken"

    def __init__(self) -> None:
        super().__init__(Text("这个名称已被使用。", "This name is in use."))


class UserNameError(InvalidError):
    """登录名不合要求。 The user name does not meet the rule."""

    code = "user_name"

    def __init__(self) -> None:
        super().__init__(
            Text(
                "登录名须为 2 到 64 个小写字母、数字或 . _ - @，以字母或数字开头。",
                "A user name is 2 to 64 lower-case letters, digits or . _ - @, "
                "beginning with a letter or digit.",
            )
        )


class UnknownUserError(NotFoundError):
    """没有这个用户。 There is no such user (said only to those who manage users)."""

    code = "unknown_user"

    def __init__(self) -> None:
        super().__init__(Text("没有这个用户。", "There is no such user."))


class UnknownRoleError(InvalidError):
    """没有这个角色。 There is no such role."""

    code = "unknown_role"

    def __init__(self, role: str, known: list[str]) -> None:
        super().__init__(
            Text(
                f"没有角色 {role}。可用：{'、'.join(known)}。",
                f"There is no role {role}. Known: {', '.join(known)}.",
            ),
            {"role": role, "known": known},
        )


class RoleConflictError(ConflictError):
    """两个角色不能由一人担任。 Two roles that one person may not hold together."""

    code = "role_conflict"

    def __init__(self, role: str, other: str) -> None:
        super().__init__(
            Text(
                f"角色 {role} 与 {other} 须由不同的人担任。请先撤销 {other}。",
                f"The roles {role} and {other} must be held by different people. "
                f"Revoke {other} first.",
            ),
            {"role": role, "other": other},
        )


class OwnAccessError(ForbiddenError):
    """不能改自己的权限。 Nobody changes their own access."""

    code = "own_access"

    def __init__(self) -> None:
        super().__init__(
            Text(
                "不能改自己的权限或停用自己，请另一位管理员办理。",
                "You cannot change your own access. Ask another administrator.",
            )
        )


class LastAdministratorError(ConflictError):
    """最后一位管理员。 The last administrator."""

    code = "last_administrator"

    def __init__(self) -> None:
        super().__init__(
            Text(
                "这是最后一位可用的管理员。请先指定另一位。",
                "This is the last active administrator. Appoint another one first.",
            )
        )


class AlreadyBootstrappedError(ConflictError):
    """已经有管理员。 There is an administrator already."""

    code = "already_bootstrapped"

    def __init__(self) -> None:
        super().__init__(
            Text(
                "已经有可用的管理员，请由他添加用户。",
                "There is an active administrator already, who can add users.",
            )
        )


class KeyScopeError(InvalidError):
    """密钥的范围有误。 The scope of a key is wrong; the sentence names what."""

    code = "key_scope"


class UnknownKeyError(NotFoundError):
    """没有这个密钥。 There is no such key."""

    code = "unknown_key"

    def __init__(self) -> None:
        super().__init__(Text("没有这个密钥。", "There is no such key."))


class ExternalUserError(ConflictError):
    """由提供方确认身份的人没有本地密码。 Whoever a provider vouches for has no local password."""

    code = "external_user"

    def __init__(self) -> None:
        super().__init__(
            Text(
                "此人由身份提供方登录，没有本地密码；请在提供方重设。",
                "This person signs in through the identity provider and has no local password. "
                "Reset it there.",
            )
        )
