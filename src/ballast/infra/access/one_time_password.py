"""一次性密码：管理员转交，用户登录后须改。 One-time passwords, handed over and changed at once."""

from __future__ import annotations

import secrets

# No letter or digit that is taken for another when read aloud or copied by hand.
_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
_GROUPS, _SIZE = 4, 5


def one_time_password() -> str:
    """如 `k7mqx-…`，约 99 比特。 Something like `k7mqx-…`, of about 99 bits."""
    groups = ("".join(secrets.choice(_ALPHABET) for _ in range(_SIZE)) for _ in range(_GROUPS))
    return "-".join(groups)
