"""管理接口要用的部件，合在一处。 The parts that the API of administration works with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ballast.infra.access.composition import Access
from ballast.infra.db import Database


@dataclass(frozen=True, slots=True)
class Administration:
    """用例、数据库、时钟。 Use cases, database and clock."""

    access: Access
    database: Database
    now_us: Callable[[], int]
