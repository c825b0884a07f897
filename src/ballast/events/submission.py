"""请求体在接口文档里的样子。 How the body of a submission reads in the OpenAPI document.

The routes read the body themselves, in one pass and with errors of their own; this only documents.
"""

from __future__ import annotations

from dataclasses import dataclass

from litestar.openapi.spec import OpenAPIMediaType, Operation, RequestBody, Schema
from litestar.openapi.spec.enums import OpenAPIFormat, OpenAPIType

_EXAMPLE = {
    "scene": "payment",
    "id": "P202611220001",
    "occurred_at": "2026-11-22T10:15:30+08:00",
    "data": {"customer_id": "C1001", "amount": 1280.5},
}


def _text(description: str) -> Schema:
    return Schema(type=OpenAPIType.STRING, min_length=1, max_length=128, description=description)


_SUBMISSION = Schema(
    type=OpenAPIType.OBJECT,
    required=["scene", "id", "occurred_at", "data"],
    properties={
        "scene": _text("场景代码 / code of the scene"),
        "id": _text("来源系统的流水号；同号同答 / the source's id; same id, same answer"),
        "occurred_at": Schema(
            type=OpenAPIType.STRING,
            format=OpenAPIFormat.DATE_TIME,
            description="事发时刻，RFC 3339，带时区 / when it happened, RFC 3339 with offset",
        ),
        "data": Schema(
            type=OpenAPIType.OBJECT,
            additional_properties=True,
            description="场景的字段 / the fields of the scene",
        ),
    },
    example=_EXAMPLE,
)


@dataclass
class SubmissionOperation(Operation):
    """带请求体说明的操作。 An operation that documents this body."""

    def __post_init__(self) -> None:
        """写上请求体。 Set the body."""
        self.request_body = RequestBody(
            content={"application/json": OpenAPIMediaType(schema=_SUBMISSION)}, required=True
        )
