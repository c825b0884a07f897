"""Tokens of protected values stay inside, wherever they stand."""

from __future__ import annotations

from ballast.decisions.reading import HIDDEN, hidden, hidden_within

TOKEN = "tk_" + "0123456789abcdef" * 2


def test_a_token_is_hidden_and_anything_else_stays_the_same_object() -> None:
    assert hidden(TOKEN) == HIDDEN
    for value in (12.5, None, True, "text", ["list"]):
        assert hidden(value) is value


def test_tokens_are_hidden_however_deep_and_within_longer_texts() -> None:
    found = hidden_within({"a": [TOKEN, 1], "b": {"c": f"phone={TOKEN}, amount=5"}, "d": (TOKEN,)})
    assert found == {"a": [HIDDEN, 1], "b": {"c": f"phone={HIDDEN}, amount=5"}, "d": [HIDDEN]}
