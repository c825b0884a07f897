"""授权会出的错。 What can go wrong with grants."""

from __future__ import annotations

from ballast.kit.errors import InvalidError
from ballast.kit.text import Text


class GrantExpiryError(InvalidError):
    """到期不在将来。 A grant ends in the future."""

    code = "grant_expiry"

    def __init__(self) -> None:
        super().__init__(
            Text(
                "expires_at 须在将来；不到期则不要给出。",
                "`expires_at` lies in the future; leave it out for a grant without end.",
            ),
            {"field": "expires_at"},
        )
