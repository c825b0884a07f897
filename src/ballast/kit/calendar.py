"""工作日历：放假与调休是数据，可由机构文件改写。

Working-day calendar: holidays and make-up working days are data. An institution's file merges over
it. A year that is not on record is computed from weekends alone and says so; it is never an error.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from ballast.kit.document import Document
from ballast.kit.errors import InvalidError
from ballast.kit.reference import Reference
from ballast.kit.text import Text

FARTHEST = 10_000  # working days; keeps one call below some ten milliseconds
_SATURDAY = 5
_DAY = timedelta(days=1)


class CalendarError(InvalidError):
    """日历不成立，或推算得太远。 The calendar contradicts itself, or is asked too far away."""

    code = "calendar_invalid"
    title = Text("日历有误", "Faulty calendar")


@dataclass(frozen=True, slots=True)
class Workday:
    """推算出的日子；`warning` 非空即为暂定。 A computed day; provisional when `warning` is set."""

    day: date
    warning: Text | None = None


@dataclass(frozen=True, slots=True)
class Calendar:
    """一部工作日历。 A working-day calendar.

    Args:
        code: 代码。 ASCII code.
        title: 名称。 Title.
        years: 已收录安排的年份。 Years whose arrangement is on record.
        holidays: 放假的日子及其节名（含其中的周末）。 Days off and their names.
        workdays: 调休上班的日子。 Make-up working days.
        references: 出处。 References.
    """

    code: str
    title: Text
    years: frozenset[int]
    holidays: Mapping[date, Text]
    workdays: frozenset[date]
    references: tuple[Reference, ...] = field(default=())

    def __post_init__(self) -> None:
        both = sorted(self.workdays & self.holidays.keys())
        if both:
            raise CalendarError(
                Text(
                    f"{both[0]} 既列为放假又列为上班，请去掉一处",
                    f"{both[0]} is listed both as a holiday and as a working day; remove one",
                ),
                {"day": both[0].isoformat()},
            )

    def is_workday(self, day: date) -> bool:
        """是否上班。 Whether people work on this day."""
        if day in self.workdays:
            return True
        return day.weekday() < _SATURDAY and day not in self.holidays

    def plus_workdays(self, day: date, count: int) -> Workday:
        """第 count 个工作日，次日起算（T+n）；负数往前推，0 为当日。

        The count-th working day, counted from the next day (T+n); negative counts back, 0 is the
        day itself.

        Raises:
            CalendarError: 超过一万个工作日。 More than FARTHEST working days away.
        """
        if abs(count) > FARTHEST:
            raise CalendarError(
                Text(
                    f"最多推算 {FARTHEST} 个工作日",
                    f"At most {FARTHEST} working days can be counted",
                )
            )
        step = _DAY if count >= 0 else -_DAY
        found, left = day, abs(count)
        while left:
            found += step
            left -= self.is_workday(found)
        return Workday(found, self.warning(day, found))

    def on_or_after(self, day: date) -> Workday:
        """当日或其后第一个工作日。 The day itself or the first working day after it."""
        return self._nearest(day, _DAY)

    def on_or_before(self, day: date) -> Workday:
        """当日或其前最后一个工作日。 The day itself or the last working day before it."""
        return self._nearest(day, -_DAY)

    def workdays_after(self, day: date) -> Iterator[date]:
        """其后的工作日，依次给出。 The working days after a day, one by one."""
        while True:
            day += _DAY
            if self.is_workday(day):
                yield day

    def workdays_between(self, first: date, last: date) -> int:
        """(first, last] 之间的工作日数。 Number of working days after first, up to last."""
        days = range(1, (last - first).days + 1)
        return sum(self.is_workday(first + n * _DAY) for n in days)

    def warning(self, first: date, last: date) -> Text | None:
        """区间里有未收录的年份时的提醒。 A warning if the span meets a year not on record."""
        low, high = sorted((first.year, last.year))
        unknown = [str(year) for year in range(low, high + 1) if year not in self.years]
        if not unknown:
            return None
        zh, en = "、".join(unknown[:3]), ", ".join(unknown[:3])
        return Text(
            f"{zh} 年的放假与调休安排尚未收录，暂按周一至周五推算，公布后请更新日历",
            f"Provisional: the holidays of {en} are not on record, so only weekends were left out; "
            "update the calendar once they are published",
        )

    def expiry_warning(self, today: date, ahead: timedelta) -> Text | None:
        """收录将尽时的提醒。 A warning that the record ends within `ahead` of today."""
        return self.warning(today, today + ahead)

    def merged(self, override: Calendar) -> Calendar:
        """以机构的文件改写。 This calendar with an institution's file over it."""
        kept = {day: name for day, name in self.holidays.items() if day not in override.workdays}
        return Calendar(
            code=override.code,
            title=override.title,
            years=self.years | override.years,
            holidays={**kept, **override.holidays},
            workdays=(self.workdays - override.holidays.keys()) | override.workdays,
            references=self.references + override.references,
        )

    @classmethod
    def from_document(cls, document: Document) -> Calendar:
        """从内容包或机构的文件读取。 Read from a pack or from an institution's file.

        A whole year is declared under `years`; single days that change nothing else stand under
        `holidays` and `workdays` at the top.
        """
        document.allow("code", "title", "years", "holidays", "workdays", "references")
        years = document.sections("years") if document.has("years") else []
        holidays: dict[date, Text] = {}
        workdays: set[date] = set()
        for section in [document, *years]:
            holidays |= _holidays(section)
            workdays |= set(section.days("workdays"))
        cited = document.sections("references") if document.has("references") else []
        return cls(
            code=document.string("code"),
            title=document.text("title"),
            years=frozenset(_year(section) for section in years),
            holidays=holidays,
            workdays=frozenset(workdays),
            references=tuple(Reference.from_document(section) for section in cited),
        )

    def _nearest(self, day: date, step: timedelta) -> Workday:
        found = day
        while not self.is_workday(found):
            found += step
        return Workday(found, self.warning(day, found))


def _holidays(document: Document) -> dict[date, Text]:
    found: dict[date, Text] = {}
    for section in document.sections("holidays") if document.has("holidays") else []:
        section.allow("title", "days")
        title = section.text("title")
        found |= dict.fromkeys(section.days("days"), title)
    return found


def _year(document: Document) -> int:
    document.allow("year", "holidays", "workdays")
    year = document.integer("year")
    named = [*_holidays(document), *document.days("workdays")]
    stray = sorted(day for day in named if day.year != year)
    if stray:
        raise CalendarError(
            Text(f"{stray[0]} 不属于 {year} 年", f"{stray[0]} is not a day of {year}"),
            {"place": document.place},
        )
    return year
