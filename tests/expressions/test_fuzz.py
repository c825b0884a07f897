"""随机输入的小样；完整的一百万用命令行跑。 A sample of the fuzz; run the million by hand."""

from __future__ import annotations

from tests.expressions.fuzz import SOURCES, fuzz, report


def test_twenty_thousand_random_inputs_find_no_escape() -> None:
    tally = fuzz(20_000, seed=20_260_101)
    assert tally.defects == [], report(tally, 20_000, 20_260_101, 0)
    assert set(tally.tried) == set(SOURCES)
    assert tally.reached["evaluated"] > 5_000, "too few inputs get past the checker"
    assert tally.reached["run unchecked"] > 500
    assert tally.reached["in SQL"] > 10
