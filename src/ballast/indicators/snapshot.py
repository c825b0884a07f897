"""快照：全部状态写成字节，只在定义相同时恢复。

Snapshots: the whole state as bytes, restored only under the same definitions.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec

from ballast.events.model import Scene
from ballast.indicators.columns import columns_of
from ballast.indicators.group import Group, KeyState
from ballast.indicators.model import Indicator
from ballast.indicators.problems import StaleSnapshotError

FORMAT = 1
_WIDE = 1
_SMALLEST, _LARGEST = -(2**63), 2**63


class Position(msgspec.Struct):
    """引擎走到哪里。 How far the engine has come.

    Attributes:
        seq: 最后计入的序号。 Last accepted sequence number.
        newest_us: 见过的最新时刻。 Newest instant seen.
        horizon_us: 清扫视界。 Events before it may meet swept keys.
        beyond_horizon: 早于视界的事件数。 How many events did.
    """

    seq: int = 0
    newest_us: int | None = None
    horizon_us: int | None = None
    beyond_horizon: int = 0

    def accept(self, seq: int, at_us: int) -> None:
        """计入了一个事件。 An event was accepted."""
        self.seq = seq
        if self.newest_us is None or at_us > self.newest_us:
            self.newest_us = at_us
        if self.horizon_us is not None and at_us < self.horizon_us:
            self.beyond_horizon += 1

    def raise_horizon(self, horizon_us: int) -> None:
        """视界只进不退。 The horizon never goes back."""
        if self.horizon_us is None or horizon_us > self.horizon_us:
            self.horizon_us = horizon_us


class _Snapshot(msgspec.Struct, array_like=True):
    format: int
    digest: str
    position: Position
    groups: list[Any]


def definitions_digest(indicators: Iterable[Indicator], scenes: Mapping[str, Scene]) -> str:
    """决定状态的那部分定义的 SHA-256。 SHA-256 of what the state depends on."""
    columns = {code: columns_of(scene) for code, scene in scenes.items()}
    meaning = [
        [
            *(i.code, i.scene, i.key, i.aggregate.value, i.of, i.where),
            *(i.window.kind.value, i.window.length, i.window.zone),
            sorted((c.name, c.type.value, c.token) for c in columns[i.scene].values()),
        ]
        for i in sorted(indicators, key=lambda i: i.code)
    ]
    return hashlib.sha256(msgspec.json.encode([FORMAT, meaning])).hexdigest()


def pack(digest: str, position: Position, groups: Sequence[Group]) -> bytes:
    """状态 → 字节。 The state as bytes."""
    states = [
        [[key, s.at_us, [_narrow(c.dump()) for c in s.cells]] for key, s in g.states.items()]
        for g in groups
    ]
    return msgspec.msgpack.encode(_Snapshot(FORMAT, digest, position, states))


def unpack(snapshot: bytes, digest: str, groups: Sequence[Group]) -> Position:
    """字节 → 状态，填进空的组。 Fill empty groups from bytes; returns how far they had come.

    Raises:
        StaleSnapshotError: 定义或格式不同，或已损坏。 Other definitions or format, or damaged.
    """
    try:
        read = msgspec.msgpack.decode(snapshot, type=_Snapshot, ext_hook=_widen)
    except msgspec.MsgspecError as damaged:
        raise StaleSnapshotError from damaged
    if (read.format, read.digest, len(read.groups)) != (FORMAT, digest, len(groups)):
        raise StaleSnapshotError
    for group, states in zip(groups, read.groups, strict=True):
        for key, at_us, cells in states:
            name = tuple(key) if isinstance(key, list) else key
            group.states[name] = _state(group, at_us, cells)
    return read.position


def _state(group: Group, at_us: int, dumps: Sequence[Any]) -> KeyState:
    cells = [slot.cell(0) for slot in group.slots]
    for cell, dump in zip(cells, dumps, strict=True):
        cell.load(dump)
    return KeyState(at_us, cells)


def _narrow(value: object) -> object:
    """MessagePack 的整数只有 64 位，再大的另存。 Integers beyond 64 bits go into an extension."""
    if isinstance(value, int):
        if _SMALLEST <= value < _LARGEST:
            return value
        return msgspec.msgpack.Ext(_WIDE, value.to_bytes(value.bit_length() // 8 + 1, signed=True))
    return [_narrow(item) for item in value] if isinstance(value, list | tuple) else value


def _widen(code: int, data: memoryview) -> int:
    if code != _WIDE:
        raise msgspec.ValidationError(f"unknown extension {code}")
    return int.from_bytes(data, signed=True)
