"""人写的短文字的要求：长度、不含控制字符；编码只用 ASCII。

What short texts written by people must be: not too long, no control characters; codes in ASCII.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from ballast.kit.errors import InvalidError
from ballast.kit.text import Text

_CODE = re.compile(r"[a-z][a-z0-9_.]{0,63}")


class WordingError(InvalidError):
    """文字不合要求。 A text does not meet the contract; `field` names it."""

    code = "wording"

    def __init__(self, field: str, detail: Text) -> None:
        super().__init__(detail, {"field": field})


def require_text(field: str, text: str, most: int) -> None:
    """至多 `most` 个字符，除换行与制表外不含控制字符。

    At most `most` characters, no control ones.
    """
    if len(text) > most:
        raise WordingError(
            field,
            Text(f"{field} 至多 {most} 个字符。", f"{field} has at most {most} characters."),
        )
    if any(unicodedata.category(c) in ("Cc", "Cs") and c not in "\n\r\t" for c in text):
        raise WordingError(
            field,
            Text(
                f"{field} 含有控制字符，请去掉。", f"{field} has control characters; remove them."
            ),
        )


def require_code(field: str, code: str) -> None:
    """小写字母开头，小写字母、数字、点与下划线，至多 64 个。 A lower-case ASCII code."""
    if not _CODE.fullmatch(code):
        raise WordingError(
            field,
            Text(
                f"{field} 应为小写字母开头的小写字母、数字、点或下划线，至多 64 个。",
                f"{field} starts with a lower-case letter and has lower-case letters, digits, "
                "dots and underscores, at most 64.",
            ),
        )


def title_of(given: Mapping[str, str] | None, code: str) -> Text:
    """给出的双语标题；没给则用代码。 The title as given in both languages, or else the code.

    Raises:
        WordingError: 少了一种语言。 One of the languages is missing.
    """
    if not given:
        return Text(code, code)
    if not (given.get("zh") and given.get("en")):
        raise WordingError(
            "title", Text("标题要有 zh 与 en 两种文字。", "A title needs both zh and en.")
        )
    return Text.of(given)
