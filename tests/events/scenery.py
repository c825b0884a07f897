"""Scenes, raw events and accepted events for tests."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from zoneinfo import ZoneInfo

from tests.events.protection import PROTECTOR

from ballast.events.incoming import Incoming
from ballast.events.intake import accept
from ballast.events.model import Field, FieldKind, FieldType, Scene, Sensitivity, SubjectKind
from ballast.events.plan import Plan, plan_of
from ballast.events.problem import Refusal
from ballast.kit.text import Text

ZONE = ZoneInfo("Asia/Shanghai")
NOW_US = 1_800_000_000_000_000
TITLE = Text("标题", "Title")


def text(name: str, kind: str = "plain", sensitivity: str = "C1", **more: Any) -> Field:
    return Field(name, FieldType.STRING, TITLE, Sensitivity(sensitivity), FieldKind(kind), **more)


def other(name: str, type_: str, sensitivity: str = "C1", **more: Any) -> Field:
    return Field(name, FieldType(type_), TITLE, Sensitivity(sensitivity), **more)


def scene_of(fields: Iterable[Field], code: str = "pay", version: int = 1) -> Scene:
    return Scene(code, version, TITLE, {field.name: field for field in fields})


PAY = scene_of(
    [
        text("customer_id", required=True, subject=SubjectKind.CUSTOMER),
        other("amount", "number", "C2", required=True),
        text("currency", values=("CNY", "USD")),
        text("phone", "phone", "C2"),
        text("id_card", "id_card", "C2"),
        text("bank_card", "bank_card", "C3"),
        text("name", "name", "C2"),
        text("email", "email", "C2"),
        text("device_id", "device", "C2"),
        text("ip", "ip"),
        other("trusted", "boolean"),
        other("due_at", "time"),
    ]
)
PLAN = plan_of(PAY, ZONE)
SECRETS = {
    "phone": "13812345678",
    "id_card": "11010519491231002X",
    "bank_card": "6222021234567890128",
    "name": "欧阳锋甲乙丙",
    "email": "secret.person@example.com",
    "device_id": "f47ac10b-58cc-4372-a567-0e02b2c3d479",
}
DATA = {
    "customer_id": "c-1",
    "amount": 100,
    "currency": "CNY",
    "ip": "8.8.8.8",
    "trusted": True,
    "due_at": "2026-03-01T00:00:00+08:00",
    **SECRETS,
}


def raw(id_: str = "e-1", at: str = "2026-02-01T10:00:00+08:00", **data: Any) -> dict[str, Any]:
    return {"id": id_, "occurred_at": at, "data": data}


def whole(id_: str = "e-1", **changes: Any) -> dict[str, Any]:
    return raw(id_, **{**DATA, **changes})


def taken(event: Mapping[str, Any], plan: Plan = PLAN) -> Incoming:
    result = accept(plan, event, NOW_US, PROTECTOR)
    assert isinstance(result, Incoming), result
    return result


def refused(event: Mapping[str, Any], plan: Plan = PLAN) -> dict[str, str]:
    result = accept(plan, event, NOW_US, PROTECTOR)
    assert isinstance(result, Refusal), result
    return {problem.field: problem.problem.en for problem in result.problems}
