"""设立第一位管理员：凭令牌，只此一次。 The first administrator: with a token, and once.

The token is made when the service starts without an administrator. Whoever can read the data
directory may set the service up, and nobody else on the network.
"""

from __future__ import annotations

from ballast.infra.access import bearer
from ballast.infra.access.errors import AlreadyBootstrappedError
from ballast.infra.access.lockout.tries import Tries
from ballast.infra.access.model import NewUser, User
from ballast.infra.access.roles import Roles
from ballast.infra.access.setup.errors import SetupClosedError, SetupTokenError
from ballast.infra.access.setup.token_file import TokenFile
from ballast.infra.access.users import MANAGE, Users
from ballast.infra.db import Database

_SUBJECT = "setup"


class Setup:
    """设立的用例。 Use cases of setting up."""

    def __init__(
        self, database: Database, roles: Roles, users: Users, tries: Tries, file: TokenFile
    ) -> None:
        self._database = database
        self._roles = roles
        self._users = users
        self._tries = tries
        self.file = file

    def is_open(self) -> bool:
        """还没有管理员。 Whether there is no administrator yet."""
        with self._database.reading() as session:
            return not self._users.has_administrator(session)

    def prepare(self) -> str | None:
        """启动时：需要设立则给出令牌，否则删去文件。 At a start: the token, while it is needed."""
        if self.is_open():
            return self.file.read_or_create()
        self.file.remove()
        return None

    def create(self, token: str, name: str, password: str, now_us: int) -> User:
        """凭令牌设立管理员。 Create the administrator, for the token.

        Raises:
            SetupClosedError: 已有管理员。 There is one already.
            SetupTokenError: 令牌不对。 The token is wrong.
        """
        if not self.is_open():
            raise SetupClosedError
        self._tries.attempt(_SUBJECT, lambda: self._check(token), SetupTokenError, now_us)
        new = NewUser(name=name, password=password, roles=(self._role(),))
        try:
            with self._database.transaction() as session:
                user = self._users.bootstrap(session, new, now_us)
        except AlreadyBootstrappedError as error:
            raise SetupClosedError from error
        self.file.remove()
        return user

    def _check(self, token: str) -> None:
        expected = self.file.read()
        if not expected or not bearer.same(expected, token.strip()):
            raise SetupTokenError

    def _role(self) -> str:
        found = [code for code, role in self._roles.roles.items() if MANAGE in role.permissions]
        return "administrator" if "administrator" in found else min(found)
