"""健康明细：好、要留意还是坏，以及怎么办。 Health in detail: ok, warn or bad, and what to do."""

from __future__ import annotations

from typing import Any

from litestar import Request, get
from litestar.di import NamedDependency
from msgspec import Struct

from ballast.app.check import Check, Health
from ballast.app.checks import checks
from ballast.app.runtime import Runtime
from ballast.events.instants import text_of
from ballast.infra.access import Principal

_WORST = (Health.BAD, Health.WARN, Health.OK)


class HealthDetail(Struct, frozen=True):
    """健康明细；`health` 为最差的一项。 Health in detail; `health` is that of the worst check."""

    health: Health
    at: str
    checks: list[Check]


@get(
    "/health/detail",
    sync_to_thread=True,
    summary="健康明细 / Health in detail",
    operation_id="healthDetail",
)
def detail(
    request: Request[Principal, Any, Any], runtime: NamedDependency[Runtime]
) -> HealthDetail:
    """每项一句话，不好时说怎么办。 Each check in a sentence, and what to do where it is ill."""
    if not request.user.may("metrics.read"):
        request.user.require("settings.read")
    found = list(checks(runtime))
    worst = next(each for each in _WORST if any(check.health is each for check in found))
    return HealthDetail(worst, text_of(runtime.now_us()), found)
