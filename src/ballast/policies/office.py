"""策略接口要用的部件，合在一处。 The parts that the API of policies works with, in one place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ballast.infra.db import Database
from ballast.policies.effects import Effects
from ballast.policies.service import PolicyService


@dataclass(frozen=True, slots=True)
class PolicyOffice:
    """用例、数据库、影响报告、时钟。 Use cases, database, effect reports and the clock."""

    service: PolicyService
    database: Database
    effects: Effects
    now_us: Callable[[], int]
