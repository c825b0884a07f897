"""文件的一行。 A line of a file: its number, and an event or a refusal."""

from __future__ import annotations

from typing import Any, NamedTuple

from ballast.events.problem import Problem, Refusal
from ballast.kit.text import Text


class Line(NamedTuple):
    """一行。 One line.

    Args:
        number: 行号，从 1 起；Parquet 为行序。 Line number from 1; the row number for Parquet.
        event: 原始事件，或不受理的原因。 A raw event for intake, or a refusal.
    """

    number: int
    event: dict[str, Any] | Refusal


def refused(number: int, problem: Text, remedy: Text, field: str = "") -> Line:
    """不受理的一行。 A line that is refused."""
    return Line(number, Refusal((Problem(field, problem, remedy),)))
