"""核对第二因素：每个码只用一次。 Checking a second factor: each code works once."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy.orm import Session

from ballast.infra.access.second_factor import repository
from ballast.infra.access.second_factor.codes import recovery_form, step_of
from ballast.infra.crypto import Keyring

_SECRET = "secret"  # noqa: S105 - the name of a field


class Proof:
    """核对码，封存与打开密钥。 Checks codes; seals and opens secrets."""

    def __init__(self, keyring: Callable[[], Keyring]) -> None:
        self._keyring = keyring

    def is_enrolled(self, session: Session, user_id: str) -> bool:
        """是否已启用。 Whether the user has a second factor."""
        found = repository.find(session, user_id)
        return found is not None and found.confirmed_us is not None

    def accepts(self, session: Session, user_id: str, code: str, now_us: int) -> bool:
        """码对且没有用过；用掉它。 Whether the code is right and unused; uses it up."""
        return self.accepts_step(session, user_id, code, now_us) or repository.use_code(
            session, user_id, self.token(user_id, code)
        )

    def accepts_step(self, session: Session, user_id: str, code: str, now_us: int) -> bool:
        """只认验证器的码。 The same, for codes of the authenticator only."""
        found = repository.find(session, user_id)
        if found is None:
            return False
        step = step_of(self._open(user_id, found.sealed), code, now_us)
        return step is not None and repository.use_step(session, user_id, step)

    def seal(self, user_id: str, secret: str) -> bytes:
        """封存密钥，绑定本人。 Seal a secret, bound to its owner."""
        return self._keyring().seal({_SECRET: secret}, _identity(user_id))

    def token(self, user_id: str, code: str) -> str:
        """恢复码的令牌，没有密钥环就试不出。 A recovery code's token; nobody guesses it keyless."""
        return self._keyring().token("recovery_code", f"{user_id} {recovery_form(code)}")

    def _open(self, user_id: str, sealed: bytes) -> str:
        return str(self._keyring().open_(sealed, _identity(user_id))[_SECRET])


def _identity(user_id: str) -> bytes:
    return b"second_factor/" + user_id.encode()
