"""自己的偏好。 One's own preferences. They grant nothing, so the journal does not record them."""

from __future__ import annotations

from ballast.infra.access.errors import NotAPersonError
from ballast.infra.access.model import Principal, PrincipalKind
from ballast.infra.access.preferences import repository
from ballast.infra.access.preferences.model import Preferences
from ballast.infra.db import Database


class OwnPreferences:
    """读写自己的偏好。 Reading and writing one's own preferences."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, who: Principal) -> Preferences:
        """某人的偏好；密钥没有，给缺省的。 Somebody's preferences; a key has the defaults."""
        if who.kind is not PrincipalKind.USER:
            return Preferences()
        with self._database.reading() as session:
            return repository.preferences(session, who.id)

    def set(self, who: Principal, wanted: Preferences) -> Preferences:
        """设定偏好。 Set them.

        Raises:
            NotAPersonError: 密钥没有偏好。 A key has none.
        """
        if who.kind is not PrincipalKind.USER:
            raise NotAPersonError
        with self._database.transaction() as session:
            repository.set_preferences(session, who.id, wanted)
        return wanted
