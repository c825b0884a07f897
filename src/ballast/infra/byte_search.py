"""在二进制列里找一段字节。 Finding bytes in a binary column, on either database."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, LargeBinary, func, literal
from sqlalchemy.orm import Session


def holds(session: Session, column: ColumnElement[Any], written: bytes) -> ColumnElement[bool]:
    """这一列里有这段字节。 Whether the column holds these bytes."""
    wanted = literal(written, LargeBinary)
    if session.get_bind().dialect.name == "postgresql":
        return func.position(wanted.op("IN")(column)) > 0
    return func.instr(column, wanted) > 0
