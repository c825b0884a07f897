"""算得出是值，算不出是带原因的失败。 A value, or a failure that says why there is none."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from ballast.kit.text import Text

T_co = TypeVar("T_co", covariant=True)


class Reason(StrEnum):
    """失败的种类。 Why a value could not be computed."""

    MISSING_DATA = "missing_data"
    NOT_APPLICABLE = "not_applicable"
    INVALID = "invalid"
    UNSUPPORTED = "unsupported"
    CALCULATION_FAILED = "calculation_failed"
    LIMIT_EXCEEDED = "limit_exceeded"


@dataclass(frozen=True, slots=True)
class Failure:
    """没有值，以及为什么。 No value, and the reason in both languages."""

    reason: Reason
    detail: Text


@dataclass(frozen=True, slots=True)
class Success(Generic[T_co]):
    """有值。 A computed value."""

    value: T_co


T = TypeVar("T")

Result = Success[T] | Failure
