from __future__ import annotations

import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ballast.infra.packs import PackError, parse_yaml

PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**15), 10**15) | st.text("abc汉字 -:#'\""),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("abcd", min_size=1), inner),
    max_leaves=10,
)


@given(PLAIN)
def test_json_means_the_same_as_yaml(value: object) -> None:
    assert parse_yaml(json.dumps(value, ensure_ascii=False), "f")[0] == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("no", "no"), ("on", "on"), ("0123", "0123"), ("1:30", "1:30"),
        ("2026-01-01", "2026-01-01"), ("1_000", "1_000"), (".5", ".5"), (".inf", ".inf"),
        ("+1", "+1"), ("0x10", "0x10"),
        ("true", True), ("null", None), ("~", None), ("-7", -7), ("1.50", 1.5), ("1e3", 1000.0),
        ("'12'", "12"), ("<<", "<<"), ("=", "="),
    ],
)  # fmt: skip
def test_scalars_are_yaml_1_2(text: str, value: object) -> None:
    found = parse_yaml(f"a: {text}", "f")[0]
    assert found == {"a": value}
    assert type(found["a"]) is type(value)  # type: ignore[index]


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("a: 1\nb: 2\na: 3", 3, "twice"),
        ("a: {b: 1,\n b: 2}", 2, "twice"),
        ("a: &x [1]\nb: *x", 2, "aliases"),
        ("a: !!python/object/apply:os.system [ls]", 1, "python"),
        ("a: !local 1", 1, "tag"),
        ("a: [1\n", 2, "expected"),
        ("[" * 65 + "]" * 65, 1, "deeper"),
        ("{" * 3000, 1, "deeper"),
        ("? [a]\n: 1", 1, "key"),
        ("a: 1\n---\nb: 2", 2, "document"),
        ("a: \x00", 1, "YAML"),
    ],
)
def test_what_is_refused_names_its_line(text: str, line: int, words: str) -> None:
    with pytest.raises(PackError, match=words) as caught:
        parse_yaml(text, "pack/file.yaml")
    assert caught.value.extra == {"file": "pack/file.yaml", "line": line}
    assert f"第 {line} 行" in caught.value.detail.zh


@given(st.text(max_size=60))
def test_any_text_parses_or_is_refused(text: str) -> None:
    with suppress(PackError):
        json.dumps(parse_yaml(text, "f")[0])
