"""策略文档里的问题：在哪个节点、哪一格、第几个字符、怎么改。

Problems of a policy document: which node, which cell, which character, and what to do about it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ballast.kit.errors import InvalidError
from ballast.kit.text import Text
from ballast.policies.place import Place, place_of


@dataclass(frozen=True, slots=True)
class Problem:
    """一处问题。 One problem.

    Args:
        text: 什么不对、怎么改。 What is wrong and the remedy.
        node: 节点标识；空为整个文档。 Node id; empty for the whole document.
        where: 节点内的位置，如 `rules[2].when`。 Place inside the node.
        position: 表达式里第几个字符（从 0 起）。 Character offset in the expression, or None.
        warning: 只是提醒，不阻止保存。 Whether it only warns.
    """

    text: Text
    node: str = ""
    where: str = ""
    position: int | None = None
    warning: bool = False

    @property
    def place(self) -> Place:
        """节点内的位置，拆成各项。 The place inside the node, in parts."""
        return place_of(self.where)

    def as_dict(self) -> dict[str, object]:
        """机器可读的形式。 As a plain mapping."""
        place = self.place
        return {
            "node": self.node,
            "where": self.where,
            "part": place.part,
            "row": place.row,
            "key": place.key,
            "column": place.column,
            "position": self.position,
            "warning": self.warning,
            "text": self.text.as_dict(),
        }


class InvalidPolicyError(InvalidError):
    """策略文档有问题。 The policy document has problems; `problems` lists them all."""

    code = "policy_invalid"
    title = Text("策略文档有问题", "The policy document has problems")

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        first = self.problems[0]
        place = "/".join(part for part in (first.node, first.where) if part)
        count, at = len(self.problems), f" ({place})" if place else ""
        detail = Text(
            f"共 {count} 处问题，第一处{at}：{first.text.zh}",
            f"{count} problem(s), the first{at}: {first.text.en}",
        )
        super().__init__(detail, {"problems": [p.as_dict() for p in self.problems]})


def errors_of(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """其中阻止保存的。 Those that prevent saving."""
    return tuple(p for p in problems if not p.warning)
