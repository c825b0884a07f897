"""设立用的令牌，给能读数据目录的人。 The set-up token, for who can read the data directory."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


class TokenFile:
    """权限 600 的一个文件。 One file of mode 600."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def read_or_create(self) -> str:
        """令牌；没有则新建。 The token; made when there is none. Starts at once agree on one."""
        fresh = f"bst_{secrets.token_urlsafe(24)}"
        try:
            handle = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            return self.read() or fresh
        with os.fdopen(handle, "w") as file:
            file.write(fresh + "\n")
        return fresh

    def read(self) -> str:
        """令牌；没有则空。 The token, or nothing."""
        try:
            return self.path.read_text().strip()
        except OSError:
            return ""

    def remove(self) -> None:
        """用过即删。 Remove it once it was used."""
        self.path.unlink(missing_ok=True)
