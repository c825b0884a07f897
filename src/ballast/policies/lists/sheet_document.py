"""导入表格在接口文档里的样子。 How the imported sheet reads in the OpenAPI document."""

from __future__ import annotations

from dataclasses import dataclass

from litestar.openapi.spec import OpenAPIMediaType, Operation, RequestBody, Schema
from litestar.openapi.spec.enums import OpenAPIType

_EXAMPLE = (
    "value,reason,source,starts_at,expires_at\n722511,投诉集中,客服,,2026-12-31T00:00:00+08:00\n"
)


@dataclass
class SheetOperation(Operation):
    """带 CSV 请求体说明的操作。 An operation that documents a CSV body."""

    def __post_init__(self) -> None:
        """写上请求体。 Set the body."""
        sheet = Schema(type=OpenAPIType.STRING, example=_EXAMPLE)
        self.request_body = RequestBody(
            content={"text/csv": OpenAPIMediaType(schema=sheet)}, required=True
        )
