"""打包时把控制台构建进去。 Builds the console into the package, so that any install has it."""

from __future__ import annotations

import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


def _console_build(root: str) -> Any:
    # By its place: in a build's environment something else may be called `tools`.
    place = Path(root, "tools", "console_build.py")
    spec = spec_from_file_location("console_build", place)
    if spec is None or spec.loader is None:
        raise ImportError(str(place))
    module = sys.modules["console_build"] = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class ConsoleHook(BuildHookInterface[Any]):
    """需要时才要 Node，也才构建。 Asks for Node and builds only when the sources have changed."""

    def dependencies(self) -> list[str]:
        """没有 Node 的机器由一个 wheel 带来。 A wheel brings Node to a machine without it."""
        made = _console_build(self.root)
        needed = made.ConsoleBuild(Path(self.root)).needed
        return [made.WHEEL] if needed and made.npm_command() is None else []

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """构建。 Build."""
        made = _console_build(self.root)
        console = made.ConsoleBuild(Path(self.root))
        if not console.needed:
            return
        npm = made.npm_command()
        if npm is None:
            self.app.abort(f"npm: Node ≥ 20.19 / {made.WHEEL}")
        try:
            console.build(npm)
        except made.ConsoleBuildError as error:
            self.app.abort("\n".join(error.args))
