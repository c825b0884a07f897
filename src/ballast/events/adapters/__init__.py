"""文件适配：CSV、NDJSON、Parquet → 逐行的原始事件。 Files to raw events, line by line.

A malformed line is refused with its number and reason; it never stops the lines after it.
"""

from ballast.events.adapters.columns import Columns, columns_of
from ballast.events.adapters.encoding import UnreadableFileError
from ballast.events.adapters.lines import Line
from ballast.events.adapters.ndjson_file import read_ndjson
from ballast.events.adapters.reading import FORMATS, read_file

__all__ = [
    "FORMATS",
    "Columns",
    "Line",
    "UnreadableFileError",
    "columns_of",
    "read_file",
    "read_ndjson",
]
