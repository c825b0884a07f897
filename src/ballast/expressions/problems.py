"""问题：指着字符，说明怎么办。 Problems point at the character and say the remedy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from ballast.kit.errors import BallastError, InvalidError
from ballast.kit.text import Text


class Severity(StrEnum):
    """错误不能保存，警告可以。 An error blocks saving; a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Problem:
    """源文本 [start, end) 处的一个问题。 A problem at characters [start, end) of the source."""

    code: str
    start: int
    end: int
    message: Text
    severity: Severity = Severity.ERROR

    def as_dict(self) -> dict[str, object]:
        """接口返回的样子。 As the API shows it."""
        return {
            "code": self.code,
            "start": self.start,
            "end": self.end,
            "message": self.message.as_dict(),
            "severity": self.severity.value,
        }

    def pointing(self, source: str) -> str:
        """源文本那一行，下一行用 ^ 指出位置。 The source line with a caret line below."""
        begin = source.rfind("\n", 0, self.start) + 1
        line = source[begin:].split("\n", 1)[0]
        width = max(1, min(self.end, begin + len(line)) - self.start)
        return f"{line}\n{' ' * (self.start - begin)}{'^' * width} {self.message}"


class ExpressionError(InvalidError):
    """表达式不能使用。 The expression cannot be used; carries every problem found."""

    code = "expression"

    def __init__(self, problems: Sequence[Problem]) -> None:
        first = problems[0]
        detail = Text(
            f"表达式第 {first.start + 1} 个字符处：{first.message.zh}",
            f"Expression, character {first.start + 1}: {first.message.en}",
        )
        super().__init__(detail, {"problems": [problem.as_dict() for problem in problems]})
        self.problems = tuple(problems)


class EvaluationError(BallastError):
    """求值时越过上限，或数据与声明的类型不符。 A run-time limit, or bad data."""

    code = "evaluation"


class UnsupportedInSqlError(InvalidError):
    """这种写法不能译成 SQL。 The construct has no SQL translation with the same result."""

    code = "unsupported_in_sql"

    def __init__(self, construct: str, start: int, end: int) -> None:
        super().__init__(
            Text(
                f"“{construct}”不能译成 SQL，请改写，或只用于在线策略",
                f"`{construct}` has no SQL translation: rewrite it, or use it in policies only",
            ),
            {"construct": construct, "start": start, "end": end},
        )
        self.construct = construct
