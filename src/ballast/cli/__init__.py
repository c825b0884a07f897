"""命令行：`ballast …`。 The command line."""

from ballast.cli.main import main

__all__ = ["main"]
