"""偏好的读写。 Reading and writing preferences."""

from __future__ import annotations

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from ballast.infra.access.preferences.model import Preferences
from ballast.infra.access.preferences.tables import PreferenceTable
from ballast.infra.upsert import upsert


def preferences(session: Session, user_id: str) -> Preferences:
    """一个用户的偏好；没有设过则是缺省。 The preferences of a user, or the defaults."""
    columns = (PreferenceTable.language, PreferenceTable.theme)
    found = session.execute(select(*columns).where(PreferenceTable.user_id == user_id)).first()
    if found is None:
        return Preferences()
    return msgspec.convert({"language": found.language, "theme": found.theme}, Preferences)


def set_preferences(session: Session, user_id: str, wanted: Preferences) -> None:
    """设定偏好。 Set the preferences of a user."""
    values = {"language": wanted.language, "theme": wanted.theme}
    upsert(session, PreferenceTable, {"user_id": user_id}, values)
