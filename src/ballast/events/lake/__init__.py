"""数据湖：按日与场景封存的 Parquet，与热表合成一个关系。

The lake: Parquet sealed by day and scene, read with the hot table as one relation. Tokens only;
nothing sealed, nothing unknown.
"""

from ballast.events.lake.event_source import EventSource
from ballast.events.lake.files import Fault, Lake
from ballast.events.lake.part import Column, Row
from ballast.events.lake.relation import relation
from ballast.events.lake.sealing import Sealed, Sealer, Source, sweep
from ballast.events.lake.verification import verify

__all__ = [
    "Column",
    "EventSource",
    "Fault",
    "Lake",
    "Row",
    "Sealed",
    "Sealer",
    "Source",
    "relation",
    "sweep",
    "verify",
]
