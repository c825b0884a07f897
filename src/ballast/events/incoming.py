"""已过校验与保护、尚未编号的事件。 An event, validated and protected, not yet numbered."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from msgspec import Struct, json

from ballast.events.model import Event


class Protector(Protocol):
    """令牌与封存。 Turns protected values into tokens and sealed blobs."""

    def token(self, kind: str, value: str, /) -> str:
        """某类信息的带密钥令牌。 Keyed token of a value of this kind."""
        ...

    def seal(self, values: Mapping[str, str], aad: bytes, /) -> bytes:
        """加密一组值，用 `aad` 绑定其记录。 Encrypt values, bound to their record by `aad`."""
        ...


class Incoming(Struct, frozen=True):
    """可以落库的事件。 An event ready to be stored.

    Args:
        scene: 场景代码。 Code of the scene.
        scene_version: 场景版本。 Version of the scene it was checked against.
        id: 来源给的标识。 Identifier given by the source.
        at_us: 事发时刻，微秒。 When it happened, microseconds.
        received_us: 收到时刻，微秒。 When it was received, microseconds.
        data: 引擎视图：C1 值、令牌、派生属性。 Engine view: C1 values, tokens, derived attributes.
        sealed: 受保护的值，以及未知字段的 JSON，加密。 Protected values, and the JSON of unknown
            fields, encrypted.
        unknown: 场景没有的字段名。 Names of fields the scene does not have.
        digest: 内容的带密钥摘要；内容相同则相同。 Keyed digest: equal for equal content.
    """

    scene: str
    scene_version: int
    id: str
    at_us: int
    received_us: int
    data: dict[str, object]
    sealed: bytes
    unknown: tuple[str, ...]
    digest: str

    def numbered(self, seq: int, late: bool = False) -> Event:
        """编上受理次序。 As an accepted event."""
        return Event(
            seq,
            self.scene,
            self.id,
            self.at_us,
            self.received_us,
            self.data,
            self.sealed,
            self.scene_version,
            late,
            self.unknown,
        )


def clear_values(opened: Mapping[str, object], unknown: tuple[str, ...]) -> dict[str, object]:
    """打开后的值，未知字段还原。 Opened values; unknown fields as the JSON they were."""
    return {name: json.decode(str(v)) if name in unknown else v for name, v in opened.items()}


def record_aad(scene: str, id_: str) -> bytes:
    """事件封存时绑定的上下文。 What the sealed blob of an event is bound to."""
    return f"event/{scene}/{id_}".encode()
