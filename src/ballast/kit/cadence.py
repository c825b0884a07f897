"""节奏：每日、每周、每月、每季、每年的下一次。 Cadence: when something periodic is next due."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from ballast.kit.calendar import Calendar, Workday
from ballast.kit.clock import read_time
from ballast.kit.document import Document
from ballast.kit.errors import InvalidError
from ballast.kit.reference import Reference
from ballast.kit.text import Text
from ballast.kit.zone import SHANGHAI, instant_us, local_time

_MONTHS = {"monthly": 1, "quarterly": 3, "yearly": 12}
_DAY = timedelta(days=1)
# A holiday moves a date by two weeks at most; the search starts well before it.
_LOOK_BACK = timedelta(days=31)


class CadenceError(InvalidError):
    """节奏不成立。 The cadence is not possible."""

    code = "cadence_invalid"
    title = Text("节奏有误", "Faulty cadence")


class Every(StrEnum):
    """多久一次。 How often."""

    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    YEARLY = "yearly"


class Roll(StrEnum):
    """遇到休息日怎么办。 What happens on a day off."""

    KEEP = "keep"
    NEXT = "next"
    PREVIOUS = "previous"


@dataclass(frozen=True, slots=True)
class Occurrence:
    """一次。 One occurrence; provisional when `warning` is set."""

    at_us: int
    warning: Text | None = None


@dataclass(frozen=True, slots=True)
class Cadence:
    """一种节奏。 A cadence in local time.

    Args:
        code: 代码。 ASCII code.
        title: 要做的事。 What is due.
        every: 多久一次。 How often.
        at: 当日时刻。 Time of day.
        day: 周几（1–7），或几号（1–31，超过月末取月末）；每日不用。 Weekday 1 to 7, or day of the
            month 1 to 31, the last day if the month is shorter; unused when daily.
        month: 季度的第几个月（1–3）或几月（1–12）；其余不用。 Month of the quarter or of the year.
        roll: 遇休息日：照旧、顺延或提前。 On a day off: keep, next or previous working day.
    """

    code: str
    title: Text
    every: Every
    at: time
    day: int = 1
    month: int = 1
    roll: Roll = Roll.KEEP
    references: tuple[Reference, ...] = ()

    def __post_init__(self) -> None:
        last_day = 7 if self.every is Every.WEEKLY else 31
        last_month = _MONTHS.get(self.every, 1)
        if not (1 <= self.day <= last_day and 1 <= self.month <= last_month):
            raise CadenceError(
                Text(
                    f"节奏“{self.code}”的 day 应在 1 到 {last_day}，month 应在 1 到 {last_month}",
                    f"Cadence '{self.code}': day must be 1 to {last_day}, month 1 to {last_month}",
                )
            )

    def next_after(self, after_us: int, calendar: Calendar) -> Occurrence:
        """其后的第一次。 The first occurrence strictly after an instant."""
        for day in self._days(local_time(after_us).date() - _LOOK_BACK):
            moved = self._rolled(day, calendar)
            at_us = instant_us(datetime.combine(moved.day, self.at, SHANGHAI))
            if at_us > after_us:
                return Occurrence(at_us, moved.warning)
        raise AssertionError("a cadence never ends")

    @classmethod
    def from_document(cls, document: Document) -> Cadence:
        """从内容包读取。 Read from a pack document."""
        document.allow("code", "title", "every", "at", "day", "month", "roll", "references")
        return cls(
            code=document.string("code"),
            title=document.text("title"),
            every=document.choice("every", Every),
            at=read_time(document, "at"),
            day=document.integer("day") if document.has("day") else 1,
            month=document.integer("month") if document.has("month") else 1,
            roll=document.choice("roll", Roll) if document.has("roll") else Roll.KEEP,
            references=tuple(
                Reference.from_document(section) for section in document.sections("references")
            ),
        )

    def to_document(self) -> dict[str, object]:
        """写回内容包的形式。 As a pack document."""
        return {
            "code": self.code,
            "title": self.title.as_dict(),
            "every": self.every.value,
            "at": f"{self.at:%H:%M}",
            "day": self.day,
            "month": self.month,
            "roll": self.roll.value,
            "references": [reference.to_document() for reference in self.references],
        }

    def _days(self, since: date) -> Iterator[date]:
        if self.every in _MONTHS:
            yield from self._days_of_months(since)
            return
        step = _DAY if self.every is Every.DAILY else 7 * _DAY
        day = since if self.every is Every.DAILY else since + (self.day - since.isoweekday()) * _DAY
        while True:
            yield day
            day += step

    def _days_of_months(self, since: date) -> Iterator[date]:
        step = _MONTHS[self.every]
        # Months are counted from year 0; the first period may begin before `since`.
        month = (since.year * 12 + since.month - 1) // step * step + self.month - 1
        while True:
            yield _day_of_month(*divmod(month, 12), self.day)
            month += step

    def _rolled(self, day: date, calendar: Calendar) -> Workday:
        if self.roll is Roll.KEEP:
            return Workday(day)
        move = calendar.on_or_after if self.roll is Roll.NEXT else calendar.on_or_before
        return move(day)


def _day_of_month(year: int, month: int, day: int) -> date:
    following = date(year + month // 11, (month + 1) % 12 + 1, 1)
    last = (following - _DAY).day
    return date(year, month + 1, min(day, last))
