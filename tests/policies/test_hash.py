from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ballast.policies.hash import canonical, fingerprint

documents = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=15,
)


@given(documents)
def test_spacing_and_key_order_do_not_count(document: object) -> None:
    spaced = json.loads(json.dumps(document, indent=3))
    assert fingerprint(_turned(spaced)) == fingerprint(document)
    assert json.loads(canonical(document)) == document


@given(documents, documents)
def test_different_content_has_a_different_fingerprint(one: object, other: object) -> None:
    same = json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)
    assert (fingerprint(one) == fingerprint(other)) is same


def test_known_value() -> None:
    document = {"乙": 1.0, "a": [True, None, "甲"]}
    assert canonical(document) == '{"a":[true,null,"甲"],"乙":1}'.encode()
    assert fingerprint({"a": 1}) == fingerprint({"a": 1.0})
    assert fingerprint({}) == "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"


def test_what_json_cannot_say_is_refused() -> None:
    with pytest.raises(ValueError, match="JSON"):
        fingerprint(float("nan"))


def _turned(value: object) -> object:
    if isinstance(value, dict):
        return {key: _turned(value[key]) for key in reversed(list(value))}
    return [_turned(item) for item in value] if isinstance(value, list) else value
