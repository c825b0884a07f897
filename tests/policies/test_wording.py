from __future__ import annotations

import pytest

from ballast.policies.wording import WordingError, require_code, require_text


@pytest.mark.parametrize("code", ["a", "loan", "loan.limit_2", "a" * 64])
def test_codes_are_lower_case_ascii(code: str) -> None:
    require_code("code", code)


@pytest.mark.parametrize("code", ["", "A", "2a", "a/b", "贷款", "a" * 65, "a\n", "a b"])
def test_other_codes_are_refused_naming_the_field(code: str) -> None:
    with pytest.raises(WordingError) as refused:
        require_code("code", code)
    assert refused.value.extra == {"field": "code"}


def test_texts_are_bounded_and_free_of_control_characters() -> None:
    require_text("title", "贷款\n额度" + "x" * 95, 100)
    for wrong in ("x" * 101, "a\x00b", "a\x1bb", "\ud800"):
        with pytest.raises(WordingError, match="title"):
            require_text("title", wrong, 100)
