from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ballast.infra.access.scopes import Scope, ScopeKind, Tree
from ballast.kit.text import Text

NAMES = st.sampled_from("abcdef")
PARENTS = st.dictionaries(NAMES, st.none() | NAMES)


def tree(parents: dict[str, str | None]) -> Tree:
    title = Text("甲", "A")
    return Tree(
        Scope(code=code, kind=ScopeKind.UNIT, title=title, parent=parent)
        for code, parent in parents.items()
    )


BANK = tree({"bank": None, "retail": "bank", "cards": "retail", "treasury": "bank", "fund": None})


def test_a_scope_holds_itself_and_all_below() -> None:
    assert BANK.within("retail") == {"retail", "cards"}
    assert BANK.within("bank") == {"bank", "retail", "cards", "treasury"}
    assert BANK.within("gone") == frozenset()
    assert BANK.above("cards") == ["retail", "bank"]


def test_scenes_follow_from_the_scopes_they_belong_to() -> None:
    scenes = {"pay": "cards", "loan": "retail", "swap": "treasury", "lost": "gone"}
    assert BANK.scenes("retail", scenes) == {"pay", "loan"}
    assert BANK.scenes("bank", scenes) == {"pay", "loan", "swap"}
    assert BANK.scenes("gone", scenes) == frozenset()


@given(PARENTS, NAMES, NAMES)
def test_being_within_and_being_above_are_the_same(
    parents: dict[str, str | None], upper: str, lower: str
) -> None:
    one = tree(parents)
    known = upper in parents and lower in parents
    if known and upper != lower and not _circular(one, lower):
        assert (lower in one.within(upper)) is (upper in one.above(lower))


@given(PARENTS, NAMES)
def test_even_a_circle_ends(parents: dict[str, str | None], code: str) -> None:
    one = tree(parents)
    assert one.within(code) <= set(parents)
    assert len(one.above(code)) <= len(parents) + 1


def _circular(one: Tree, code: str) -> bool:
    path = one.above(code)
    return len(path) > 0 and path[-1] in one.scopes and one.scopes[path[-1]].parent is not None
