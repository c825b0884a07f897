"""时限：从起点起分阶段的期限，可暂停。

Clock: staged deadlines after a start. Minutes and hours elapse exactly; days and working days are
counted from the next day and end at 24:00 or at the cut-off (PRC Civil Code, articles 201, 203).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from itertools import pairwise

from ballast.kit.calendar import Calendar
from ballast.kit.document import Document, DocumentError
from ballast.kit.errors import InvalidError
from ballast.kit.reference import Reference
from ballast.kit.span import HOUR, MINUTE, spoken
from ballast.kit.text import Text
from ballast.kit.zone import SHANGHAI, instant_us, local_time

LONGEST_DAYS = 4_000
_DAY = timedelta(days=1)


class ClockError(InvalidError):
    """时限不成立。 The clock, or a pause of it, is not possible."""

    code = "clock_invalid"
    title = Text("时限有误", "Faulty clock")


class Unit(StrEnum):
    """时限的单位。 Unit of a deadline."""

    MINUTES = "minutes"
    HOURS = "hours"
    DAYS = "days"
    WORKDAYS = "workdays"


_ELAPSING = {Unit.MINUTES: MINUTE, Unit.HOURS: HOUR}
_LONGEST = {
    Unit.MINUTES: LONGEST_DAYS * 1440,
    Unit.HOURS: LONGEST_DAYS * 24,
    Unit.DAYS: LONGEST_DAYS,
    Unit.WORKDAYS: LONGEST_DAYS,
}


@dataclass(frozen=True, slots=True)
class Stage:
    """一个阶段：起点之后多久要做什么。 One stage: what is due how long after the start.

    Args:
        code: 代码。 ASCII code.
        title: 要做的事。 What is due.
        amount: 数量，大于 0。 How many units, above 0.
        unit: 单位。 The unit.
        cutoff: 当日截止的时刻，只用于日与工作日；空为 24:00。 Time of day at which a day ends;
            only for days and working days; None means 24:00.
    """

    code: str
    title: Text
    amount: int
    unit: Unit
    cutoff: time | None = None

    def __post_init__(self) -> None:
        if not 0 < self.amount <= _LONGEST[self.unit]:
            raise ClockError(
                Text(
                    f"阶段“{self.code}”的数量应在 1 到 {_LONGEST[self.unit]} 之间",
                    f"Stage '{self.code}': the amount must be from 1 to {_LONGEST[self.unit]}",
                )
            )
        if self.cutoff is not None and self.unit in _ELAPSING:
            raise ClockError(
                Text(
                    f"阶段“{self.code}”按分钟或小时计，不能有截止时刻",
                    f"Stage '{self.code}' counts minutes or hours and cannot have a cut-off",
                )
            )


@dataclass(frozen=True, slots=True)
class Pause:
    """暂停的一段；`to_us` 为空表示仍在暂停。 A pause; still open when `to_us` is None."""

    from_us: int
    to_us: int | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """某刻看一个阶段。 One stage as seen at one instant.

    Attributes:
        stage: 阶段。 The stage.
        due_us: 期限；暂停中则为“此刻恢复”时的期限。 When it is due; while paused, if resumed now.
        left_us: 剩余，负数为逾期。 Time left; negative when overdue.
        paused: 正在暂停。 Whether the clock stands still.
        text: 供人阅读的状态。 The state in words.
        warning: 日历为暂定时的提醒。 Set when the calendar made the due time provisional.
    """

    stage: Stage
    due_us: int
    left_us: int
    paused: bool
    text: Text
    warning: Text | None

    @property
    def overdue(self) -> bool:
        """是否逾期；恰在期限上不算。 Whether it is overdue; at the due instant not yet."""
        return self.left_us < 0


@dataclass(frozen=True, slots=True)
class Clock:
    """一套时限。 A set of staged deadlines that share one start."""

    code: str
    title: Text
    stages: tuple[Stage, ...]
    pausable: bool = False
    references: tuple[Reference, ...] = ()

    def __post_init__(self) -> None:
        codes = [stage.code for stage in self.stages]
        if not codes or len(set(codes)) < len(codes):
            raise ClockError(
                Text(
                    f"时限“{self.code}”至少要有一个阶段，代码不得重复",
                    f"Clock '{self.code}' needs at least one stage and no repeated stage code",
                )
            )

    def read(
        self, start_us: int, now_us: int, calendar: Calendar, pauses: Sequence[Pause] = ()
    ) -> tuple[Reading, ...]:
        """各阶段的期限与状态。 When each stage is due, and how it stands now.

        Raises:
            ClockError: 不可暂停，或暂停重叠、颠倒。 Not pausable, or pauses overlap or run back.
        """
        spans = self._closed(pauses, now_us)
        paused = any(pause.to_us is None and pause.from_us <= now_us for pause in pauses)
        return tuple(
            _reading(stage, _due(stage, start_us, calendar, spans), now_us, paused)
            for stage in self.stages
        )

    @classmethod
    def from_document(cls, document: Document) -> Clock:
        """从内容包读取。 Read from a pack document."""
        document.allow("code", "title", "stages", "pausable", "references")
        return cls(
            code=document.string("code"),
            title=document.text("title"),
            stages=tuple(_read_stage(section) for section in document.sections("stages")),
            pausable=document.value.get("pausable", False) is True,
            references=tuple(
                Reference.from_document(section) for section in document.sections("references")
            ),
        )

    def to_document(self) -> dict[str, object]:
        """写回内容包的形式。 As a pack document."""
        return {
            "code": self.code,
            "title": self.title.as_dict(),
            "stages": [_write_stage(stage) for stage in self.stages],
            "pausable": self.pausable,
            "references": [reference.to_document() for reference in self.references],
        }

    def _closed(self, pauses: Sequence[Pause], now_us: int) -> list[tuple[int, int]]:
        if pauses and not self.pausable:
            raise ClockError(
                Text(f"时限“{self.code}”不可暂停", f"Clock '{self.code}' cannot be paused")
            )
        ends = [(pause.from_us, now_us if pause.to_us is None else pause.to_us) for pause in pauses]
        spans = sorted((start, end) for start, end in ends if start <= now_us)
        disordered = any(end < start for start, end in spans)
        if disordered or any(right[0] < left[1] for left, right in pairwise(spans)):
            raise ClockError(
                Text(
                    "暂停的各段不得重叠，也不得早于开始就结束",
                    "Pauses must not overlap or end before they begin",
                )
            )
        return spans


@dataclass(frozen=True, slots=True)
class _Due:
    at_us: int
    warning: Text | None = None


def _due(stage: Stage, start_us: int, calendar: Calendar, spans: list[tuple[int, int]]) -> _Due:
    if stage.unit in _ELAPSING:
        return _Due(_elapsed(start_us, stage.amount * _ELAPSING[stage.unit], spans))
    return _counted(stage, start_us, calendar, spans)


def _elapsed(start_us: int, length_us: int, spans: list[tuple[int, int]]) -> int:
    due = start_us + length_us
    for start, end in spans:
        if start < due:
            due += max(0, end - max(start, start_us))
    return due


def _counted(stage: Stage, start_us: int, calendar: Calendar, spans: list[tuple[int, int]]) -> _Due:
    # A day counts when the clock runs at its end. The end of the first day is not counted, but if
    # the clock stood still then, that day is lost and one more is needed.
    first = local_time(start_us).date()
    left = stage.amount + _within(_end_us(first, stage.cutoff), start_us, spans)
    working = stage.unit is Unit.WORKDAYS
    days = calendar.workdays_after(first) if working else _days_after(first)
    day = first
    while left:
        day = next(days)
        left -= not _within(_end_us(day, stage.cutoff), start_us, spans)
    warning = calendar.warning(first, day) if working else None
    return _Due(_end_us(day, stage.cutoff), warning)


def _days_after(day: date) -> Iterator[date]:
    while True:
        day += _DAY
        yield day


def _within(at_us: int, start_us: int, spans: Iterable[tuple[int, int]]) -> bool:
    return any(max(start, start_us) <= at_us < end for start, end in spans)


def _end_us(day: date, cutoff: time | None) -> int:
    if cutoff is None:
        return instant_us(datetime.combine(day + _DAY, time(), SHANGHAI))
    return instant_us(datetime.combine(day, cutoff, SHANGHAI))


def _reading(stage: Stage, due: _Due, now_us: int, paused: bool) -> Reading:
    left = due.at_us - now_us
    said = spoken(left)
    if left < 0:
        text = Text(f"已逾期 {said.zh}", f"overdue by {said.en}")
    elif paused:
        text = Text(f"已暂停，剩余 {said.zh}", f"paused, {said.en} left")
    else:
        text = Text(f"剩余 {said.zh}", f"{said.en} left")
    return Reading(stage, due.at_us, left, paused, text, due.warning)


def _read_stage(document: Document) -> Stage:
    document.allow("code", "title", "amount", "unit", "cutoff")
    return Stage(
        code=document.string("code"),
        title=document.text("title"),
        amount=document.integer("amount"),
        unit=document.choice("unit", Unit),
        cutoff=read_time(document, "cutoff") if document.has("cutoff") else None,
    )


def _write_stage(stage: Stage) -> dict[str, object]:
    written: dict[str, object] = {
        "code": stage.code,
        "title": stage.title.as_dict(),
        "amount": stage.amount,
        "unit": stage.unit.value,
    }
    return written | ({"cutoff": f"{stage.cutoff:%H:%M}"} if stage.cutoff else {})


def read_time(document: Document, key: str) -> time:
    """一天中的时刻，写作 `17:00`。 A time of day, written `17:00`."""
    try:
        return datetime.strptime(document.string(key), "%H:%M").time()  # noqa: DTZ007  no date
    except ValueError as error:
        expected = Text("时刻，如 17:00", "a time of day such as 17:00")
        raise DocumentError(f"{document.place}.{key}", expected) from error
