"""一处输入问题：哪个字段、什么不对、怎么改；绝不含字段的值。

One problem of an input: which field, what is wrong, what to do. Never the value itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ballast.kit.errors import InvalidError
from ballast.kit.text import Text


@dataclass(frozen=True, slots=True)
class Problem:
    """一处问题。 One problem.

    Args:
        field: 字段名；空为整条。 Name of the field; empty for the event as a whole.
        problem: 什么不对。 What is wrong.
        remedy: 怎么改。 What to do about it.
    """

    field: str
    problem: Text
    remedy: Text

    def as_dict(self) -> dict[str, object]:
        """机器可读的形式。 As a plain mapping."""
        return {
            "field": self.field,
            "problem": self.problem.as_dict(),
            "remedy": self.remedy.as_dict(),
        }

    def sentence(self) -> Text:
        """一句话。 As one sentence."""
        place = f"{self.field}: " if self.field else ""
        return Text(
            f"{place}{self.problem.zh}。{self.remedy.zh}",
            f"{place}{self.problem.en}. {self.remedy.en}",
        )


@dataclass(frozen=True, slots=True)
class Refusal:
    """一件不予受理的事，以及全部原因。 An event that is not accepted, with every reason."""

    problems: tuple[Problem, ...]

    def error(self) -> EventRefusedError:
        """作为错误。 As an error to raise."""
        return EventRefusedError(self.problems)


class EventRefusedError(InvalidError):
    """事件不合场景的要求。 The event does not meet its scene; `problems` lists every reason."""

    code = "event_refused"
    title = Text("事件不合要求", "The event is not acceptable")

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        sentences = [problem.sentence() for problem in self.problems]
        detail = Text("；".join(s.zh for s in sentences), "; ".join(s.en for s in sentences))
        super().__init__(detail, {"problems": [problem.as_dict() for problem in self.problems]})
