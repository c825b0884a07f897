"""管理接口密钥。 Managing API keys.

A key holds a chosen subset of permissions, and never those that are for people only (approving,
managing access, seeing protected values): so no second pair of eyes can be a program's.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from sqlalchemy.orm import Session

from ballast.infra.access import bearer, repository
from ballast.infra.access.errors import KeyScopeError, UnknownKeyError
from ballast.infra.access.model import ApiKey, IssuedKey, NewKey, Principal
from ballast.infra.access.networks import canonical_networks
from ballast.infra.access.roles import Roles
from ballast.infra.db import on_commit
from ballast.infra.journal import Entry, Journal
from ballast.kit.ids import new_id
from ballast.kit.text import Text

_SCENE = re.compile(r"[A-Za-z][A-Za-z0-9_.:-]{0,127}")


class Keys:
    """密钥的用例。 Use cases of keys; `changed` runs after a commit that changed one."""

    def __init__(self, roles: Roles, changed: Callable[[], None]) -> None:
        self._roles = roles
        self._changed = changed
        self._journal = Journal()

    def create(self, session: Session, by: Principal, new: NewKey, now_us: int) -> IssuedKey:
        """发放密钥；令牌只此一次可见。 Create a key; its token is shown this once.

        Raises:
            KeyScopeError: 权限、场景、网段或期限有误。 What is wrong is named.
        """
        by.require("key.manage")
        self._check(new, now_us)
        key = ApiKey(
            id=new_id("key", now_us),
            name=new.name.strip(),
            permissions=new.permissions,
            scenes=new.scenes,
            networks=_networks(new.networks),
            created_by=by.id,
            created_us=now_us,
            expires_us=new.expires_us,
        )
        token = bearer.new_key_token(key.id)
        repository.add_key(session, key, bearer.hash_of(token))
        self._note(session, by, "key.create", key, now_us)
        return IssuedKey(key, token)

    def list(self, session: Session, by: Principal) -> tuple[ApiKey, ...]:
        """全部密钥，不含令牌。 Every key, without tokens."""
        by.require("key.read")
        return repository.keys(session)

    def revoke(self, session: Session, by: Principal, key_id: str, now_us: int) -> None:
        """撤销密钥，立即生效。 Revoke a key, at once."""
        by.require("key.manage")
        found = repository.key_by_id(session, key_id)
        if found is None:
            raise UnknownKeyError
        if repository.revoke_key(session, key_id, now_us):
            self._note(session, by, "key.revoke", found[0], now_us)

    def _check(self, new: NewKey, now_us: int) -> None:
        if not 1 <= len(new.name.strip()) <= 128:
            raise KeyScopeError(Text("密钥要有名称（128 字以内）。", "A key needs a name (≤ 128)."))
        if not new.permissions:
            raise KeyScopeError(Text("密钥至少要有一项权限。", "A key needs a permission."))
        for code in sorted(new.permissions):
            self._check_permission(code)
        _check_scenes(new.scenes)
        if new.expires_us is not None and new.expires_us <= now_us:
            raise KeyScopeError(Text("密钥的期限须在将来。", "A key expires in the future."))

    def _check_permission(self, code: str) -> None:
        permission = self._roles.permissions.get(code)
        if permission is None:
            raise KeyScopeError(
                Text(f"没有权限 {code}。", f"There is no permission {code}."), {"permission": code}
            )
        if permission.people_only:
            raise KeyScopeError(
                Text(
                    f"权限 {code} 只能由人持有，不能给密钥。",
                    f"The permission {code} is for people and cannot be given to a key.",
                ),
                {"permission": code},
            )

    def _note(self, session: Session, by: Principal, action: str, key: ApiKey, now_us: int) -> None:
        scope = {
            "permissions": sorted(key.permissions),
            "scenes": None if key.scenes is None else sorted(key.scenes),
            "networks": list(key.networks),
            "expires_us": key.expires_us,
        }
        created = action == "key.create"
        entry = Entry(
            actor=by.actor,
            action=action,
            subject_kind="key",
            subject_id=key.id,
            before=None if created else scope,
            after=scope if created else None,
            at_us=now_us,
        )
        self._journal.append(session, entry)
        on_commit(session, self._changed)


def _check_scenes(scenes: frozenset[str] | None) -> None:
    if scenes is None:
        return
    wrong = sorted(scene for scene in scenes if not _SCENE.fullmatch(scene))
    if wrong or not scenes:
        raise KeyScopeError(
            Text(
                "场景须是场景代码的列表；不限场景则不要给出。",
                "Scenes are a list of scene codes; leave them out for every scene.",
            )
        )


def _networks(networks: tuple[str, ...]) -> tuple[str, ...]:
    try:
        return canonical_networks(networks)
    except ValueError as error:
        raise KeyScopeError(
            Text(
                "允许的地址须是网段，如 10.0.0.0/8 或 2001:db8::/32（主机位为零）。",
                "Allowed addresses are networks such as 10.0.0.0/8 or 2001:db8::/32, "
                "host bits zero.",
            )
        ) from error
