from __future__ import annotations

import pytest

from ballast.policies.place import Place, place_of


@pytest.mark.parametrize(
    ("where", "place"),
    [
        ("rules[2].c1", Place("rules", 2, None, "c1")),
        ("rules[2].c.1", Place("rules", 2, None, "c.1")),
        ("nodes[3]", Place("nodes", 3)),
        ("rules.R1.when", Place("rules", None, "R1", "when")),
        ("rules.R.1.when", Place("rules", None, "R.1", "when")),
        ("rules.R1", Place("rules", None, "R1")),
        ("inputs.c1.field", Place("inputs", None, "c1", "field")),
        ("edges.i-None-o", Place("edges", None, "i-None-o")),
        ("callers.credit.loan.apply", Place("callers", None, "credit.loan.apply")),
        ("content.key", Place("content", None, "key")),
        ("outputPath", Place("outputPath")),
        ("", Place()),
    ],
)
def test_a_where_is_split_into_its_parts(where: str, place: Place) -> None:
    assert place_of(where) == place
