from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from tests.policies.building import (
    Item,
    document,
    edge,
    end,
    expression,
    line,
    rule,
    rules,
    start,
    table,
)

from ballast.policies.difference import ChangeKind, difference
from ballast.policies.reading import parse

BASE = line(
    table("t", ["x"], ["y"], [["> 1", "2"], ["> 0", "3"]]),
    rules("r", rule("A", "x > 1", points=5), rule("B", "x > 2")),
)


def lines(before: Item, after: Item) -> list[str]:
    return [change.text.zh for change in difference(parse(before), parse(after))]


def changed(**cells: object) -> Item:
    return line(
        table("t", ["x"], ["y"], [["> 1", "2"], ["> 0", str(cells.get("y", 3))]]),
        rules(
            "r",
            rule("A", str(cells.get("when", "x > 1")), points=cells.get("points", 5)),
            rule("B", "x > 2"),
        ),
    )


def test_equal_documents_have_no_difference_and_layout_does_not_count() -> None:
    moved = line(*(dict(n, position={"x": 9, "y": 9}) for n in BASE["nodes"][1:-1]))  # type: ignore[index]
    assert lines(BASE, BASE) == []
    assert lines(BASE, moved) == []


def test_a_changed_cell_and_condition_are_named() -> None:
    assert lines(BASE, changed(y=4)) == ["修改 t / 第 2 行 的 y：3 → 4"]
    assert lines(BASE, changed(when="x > 9")) == ["修改 r / 规则 A 的条件：x > 1 → x > 9"]
    assert lines(BASE, changed(points=None)) == ["删除 r / 规则 A 的分值：5.0"]


def test_an_inserted_row_is_one_addition_not_a_shift_of_all() -> None:
    more = line(
        table("t", ["x"], ["y"], [["> 1", "2"], ["> 0", "3"]]),
        rules("r", rule("N", "x > 7"), rule("A", "x > 1", points=5), rule("B", "x > 2")),
    )
    found = difference(parse(BASE), parse(more))
    assert {change.kind for change in found} == {ChangeKind.ADDED}
    assert {change.path.split(".")[1] for change in found} == {"N"}


def test_order_counts_because_the_first_hit_decides() -> None:
    turned = line(BASE["nodes"][1], rules("r", rule("B", "x > 2"), rule("A", "x > 1", points=5)))  # type: ignore[index]
    assert lines(BASE, turned) == ['修改 r / 规则的次序：["A","B"] → ["B","A"]']


def test_nodes_and_edges_come_and_go() -> None:
    with_e = document(
        [start(), expression("e", {"v": "1"}), end()], [edge("i", "e"), edge("e", "o")]
    )
    without = document([start(), end()], [edge("i", "o")])
    added = lines(without, with_e)
    assert "新增 e：expression" in added
    assert "新增 e / 表达式 v：1" in added
    assert "删除 i → o / 连线" in added
    swapped = {line.replace("新增", "|").replace("删除", "新增") for line in added}
    assert {line.replace("|", "删除") for line in swapped} == set(lines(with_e, without))


def test_everything_is_new_without_a_former_version() -> None:
    found = difference(None, parse(BASE))
    assert {change.kind for change in found} == {ChangeKind.ADDED}
    assert found[0].text.en.startswith("Added ")


values = st.sampled_from(["1", "2", "3"])


@given(st.lists(values, min_size=2, max_size=2), st.lists(values, min_size=2, max_size=2))
def test_there_is_a_difference_exactly_when_content_differs(
    one: list[str], other: list[str]
) -> None:
    made = [line(expression("e", {"a": a, "b": b})) for a, b in (one, other)]
    found = difference(parse(made[0]), parse(made[1]))
    assert len(found) == sum(a != b for a, b in zip(one, other, strict=True))
