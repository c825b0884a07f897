"""一项授权。 One grant."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Grant:
    """一个角色，处处有效或限于一个范围。 A role, everywhere or in one scope; with or without end.

    Args:
        role: 角色。 The role.
        scope: 范围；None 为处处。 The scope; None: everywhere.
        expires_us: 到期，微秒；None 为不到期。 When it ends, microseconds; None: never.
        granted_us: 何时授予。 When it was granted.
        granted_by: 谁授予的。 Who granted it.
    """

    role: str
    scope: str | None = None
    expires_us: int | None = None
    granted_us: int = 0
    granted_by: str = ""

    @property
    def place(self) -> tuple[str, str]:
        """同一人至多有一项的位置。 What one person holds at most once: the role in the scope."""
        return self.role, self.scope or ""

    @property
    def lasting(self) -> bool:
        """处处有效且不到期。 Whether it holds everywhere and never ends."""
        return self.scope is None and self.expires_us is None

    def in_force(self, now_us: int) -> bool:
        """现在是否有效。 Whether it holds now."""
        return self.expires_us is None or self.expires_us > now_us

    def __str__(self) -> str:
        where = "" if self.scope is None else f"@{self.scope}"
        return f"{self.role}{where}" + ("" if self.expires_us is None else f"<{self.expires_us}")
