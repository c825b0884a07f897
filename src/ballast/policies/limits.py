"""策略文档的上限：任何文档都不能拖垮进程。 Bounds of a document: none may exhaust the process.

Evaluation is bounded by construction: no node loops, and every node runs at most once.
"""

from __future__ import annotations

MAX_BYTES = 2_000_000
MAX_NODES = 200
MAX_EDGES = 1_000
MAX_ROWS = 2_000
MAX_CELLS = 20_000
MAX_DEPTH = 5
