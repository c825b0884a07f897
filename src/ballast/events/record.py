"""事件如何写成一行、如何读回。 How an event becomes a row and comes back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec
from msgspec import Struct

from ballast.events.incoming import Incoming
from ballast.events.model import Event

_encode = msgspec.json.Encoder().encode
_decode_data = msgspec.json.Decoder(dict[str, object]).decode
_decode_names = msgspec.json.Decoder(tuple[str, ...]).decode


class Accepted(Struct, frozen=True):
    """已编号、待写入的事件。 A numbered event, about to be written.

    Args:
        seq: 受理次序。 Acceptance order.
        incoming: 已校验与保护的内容。 What intake made of it.
        late: 是否迟到。 Whether it is late.
        principal: 谁报送的，代号。 Id of who sent it.
    """

    seq: int
    incoming: Incoming
    late: bool = False
    principal: str = ""


class Known(Struct, frozen=True):
    """已存在的同名事件，用于幂等判断。 A stored event with the same id, to decide on repetition."""

    seq: int
    at_us: int
    digest: str
    data: bytes
    unknown: str
    scene_version: int
    late: bool

    def view(self) -> dict[str, object]:
        """引擎视图。 The engine view."""
        return decode_data(self.data)

    def names(self) -> tuple[str, ...]:
        """未知字段的名称。 Names of its unknown fields."""
        return _decode_names(self.unknown)


def row_of(accepted: Accepted) -> tuple[object, ...]:
    """写入的一行，按表的列序。 The row to insert, in the order of the table's columns."""
    incoming = accepted.incoming
    return (
        accepted.seq,
        incoming.scene,
        incoming.id,
        incoming.at_us,
        incoming.received_us,
        incoming.scene_version,
        accepted.late,
        _encode(incoming.data),
        incoming.sealed,
        _encode(incoming.unknown).decode() if incoming.unknown else "[]",
        incoming.digest,
        accepted.principal,
    )


def known_of(accepted: Accepted) -> Known:
    """刚受理、还没写入的，也按已存在看待。 An event accepted in the same batch counts as stored."""
    incoming = accepted.incoming
    return Known(
        accepted.seq,
        incoming.at_us,
        incoming.digest,
        _encode(incoming.data),
        _encode(incoming.unknown).decode(),
        incoming.scene_version,
        accepted.late,
    )


def event_of(row: Sequence[Any]) -> Event:
    """从一行（列序同 `COLUMNS`）还原。 An event from a row in the order of `COLUMNS`."""
    seq, scene, id_, at_us, received_us, data, sealed, version, late, unknown = row
    names = () if unknown == "[]" else _decode_names(unknown)
    view = _decode_data(data)
    return Event(seq, scene, id_, at_us, received_us, view, sealed, version, late, names)


COLUMNS = (
    "seq",
    "scene",
    "id",
    "at_us",
    "received_us",
    "data",
    "sealed",
    "scene_version",
    "late",
    "unknown",
)
"""还原事件所需的列。 The columns an event is made of."""


def decode_names(text: str) -> tuple[str, ...]:
    """未知字段名的 JSON → 名称。 Names of unknown fields from their JSON."""
    return _decode_names(text)


def decode_data(data: bytes) -> dict[str, object]:
    """引擎视图的 JSON → 映射。 The engine view from its JSON."""
    return _decode_data(data)


def encode_value(value: object) -> bytes:
    """一个值在引擎视图的 JSON 里的写法。 How a value is written in the JSON of an engine view."""
    return _encode(value)
