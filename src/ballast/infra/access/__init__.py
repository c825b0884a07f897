"""身份与权限：谁、能做什么。 Access: who acts, and what they may do."""

from ballast.infra.access.authenticator import Authenticator
from ballast.infra.access.composition import Access, open_access
from ballast.infra.access.grants import Grant
from ballast.infra.access.model import (
    EVERYWHERE,
    ApiKey,
    IssuedKey,
    NewKey,
    NewUser,
    Principal,
    PrincipalKind,
    SignedIn,
    User,
)
from ballast.infra.access.roles import Permission, Reach, Role, Roles

__all__ = [
    "EVERYWHERE",
    "Access",
    "ApiKey",
    "Authenticator",
    "Grant",
    "IssuedKey",
    "NewKey",
    "NewUser",
    "Permission",
    "Principal",
    "PrincipalKind",
    "Reach",
    "Role",
    "Roles",
    "SignedIn",
    "User",
    "open_access",
]
