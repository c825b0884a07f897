"""指标：关于一个对象的一个数。

Indicators: one number about a subject; a real-time feature and a KRI are one thing. The contract
that every engine follows is in `docs/indicators.md`.
"""

from ballast.indicators.check import check
from ballast.indicators.columns import key_columns
from ballast.indicators.definition import load_indicator, load_indicators
from ballast.indicators.engine import Engine
from ballast.indicators.explain import describe, edge_words, value_words
from ballast.indicators.memory import Memory
from ballast.indicators.model import Aggregate, Current, Indicator, Window, WindowKind
from ballast.indicators.problems import (
    InvalidIndicatorError,
    OutOfOrderError,
    StaleSnapshotError,
    UnknownIndicatorError,
    UnreadableError,
)
from ballast.indicators.sql import Reading, to_sql

__all__ = [
    "Aggregate",
    "Current",
    "Engine",
    "Indicator",
    "InvalidIndicatorError",
    "Memory",
    "OutOfOrderError",
    "Reading",
    "StaleSnapshotError",
    "UnknownIndicatorError",
    "UnreadableError",
    "Window",
    "WindowKind",
    "check",
    "describe",
    "edge_words",
    "key_columns",
    "load_indicator",
    "load_indicators",
    "to_sql",
    "value_words",
]
