"""管理范围。 Managing scopes. Moving one changes who may do what, so each change is journalled."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from sqlalchemy.orm import Session

from ballast.infra.access.grants import repository as grants
from ballast.infra.access.model import Principal
from ballast.infra.access.scopes import repository
from ballast.infra.access.scopes.definitions import scopes_of
from ballast.infra.access.scopes.errors import (
    BuiltInScopeError,
    ScopeCodeError,
    ScopeInUseError,
    ScopeParentError,
    ScopeTakenError,
    ScopeTitleError,
    UnknownScopeError,
)
from ballast.infra.access.scopes.model import NewScope, Scope, Tree
from ballast.infra.db import on_commit
from ballast.infra.journal import Entry, Journal
from ballast.infra.packs import Pack

_CODE = re.compile(r"[a-z][a-z0-9_]{0,63}")
_LONGEST = 200
_Change = tuple[Scope | NewScope | None, Scope | NewScope | None]


class Scopes:
    """范围的用例。 Use cases of scopes; `changed` runs after a commit that changed one.

    Args:
        packs: 内容包，自带的范围由此而来。 The packs with their own scopes.
        scenes: 各场景属于哪个范围。 Tells the scope of each scene.
        changed: 提交之后要做的。 Runs after a commit.
    """

    def __init__(
        self,
        packs: Iterable[Pack],
        scenes: Callable[[], Mapping[str, str]],
        changed: Callable[[], None],
    ) -> None:
        self._built_in = scopes_of(packs)
        self._scenes = scenes
        self._changed = changed
        self._journal = Journal()

    def tree(self, session: Session) -> Tree:
        """现有的全部范围；内容包的优先。 Every scope; a pack's wins over one made here."""
        made = {scope.code: scope for scope in repository.scopes(session)}
        return Tree({**made, **self._built_in}.values())

    def scenes(self, session: Session, code: str) -> frozenset[str]:
        """范围里的场景。 The scenes in a scope."""
        return self.tree(session).scenes(code, self._scenes())

    def list(self, session: Session, by: Principal) -> list[tuple[Scope, frozenset[str]]]:
        """全部范围及其中的场景，按代码。 Every scope with the scenes in it, by code."""
        by.require("user.read")
        tree, of_scenes = self.tree(session), self._scenes()
        return [(tree.scopes[c], tree.scenes(c, of_scenes)) for c in sorted(tree.scopes)]

    def require_known(self, session: Session, code: str) -> None:
        """没有这个范围就不继续。 Stop here unless there is such a scope."""
        if code not in self.tree(session).scopes:
            raise UnknownScopeError

    def create(self, session: Session, by: Principal, new: NewScope, now_us: int) -> Scope:
        """建一个范围。 Create a scope."""
        tree = self._held(session, by)
        if not _CODE.fullmatch(new.code):
            raise ScopeCodeError
        if new.code in tree.scopes:
            raise ScopeTakenError
        _check(tree, new)
        repository.add(session, new, now_us)
        self._note(session, by, "scope.create", (None, new), now_us)
        return _made(new)

    def change(self, session: Session, by: Principal, new: NewScope, now_us: int) -> Scope:
        """改名称、种类或上级。 Change the title, the kind or the parent."""
        tree = self._held(session, by)
        before = _own(tree, new.code)
        _check(tree, new)
        repository.change(session, new)
        self._note(session, by, "scope.change", (before, new), now_us)
        return _made(new)

    def remove(self, session: Session, by: Principal, code: str, now_us: int) -> None:
        """移除不再用的范围。 Remove a scope that nothing uses."""
        tree = self._held(session, by)
        before = _own(tree, code)
        if len(tree.within(code)) > 1 or grants.uses_scope(session, code):
            raise ScopeInUseError
        repository.remove(session, code)
        self._note(session, by, "scope.remove", (before, None), now_us)

    def _held(self, session: Session, by: Principal) -> Tree:
        by.require("user.manage")
        self._journal.hold(session)
        return self.tree(session)

    def _note(
        self, session: Session, by: Principal, action: str, change: _Change, now_us: int
    ) -> None:
        before, after = change
        entry = Entry(
            actor=by.actor,
            action=action,
            subject_kind="scope",
            subject_id=_code(change),
            before=None if before is None else _made(before).as_dict(),
            after=None if after is None else _made(after).as_dict(),
            at_us=now_us,
        )
        self._journal.append(session, entry)
        on_commit(session, self._changed)


def _own(tree: Tree, code: str) -> Scope:
    found = tree.scopes.get(code)
    if found is None:
        raise UnknownScopeError
    if found.built_in:
        raise BuiltInScopeError
    return found


def _check(tree: Tree, new: NewScope) -> None:
    if max(len(new.title.zh), len(new.title.en)) > _LONGEST:
        raise ScopeTitleError
    if new.parent is None:
        return
    if new.parent not in tree.scopes or new.parent in tree.within(new.code) | {new.code}:
        raise ScopeParentError


def _made(scope: Scope | NewScope) -> Scope:
    return Scope(code=scope.code, kind=scope.kind, title=scope.title, parent=scope.parent)


def _code(change: _Change) -> str:
    return next(each.code for each in change if each is not None)
