"""Definitions: reading, checking, explaining."""

from __future__ import annotations

from dataclasses import replace

import pytest
import yaml
from tests.indicators.worlds import SCENES, T

from ballast.indicators.check import check
from ballast.indicators.definition import load_indicators, parse_window, window_notation
from ballast.indicators.explain import describe, edge_words, value_words
from ballast.indicators.model import Aggregate, Current, Indicator, Window, WindowKind
from ballast.indicators.problems import InvalidIndicatorError
from ballast.kit.document import DocumentError
from ballast.kit.text import Text

GOOD = """
indicators:
  - code: card_amount_1h
    title: {zh: 该卡一小时金额, en: Amount of the card in one hour}
    scene: payment
    key: card
    aggregate: sum
    of: amount
    where: ok
    window: 1h
    unit: {zh: 元, en: CNY}
    current: excluded
    match: {bind: bank_card}
    source:
      instrument: {zh: 示例, en: Example}
      article: "1"
      evidence: own
  - code: since
    title: {zh: 间隔, en: Gap}
    scene: payment
    key: [user, city]
    aggregate: time_since_last
    window: {days: 2}
"""


def test_a_pack_file_is_read() -> None:
    amount, since = load_indicators(yaml.safe_load(GOOD))
    assert amount.key == ("card",)
    assert amount.window == Window(WindowKind.SLIDING, 3_600)
    assert amount.current is Current.EXCLUDED
    assert amount.match == {"bind": ("bank_card",)}
    assert amount.source is not None
    assert since.key == ("user", "city")
    assert since.current is Current.EXCLUDED
    assert since.window == Window(WindowKind.DAYS, 2, "Asia/Shanghai")
    assert check([amount, since], SCENES) == (amount, since)


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("window: 1h", "window: 1m", "indicators[0](card_amount_1h).window"),
        ("window: 1h", "window: 401d", "indicators[0](card_amount_1h).window"),
        ("window: 1h", "window: {days: 0}", "indicators[0](card_amount_1h).window"),
        ("window: 1h", "window: {days: true}", "indicators[0](card_amount_1h).window"),
        ("aggregate: sum", "aggregate: total", "indicators[0](card_amount_1h).aggregate"),
        ("key: card", "key: []", "indicators[0](card_amount_1h).key"),
        ("key: card", "keys: card", "indicators[0].keys"),
        ("current: excluded", "current: none", "indicators[0](card_amount_1h).current"),
        ("{bind: bank_card}", "{bind: 3}", "indicators[0](card_amount_1h).match.bind"),
        ("{zh: 元, en: CNY}", "{zh: 元}", "indicators[0](card_amount_1h).unit"),
    ],
)
def test_a_malformed_entry_is_named(old: str, new: str, place: str) -> None:
    with pytest.raises(DocumentError) as refused:
        load_indicators(yaml.safe_load(GOOD.replace(old, new)))
    assert refused.value.extra["place"] == f"indicators.yaml.{place}"


GOOD_ONE = Indicator("x", T, "payment", ("user",), Aggregate.SUM, Window(WindowKind.EVER), "amount")


@pytest.mark.parametrize(
    ("change", "field", "remedy"),
    [
        ({"scene": "pay"}, "scene", "bind, payment"),
        ({"code": "X"}, "code", "lower-case"),
        ({"key": ()}, "key", "Name the field"),
        ({"key": ("who",)}, "key", "amount"),
        ({"of": None}, "of", "`of`"),
        ({"of": "amounts"}, "of", "amount"),
        ({"of": "card"}, "of", "distinct"),
        ({"of": "due"}, "of", "distinct"),
        ({"aggregate": Aggregate.TIME_SINCE_LAST}, "of", "where"),
        ({"aggregate": Aggregate.TIME_SINCE_LAST, "of": None}, "current", "excluded"),
        ({"window": Window(WindowKind.DAYS, 1, "Asia/Beijing")}, "window", "IANA"),
        ({"match": {"bond": ("user",)}}, "match.bond", "bind"),
        ({"match": {"payment": ("city",)}}, "match.payment", "another scene"),
        ({"match": {"bind": ("user", "user")}}, "match.bind", "1 field"),
        ({"match": {"bind": ("users",)}}, "match.bind", "user"),
        ({"match": {"bind": ("amount",)}}, "match.bind", "same type"),
        ({"match": {"bind": ("bank_card",)}}, "match.bind", "same type"),
        ({"where": "amuont > 1"}, "where", "Correct"),
        ({"where": "amount +"}, "where", "Correct"),
        ({"where": "amount + 1"}, "where", "Correct"),
        ({"where": "card > 'a'"}, "where", "Correct"),
    ],
)
def test_a_definition_that_does_not_fit_says_what_to_do(
    change: dict[str, object], field: str, remedy: str
) -> None:
    assert check([GOOD_ONE], SCENES)
    with pytest.raises(InvalidIndicatorError) as refused:
        check([replace(GOOD_ONE, **change)], SCENES)  # type: ignore[arg-type]
    problems = {p.field: p for p in refused.value.problems}
    assert field in problems
    assert remedy in problems[field].remedy.en
    assert problems[field].indicator == str(change.get("code", "x"))


def test_a_code_is_used_once_and_all_problems_come_at_once() -> None:
    with pytest.raises(InvalidIndicatorError) as refused:
        check([GOOD_ONE, GOOD_ONE, replace(GOOD_ONE, code="y", of="z", key=("z",))], SCENES)
    assert [(p.indicator, p.field) for p in refused.value.problems] == [
        ("x", "code"),
        ("y", "key"),
        ("y", "of"),
    ]


@pytest.mark.parametrize("written", ["1s", "90s", "10min", "1h", "400d", "ever", {"days": 3}])
def test_windows_are_written_as_they_are_read(written: object) -> None:
    assert window_notation(parse_window(written)) == written


def test_the_definition_in_words() -> None:
    amount, since = load_indicators(yaml.safe_load(GOOD))
    words = describe(amount, SCENES)
    assert (
        words.zh
        == "最近 1 小时（起点取整到窗口的 1/60），同一测的“测”（只计 ok）：测的合计，不含当前事件"
    )
    assert "in the last 1 hour(s) (the start lies on a 1/60 of the window)" in words.en
    assert "含当天的 2 个自然日（Asia/Shanghai）" in describe(since, SCENES).zh


def test_the_window_and_the_value_in_words() -> None:
    amount, since = load_indicators(yaml.safe_load(GOOD))
    noon = 1_767_240_000_000_000
    assert edge_words(amount, noon + 30_000_000).en == (
        "Events at or after 2026-01-01T11:01:00+08:00 are counted"
    )
    assert "2026-01-01T12:01:00" in edge_words(amount, noon, noon + 3_600_000_000).zh
    assert edge_words(since, noon).zh == "计入 2025-12-31T00:00:00+08:00 及以后的事件"
    ever = replace(amount, window=Window(WindowKind.EVER))
    assert edge_words(ever, noon).en == "All events before are counted"
    assert value_words(amount, 1234.5) == Text("1234.5 元", "1234.5 CNY")
    assert value_words(since, 90.000001).en == "90 s"
    assert value_words(amount, None).zh.startswith("缺失")
    assert value_words(replace(amount, unit=None, aggregate=Aggregate.DISTINCT), 4096) == Text(
        "至少 4096", "at least 4096"
    )
