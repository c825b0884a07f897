"""指标：看、读数、自建、审批。 Indicators: look, read values, make one's own, decide."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from msgspec import Struct, field

from ballast.client.transport import Transport

_ROOT = "/api/v1/indicators"


class Indicator(Struct, frozen=True):
    """清单里的一个指标。 One indicator of the list."""

    code: str
    title: dict[str, str]
    scene: str
    aggregate: str
    window: dict[str, str]
    description: dict[str, str]
    origin: str
    status: str
    ready: bool
    uses: int


class IndicatorVersion(Struct, frozen=True):
    """自建指标的一个版本。 One version of an own indicator."""

    code: str
    number: int
    status: str
    author_name: str
    comment: str = ""


class IndicatorDetail(Struct, frozen=True):
    """一个指标。 One indicator: definition, words, formula, SQL, who reads it, versions."""

    code: str
    title: dict[str, str]
    description: dict[str, str]
    status: str
    ready: bool
    definition: dict[str, Any]
    formula: list[dict[str, str]]
    sql: str
    uses: list[dict[str, Any]] = field(default_factory=list)
    versions: list[IndicatorVersion] = field(default_factory=list)


class IndicatorProblem(Struct, frozen=True):
    """定义的一处问题。 One problem of a definition."""

    field: str
    problem: dict[str, str]
    remedy: dict[str, str]


class CheckedIndicator(Struct, frozen=True):
    """检查的结果。 What checking a definition found."""

    problems: list[IndicatorProblem]
    description: dict[str, str] | None = None
    formula: list[dict[str, str]] = field(default_factory=list)
    sql: str | None = None


class IndicatorValue(Struct, frozen=True):
    """现值。 A present value."""

    code: str
    value: Any
    words: dict[str, str]
    window: dict[str, str]


class Indicators:
    """指标的接口。 The API of indicators; reached as `client.indicators`."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def list(self) -> tuple[Indicator, ...]:
        """全部指标。 Every indicator."""
        return self._transport.get(_ROOT, tuple[Indicator, ...])

    def show(self, code: str) -> IndicatorDetail:
        """一个指标。 One indicator."""
        return self._transport.get(_one(code), IndicatorDetail)

    def read(self, code: str, scene: str, data: Mapping[str, Any]) -> IndicatorValue:
        """一个对象的现值。 The present value for a subject."""
        body = {"scene": scene, "data": dict(data)}
        return self._transport.post(f"{_one(code)}/read", body, IndicatorValue)

    def check(self, definition: Mapping[str, Any]) -> CheckedIndicator:
        """检查定义，不保存。 Check a definition; nothing is saved."""
        body = {"definition": dict(definition)}
        return self._transport.post(f"{_ROOT}/check", body, CheckedIndicator)

    def create(self, definition: Mapping[str, Any]) -> IndicatorVersion:
        """存为草稿。 Save as a draft.

        Raises:
            ApiInvalidError: 定义有问题，`problem` 逐处列出。 The definition has problems.
        """
        return self._transport.post(_ROOT, {"definition": dict(definition)}, IndicatorVersion)

    def submit(self, code: str, number: int) -> IndicatorVersion:
        """提交审批。 Submit for approval."""
        return self._transport.post(f"{_version(code, number)}/submit", {}, IndicatorVersion)

    def approve(self, code: str, number: int, comment: str = "") -> IndicatorVersion:
        """批准。 Approve."""
        body = {"comment": comment}
        return self._transport.post(f"{_version(code, number)}/approve", body, IndicatorVersion)

    def return_(self, code: str, number: int, comment: str) -> IndicatorVersion:
        """退回，附意见。 Return with a comment."""
        body = {"comment": comment}
        return self._transport.post(f"{_version(code, number)}/return", body, IndicatorVersion)

    def retire(self, code: str, comment: str) -> IndicatorVersion:
        """退役。 Retire."""
        return self._transport.post(f"{_one(code)}/retire", {"comment": comment}, IndicatorVersion)


def _one(code: str) -> str:
    return f"{_ROOT}/{quote(code, safe='')}"


def _version(code: str, number: int) -> str:
    return f"{_one(code)}/versions/{number}"
