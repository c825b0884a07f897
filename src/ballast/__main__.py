"""`python -m ballast` 与命令 ballast 相同。 `python -m ballast` is the command ballast."""

from __future__ import annotations

from ballast.cli import main

if __name__ == "__main__":
    main()
