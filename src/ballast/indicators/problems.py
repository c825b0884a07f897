"""指标的错误。 Errors of indicators."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ballast.kit.errors import ConflictError, InvalidError, NotFoundError
from ballast.kit.text import Text


@dataclass(frozen=True, slots=True)
class Problem:
    """定义里的一处问题。 One problem of a definition.

    Args:
        indicator: 指标代码。 Code of the indicator.
        field: 定义的哪一项。 Which entry of the definition.
        problem: 什么不对。 What is wrong.
        remedy: 怎么改。 What to do.
    """

    indicator: str
    field: str
    problem: Text
    remedy: Text

    def sentence(self) -> Text:
        """一句话。 As one sentence."""
        return Text(
            f"指标 {self.indicator} 的 {self.field}：{self.problem.zh}。{self.remedy.zh}",
            f"Indicator {self.indicator}, {self.field}: {self.problem.en}. {self.remedy.en}",
        )

    def as_dict(self) -> dict[str, object]:
        """机器可读的形式。 As a plain mapping."""
        return {
            "indicator": self.indicator,
            "field": self.field,
            "problem": self.problem.as_dict(),
            "remedy": self.remedy.as_dict(),
        }


class InvalidIndicatorError(InvalidError):
    """指标定义有问题。 Definitions have problems; `problems` lists them all."""

    code = "indicator_invalid"
    title = Text("指标定义有问题", "Indicator definitions have problems")

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        sentences = [problem.sentence() for problem in self.problems]
        detail = Text("\n".join(s.zh for s in sentences), "\n".join(s.en for s in sentences))
        super().__init__(detail, {"problems": [problem.as_dict() for problem in self.problems]})


class UnknownIndicatorError(NotFoundError):
    """没有这个指标。 There is no such indicator."""

    code = "indicator_unknown"
    title = Text("没有这个指标", "Unknown indicator")

    def __init__(self, codes: Sequence[str]) -> None:
        listed = ", ".join(codes)
        super().__init__(
            Text(f"没有指标 {listed}；请核对代码", f"No indicator {listed}; check the code"),
            {"indicators": list(codes)},
        )


class OutOfOrderError(ConflictError):
    """事件没有按受理次序到来。 An event did not come in acceptance order."""

    code = "indicator_out_of_order"
    title = Text("事件次序不对", "Events out of order")

    def __init__(self, seq: int, last: int) -> None:
        super().__init__(
            Text(
                f"序号 {seq} 不大于已计入的 {last}；请按受理次序逐个计入",
                f"Sequence {seq} is not greater than {last}; observe events in acceptance order",
            ),
            {"seq": seq, "last": last},
        )


class StaleSnapshotError(ConflictError):
    """快照与当前定义不符。 The snapshot belongs to other definitions."""

    code = "indicator_snapshot_stale"
    title = Text("快照与指标定义不符", "The snapshot does not fit the definitions")

    def __init__(self) -> None:
        super().__init__(
            Text(
                "快照属于另一组指标定义或已损坏；请从事件日志重建",
                "The snapshot is of other definitions or damaged; rebuild from the event log",
            )
        )


class UnreadableError(InvalidError):
    """指标在该场景没有键。 The indicator has no key in that scene."""

    code = "indicator_unreadable"
    title = Text("指标在该场景读不了", "The indicator cannot be read in that scene")

    def __init__(self, indicator: str, scene: str) -> None:
        super().__init__(
            Text(
                f"场景 {scene} 没有对应指标 {indicator} 的键的字段；请用 match 写明",
                f"Scene {scene} has no fields for the key of {indicator}; name them with `match`",
            ),
            {"indicator": indicator, "scene": scene},
        )
