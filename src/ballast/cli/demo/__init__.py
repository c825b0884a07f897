"""演示：把真实贷款走一遍。 The demo: real loans go through the whole path."""

from ballast.cli.demo.command import demo

__all__ = ["demo"]
