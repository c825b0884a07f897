"""管理用户与授权。 Managing users and what they are granted.

Nobody changes their own access, and the last administrator whose grant is everywhere and without
end stays. The journal records ids and grants; names are not written to it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from ballast.infra.access import repository
from ballast.infra.access.errors import (
    AlreadyBootstrappedError,
    ExternalUserError,
    LastAdministratorError,
    NameTakenError,
    OwnAccessError,
    RoleConflictError,
    UnknownUserError,
    UserNameError,
)
from ballast.infra.access.grants import repository as grants
from ballast.infra.access.grants.errors import GrantExpiryError
from ballast.infra.access.grants.model import Grant
from ballast.infra.access.identities import repository as identities
from ballast.infra.access.lockout import repository as devices
from ballast.infra.access.model import NewUser, Principal, PrincipalKind, User
from ballast.infra.access.names import name_hash, well_formed
from ballast.infra.access.passwords import Passwords
from ballast.infra.access.renewal import repository as renewal
from ballast.infra.access.repository import UserFilter
from ballast.infra.access.roles import Roles
from ballast.infra.access.scopes.service import Scopes
from ballast.infra.access.sessions import repository as sessions
from ballast.infra.db import on_commit
from ballast.infra.journal import Actor, Entry, Journal
from ballast.kit.ids import new_id

MANAGE = "user.manage"
_BOOTSTRAP = Actor(PrincipalKind.SYSTEM.value, "bootstrap")


class Users:
    """用户的用例。 Use cases of users; `changed` runs after a commit that changed access."""

    def __init__(
        self, roles: Roles, scopes: Scopes, passwords: Passwords, changed: Callable[[], None]
    ) -> None:
        self._roles = roles
        self._scopes = scopes
        self._passwords = passwords
        self._changed = changed
        self._journal = Journal()

    def bootstrap(self, session: Session, new: NewUser, now_us: int) -> User:
        """添加第一位管理员；只在没有可用管理员时可行。 Create the first administrator, once.

        For whoever holds the machine; never reachable over the network.
        """
        hashed = self._hash(new)
        self._journal.hold(session)
        if self._administrators(session):
            raise AlreadyBootstrappedError
        return self._add(session, _BOOTSTRAP, new, hashed, now_us)

    def has_administrator(self, session: Session) -> bool:
        """有没有可用的管理员。 Whether there is an active administrator."""
        return bool(self._administrators(session))

    def create(self, session: Session, by: Principal, new: NewUser, now_us: int) -> User:
        """添加用户。 Create a user with roles."""
        by.require(MANAGE)
        # Hashing takes tens of milliseconds: before the first statement takes any lock.
        hashed = self._hash(new)
        return self._add(session, by.actor, new, hashed, now_us)

    def list(self, session: Session, by: Principal) -> tuple[User, ...]:
        """全部用户。 Every user."""
        by.require("user.read")
        return repository.users(session)

    def find(self, session: Session, by: Principal, name: str) -> User:
        """按登录名找用户。 The user with this name."""
        by.require("user.read")
        user = repository.user_by_name(session, name)
        if user is None:
            raise UnknownUserError
        return user

    def page(
        self, session: Session, by: Principal, wanted: UserFilter, after: str, limit: int
    ) -> tuple[User, ...]:
        """一页用户，按名称。 A page of users, by name."""
        by.require("user.read")
        return tuple(repository.user_page(session, wanted, after, limit))

    def show(self, session: Session, by: Principal, user_id: str) -> User:
        """一个用户。 One user."""
        by.require("user.read")
        user = repository.user_by_id(session, user_id)
        if user is None:
            raise UnknownUserError
        return user

    def end_sessions(self, session: Session, by: Principal, user_id: str, now_us: int) -> None:
        """结束他人的全部登录。 End every sign-in of somebody else."""
        user = self._other(session, by, user_id)
        sessions.remove_all(session, user.id)
        self._note(session, by.actor, "user.end_sessions", user.id, now_us, (None, None))

    def disable(self, session: Session, by: Principal, user_id: str, now_us: int) -> None:
        """停用用户，并结束其全部登录。 Disable a user and end every sign-in."""
        user = self._other(session, by, user_id)
        if user.disabled_us is not None:
            return
        self._keep_an_administrator(session, user, ())
        repository.set_user(session, user.id, {"disabled_us": now_us})
        sessions.remove_all(session, user.id)
        self._note(session, by.actor, "user.disable", user.id, now_us, ({"active": True}, None))

    def enable(self, session: Session, by: Principal, user_id: str, now_us: int) -> None:
        """恢复用户。 Enable a user again."""
        user = self._other(session, by, user_id)
        if user.disabled_us is None:
            return
        repository.set_user(session, user.id, {"disabled_us": None})
        self._note(session, by.actor, "user.enable", user.id, now_us, (None, {"active": True}))

    def grant(
        self, session: Session, by: Principal, user_id: str, grant: Grant, now_us: int
    ) -> None:
        """授予角色；已有的改到期。 Grant a role to somebody else; one that is held ends anew."""
        user = self._other(session, by, user_id)
        others = tuple(each for each in user.grants if each.place != grant.place)
        if any(each.place == grant.place and _same_end(each, grant) for each in user.grants):
            return
        self._check(session, others, (grant,), now_us)
        self._keep_an_administrator(session, user, (*others, grant))
        stamped = replace(grant, granted_us=now_us, granted_by=by.id)
        grants.put(session, user.id, stamped)
        change = (_shown(user.grants), _shown((*others, grant)))
        self._note(session, by.actor, "user.grant", user.id, now_us, change)

    def revoke(
        self, session: Session, by: Principal, user_id: str, grant: Grant, now_us: int
    ) -> None:
        """收回角色。 Revoke a role, in the place it is held, from somebody else."""
        user = self._other(session, by, user_id)
        rest = tuple(each for each in user.grants if each.place != grant.place)
        if len(rest) == len(user.grants):
            return
        self._keep_an_administrator(session, user, rest)
        grants.remove(session, user.id, grant)
        change = (_shown(user.grants), _shown(rest))
        self._note(session, by.actor, "user.revoke", user.id, now_us, change)

    def reset_password(
        self, session: Session, by: Principal, user_id: str, password: str, now_us: int
    ) -> None:
        """为他人重设密码，并解除锁定、结束登录。 Set a password; unlocks, ends sign-ins.

        Raises:
            ExternalUserError: 由提供方登录的人。 Who signs in through a provider: a local password
                would go round the provider's second factor, and ours is not asked of them.
        """
        user = self._other(session, by, user_id)
        if identities.is_external(session, user.id):
            raise ExternalUserError
        self._set_password(session, by.actor, user, password, now_us)

    def _hash(self, new: NewUser) -> str:
        if not well_formed(new.name):
            raise UserNameError
        return self._passwords.hash(new.password, new.name)

    def _add(self, session: Session, actor: Actor, new: NewUser, hashed: str, now_us: int) -> User:
        wanted = {grant.place: grant for grant in (*map(Grant, new.roles), *new.grants)}
        self._check(session, (), tuple(wanted.values()), now_us)
        stamped = [replace(g, granted_us=now_us, granted_by=actor.id) for g in wanted.values()]
        user = User(
            id=new_id("usr", now_us),
            name=new.name,
            grants=tuple(sorted(stamped, key=lambda grant: grant.place)),
            created_us=now_us,
        )
        try:
            with session.begin_nested():
                repository.add_user(session, user, hashed)
        except IntegrityError as error:
            raise NameTakenError from error
        self._give(session, actor, user.id, now_us)
        change = (None, _shown(user.grants))
        self._note(session, actor, "user.create", user.id, now_us, change)
        return user

    def _other(self, session: Session, by: Principal, user_id: str) -> User:
        by.require(MANAGE)
        if by.kind is PrincipalKind.USER and by.id == user_id:
            raise OwnAccessError
        self._journal.hold(session)
        user = repository.user_by_id(session, user_id)
        if user is None:
            raise UnknownUserError
        return user

    def _set_password(
        self, session: Session, actor: Actor, user: User, password: str, now_us: int
    ) -> None:
        hashed = self._passwords.hash(password, user.name)
        former = repository.password_hash(session, user.id)
        if former:
            renewal.retire(session, user.id, former, now_us)
        repository.set_user(session, user.id, {"password_hash": hashed})
        repository.clear_attempts(session, name_hash(user.name))
        devices.forget(session, user.id)
        self._give(session, actor, user.id, now_us)
        sessions.remove_all(session, user.id)
        self._note(session, actor, "user.password", user.id, now_us, (None, None))

    def _give(self, session: Session, actor: Actor, user_id: str, now_us: int) -> None:
        # What an administrator chose is known to two: its owner has to choose another.
        if actor.kind == PrincipalKind.USER.value:
            renewal.set_given(session, user_id, now_us)

    def _check(
        self, session: Session, held: Iterable[Grant], wanted: Iterable[Grant], now_us: int
    ) -> None:
        # Roles exclude each other wherever they are held: one person is one pair of eyes.
        together = [grant.role for grant in held if grant.in_force(now_us)]
        for grant in wanted:
            other = self._roles.conflict(grant.role, together)
            if other is not None:
                raise RoleConflictError(grant.role, other)
            if not grant.in_force(now_us):
                raise GrantExpiryError
            if grant.scope is not None:
                self._scopes.require_known(session, grant.scope)
            together.append(grant.role)

    def _administrators(self, session: Session) -> set[str]:
        found = repository.users(session)
        return {u.id for u in found if u.disabled_us is None and self._administers(u.grants)}

    def _administers(self, held: Iterable[Grant]) -> bool:
        return MANAGE in self._roles.granted(grant.role for grant in held if grant.lasting)

    def _keep_an_administrator(self, session: Session, user: User, rest: Iterable[Grant]) -> None:
        if not self._administers(rest) and self._administrators(session) == {user.id}:
            raise LastAdministratorError

    def _note(
        self,
        session: Session,
        actor: Actor,
        action: str,
        user_id: str,
        now_us: int,
        change: tuple[object, object],
    ) -> None:
        before, after = change
        self._journal.append(
            session,
            Entry(
                actor=actor,
                action=action,
                subject_kind="user",
                subject_id=user_id,
                before=before,
                after=after,
                at_us=now_us,
            ),
        )
        on_commit(session, self._changed)


def _shown(held: Iterable[Grant]) -> list[str]:
    return sorted(str(grant) for grant in held)


def _same_end(held: Grant, wanted: Grant) -> bool:
    return held.expires_us == wanted.expires_us
