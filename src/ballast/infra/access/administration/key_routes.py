"""密钥的接口：看、发放、撤销。 The API of keys: look, issue, revoke."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from litestar import Router, get, post
from litestar.params import FromPath, FromQuery, JSONBody
from sqlalchemy.orm import Session

from ballast.infra.access import repository
from ballast.infra.access.administration.key_schemas import (
    CreatorView,
    IssuedKeyView,
    KeyView,
    NewKeyBody,
)
from ballast.infra.access.administration.moments import read, written, written_or_none
from ballast.infra.access.administration.user_routes import Asking, Office
from ballast.infra.access.model import ApiKey, NewKey, User

_SOON_US = 14 * 86_400_000_000


@get("/keys", sync_to_thread=True, summary="密钥 / Keys", operation_id="listKeys")
def list_keys(
    request: Asking, administration: Office, creator: FromQuery[Literal["left"] | None] = None
) -> list[KeyView]:
    """全部密钥，由旧到新；`creator=left` 只看发放人已停用的。

    Every key, oldest first; `creator=left` asks for those whose issuer has been disabled.
    """
    with administration.database.reading() as session:
        found = administration.access.keys.list(session, request.user)
        people = _people(session)
    views = [_view(key, people, administration.now_us()) for key in found]
    return [view for view in views if creator is None or view.created_by.left]


@post("/keys", sync_to_thread=True, summary="发放密钥 / Issue a key", operation_id="issueKey")
def issue_key(request: Asking, administration: Office, data: JSONBody[NewKeyBody]) -> IssuedKeyView:
    """发放密钥；令牌只见这一次。 Issue a key; its token is shown this once."""
    now_us = administration.now_us()
    new = NewKey(
        name=data.name,
        permissions=frozenset(data.permissions),
        scenes=None if data.scenes is None else frozenset(data.scenes),
        networks=tuple(data.networks),
        expires_us=read(data.expires_at),
    )
    with administration.database.transaction() as session:
        issued = administration.access.keys.create(session, request.user, new, now_us)
        return IssuedKeyView(_view(issued.key, _people(session), now_us), issued.token)


@post(
    "/keys/{key_id:str}/revoke",
    sync_to_thread=True,
    status_code=204,
    summary="撤销密钥 / Revoke a key",
    operation_id="revokeKey",
)
def revoke_key(request: Asking, administration: Office, key_id: FromPath[str]) -> None:
    """撤销密钥，立即生效。 Revoke a key, at once."""
    with administration.database.transaction() as session:
        keys = administration.access.keys
        keys.revoke(session, request.user, key_id, administration.now_us())


def _people(session: Session) -> Mapping[str, User]:
    return {user.id: user for user in repository.users(session)}


def _view(key: ApiKey, people: Mapping[str, User], now_us: int) -> KeyView:
    state = _state(key, now_us)
    ends = key.expires_us
    return KeyView(
        id=key.id,
        name=key.name,
        state=state,
        permissions=sorted(key.permissions),
        scenes=None if key.scenes is None else sorted(key.scenes),
        networks=list(key.networks),
        created_by=_creator(key, people),
        created_at=written(key.created_us),
        expires_at=written_or_none(ends),
        expires_soon=state == "live" and ends is not None and ends <= now_us + _SOON_US,
        revoked_at=written_or_none(key.revoked_us),
        last_used_at=written_or_none(key.last_used_us),
    )


def _state(key: ApiKey, now_us: int) -> Literal["live", "expired", "revoked"]:
    if key.revoked_us is not None:
        return "revoked"
    return "expired" if key.expires_us is not None and key.expires_us <= now_us else "live"


def _creator(key: ApiKey, people: Mapping[str, User]) -> CreatorView:
    found = people.get(key.created_by)
    return CreatorView(
        id=key.created_by,
        name=None if found is None else found.name,
        left=found is not None and found.disabled_us is not None,
    )


router = Router("/", route_handlers=[list_keys, issue_key, revoke_key])
