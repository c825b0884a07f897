"""JDM 的取入与放出选项。 JDM's options for taking input and placing output."""

from __future__ import annotations

from ballast.kit.text import Text
from ballast.policies.document import Wiring
from ballast.policies.node_scope import NodeScope


def check_wiring(content: Wiring, scope: NodeScope) -> None:
    """不支持的选项要拒绝，而不是悄悄忽略。 Refuse what we do not support rather than ignore it."""
    if content.execution_mode != "single":
        scope.refuse(
            "executionMode",
            Text(
                "不支持循环执行（loop）；请在表达式里用 map、filter 处理列表。",
                "Loop execution is not supported; use map or filter in an expression for lists.",
            ),
        )
    if content.input_field:
        scope.refuse(
            "inputField",
            Text(
                "不支持输入字段（inputField）；请在表达式里写出完整的名字。",
                "An input field (inputField) is not supported; write full names in expressions.",
            ),
        )


def placed(content: Wiring, name: str) -> str:
    """加上输出路径的字段名。 The field name under the node's output path."""
    return f"{content.output_path}.{name}" if content.output_path else name
