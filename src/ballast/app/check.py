"""一项健康检查：情形、一句话、怎么办。 One health check: how it is, a sentence, what to do."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from ballast.kit.text import Text


class Health(StrEnum):
    """一项的情形。 How one thing is."""

    OK = "ok"
    WARN = "warn"
    BAD = "bad"


class Check(Struct, frozen=True):
    """一项检查。 One check: how it is in a sentence, and what to do where it is not well."""

    code: str
    title: Text
    health: Health
    sentence: Text
    remedy: Text | None = None


def check(code: str, title: Text, sentence: Text, ill: tuple[Health, Text] | None = None) -> Check:
    """一项；没有不好之处即为正常。 One check; well unless something is ill."""
    health, remedy = ill or (Health.OK, None)
    return Check(code, title, health, sentence, remedy)
