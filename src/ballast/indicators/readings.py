"""读数的用例：现值、背后的事件、按日的线。

Use cases of reading: the present value of a subject, the events behind it, and daily lines.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import cast

from ballast.events.incoming import Incoming
from ballast.events.instants import text_of
from ballast.indicators.engine import Engine
from ballast.indicators.evidence import Counted, Moment, behind
from ballast.indicators.explain import edge_words, value_words
from ballast.indicators.history import History
from ballast.indicators.line import Day, all_subjects, days_until, one_subject
from ballast.indicators.line_words import day_measure, line_notes, subject_measure
from ballast.indicators.model import Indicator
from ballast.indicators.problems import UnknownIndicatorError
from ballast.indicators.schemas import (
    CountedEvent,
    EvidenceView,
    IndicatorLine,
    IndicatorValue,
    LinePoint,
    Value,
)
from ballast.indicators.subject import Subjects, hidden
from ballast.infra.access import Principal
from ballast.kit.text import Text

Between = Callable[[Callable[[], dict[str, object]]], dict[str, object]]
"""由写入道的线程来读状态。 Has the lane's thread read the state."""

_EPOCH = date(1970, 1, 1)
_SEQ = "#seq"  # no code of an indicator looks like this
_MOST = 200


@dataclass(frozen=True, slots=True)
class IndicatorReadings:
    """读数。 Reads values.

    Args:
        engine: 取现用的引擎。 Gives the engine in use.
        between: 由写入道的线程读。 Reads on the lane's thread.
        subjects: 认出对象。 Recognises subjects.
        history: 历史。 The history.
        zone: 自然日的时区。 Zone of natural days.
    """

    engine: Callable[[], Engine]
    between: Between
    subjects: Subjects
    history: History
    zone: str

    def read(
        self, principal: Principal, code: str, scene: str, data: Mapping[str, object]
    ) -> IndicatorValue:
        """一个对象的现值；不改变任何状态。 The present value for a subject; changes nothing.

        Raises:
            UnknownIndicatorError: 没有这个指标。 There is no such indicator.
            EventRefusedError: 字段不合场景。 A field does not fit the scene.
        """
        principal.require("indicator.read", scene)
        indicator = self._known(code)
        probe = self.subjects.probe(scene, data)
        return _value(indicator, probe, self._state(indicator, probe)[code])

    def evidence(
        self, principal: Principal, code: str, scene: str, data: Mapping[str, object]
    ) -> EvidenceView:
        """现值与背后的事件。 The present value and the events behind it."""
        indicator = self._known(code)
        principal.require("indicator.read", scene)
        principal.require("event.read", indicator.scene)
        probe = self.subjects.probe(scene, data)
        key = self.subjects.key(indicator, probe)
        state = self._state(indicator, probe)
        moment = Moment(probe.at_us, cast(int, state[_SEQ]))
        found = behind(self.history, indicator, key, moment, _MOST)
        return EvidenceView(
            _value(indicator, probe, state[code]),
            None if found.from_us is None else text_of(found.from_us),
            found.total,
            [_counted(indicator, each) for each in found.events],
        )

    def line(self, principal: Principal, code: str, days: int) -> IndicatorLine:
        """全部对象每日的计入。 What contributed on each day, over all subjects."""
        indicator = self._known(code)
        principal.require("indicator.read", indicator.scene)
        span = days_until(self.subjects.now_us(), days, self.zone)
        tallies = all_subjects(self.history, indicator, span, self.zone)
        begins = self.history.begins_us(indicator.scene)
        points = [
            _point(day, begins, tally.value, (tally.events, tally.subjects))
            for day, tally in zip(span, tallies, strict=True)
        ]
        return self._line(indicator, day_measure(indicator, self.history.scenes), points, begins)

    def line_of(
        self, principal: Principal, code: str, whose: tuple[str, Mapping[str, object]], days: int
    ) -> IndicatorLine:
        """一个对象每日末的值。 The value for a subject at the end of each day."""
        indicator = self._known(code)
        principal.require("indicator.read", whose[0])
        probe = self.subjects.probe(*whose)
        key = self.subjects.key(indicator, probe)
        span = days_until(self.subjects.now_us(), days, self.zone)
        values = one_subject(self.history, indicator, key, span)
        begins = self.history.begins_us(indicator.scene)
        points = [
            _point(day, begins, value, (None, None))
            for day, value in zip(span, values, strict=True)
        ]
        return self._line(indicator, subject_measure(indicator), points, begins)

    def _line(
        self, indicator: Indicator, measure: Text, points: list[LinePoint], begins: int | None
    ) -> IndicatorLine:
        return IndicatorLine(
            code=indicator.code,
            measure=measure,
            unit=indicator.unit,
            zone=self.zone,
            points=points,
            history_from=None if begins is None else text_of(begins),
            notes=line_notes([point.complete for point in points], begins is None),
        )

    def _known(self, code: str) -> Indicator:
        found = self.engine().indicators.get(code)
        if found is None:
            raise UnknownIndicatorError((code,))
        return found

    def _state(self, indicator: Indicator, probe: Incoming) -> dict[str, object]:
        def look() -> dict[str, object]:
            engine = self.engine()
            values = engine.read(probe.scene, probe.data, probe.at_us, frozenset((indicator.code,)))
            return {**values, _SEQ: engine.seq}

        return self.between(look)


def _value(indicator: Indicator, probe: Incoming, value: object) -> IndicatorValue:
    shown = hidden(value)
    return IndicatorValue(
        indicator.code,
        cast(Value, shown),
        value_words(indicator, shown),
        edge_words(indicator, probe.at_us),
        text_of(probe.at_us),
    )


def _counted(indicator: Indicator, event: Counted) -> CountedEvent:
    value = cast(Value, hidden(event.value))
    return CountedEvent(indicator.scene, event.id, event.seq, text_of(event.at_us), value)


def _point(
    day: Day, begins_us: int | None, value: object, counts: tuple[int | None, int | None]
) -> LinePoint:
    known = begins_us is not None and begins_us < day.from_us
    return LinePoint(
        day=(_EPOCH + timedelta(days=day.number)).isoformat(),
        value=cast(Value, hidden(value)),
        events=counts[0],
        subjects=counts[1],
        complete=day.whole and known,
    )
