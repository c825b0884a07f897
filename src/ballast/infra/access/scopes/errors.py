"""范围会出的错。 What can go wrong with scopes."""

from __future__ import annotations

from ballast.kit.errors import ConflictError, InvalidError, NotFoundError
from ballast.kit.text import Text


class UnknownScopeError(NotFoundError):
    """没有这个范围。 There is no such scope."""

    code = "unknown_scope"

    def __init__(self) -> None:
        super().__init__(
            Text(
                "没有这个范围。可用的见 GET /api/v1/scopes。",
                "There is no such scope. GET /api/v1/scopes lists them.",
            )
        )


class ScopeCodeError(InvalidError):
    """范围的代码不合要求。 The code of a scope does not meet the rule."""

    code = "scope_code"

    def __init__(self) -> None:
        super().__init__(
            Text(
                "code 须为小写字母开头的字母、数字、下划线，至多 64 个。",
                "`code` begins with a lower-case letter; letters, digits, underscores, at most 64.",
            ),
            {"field": "code"},
        )


class ScopeTitleError(InvalidError):
    """范围的名称不合要求。 The title of a scope does not meet the rule."""

    code = "scope_title"

    def __init__(self) -> None:
        super().__init__(
            Text(
                "title 须有中文与英文，各不超过 200 字。",
                "`title` needs zh and en, at most 200 characters each.",
            ),
            {"field": "title"},
        )


class ScopeTakenError(ConflictError):
    """代码已被使用。 The code is in use."""

    code = "scope_taken"

    def __init__(self) -> None:
        super().__init__(
            Text("code 已被使用，请换一个。", "This `code` is in use; choose another."),
            {"field": "code"},
        )


class ScopeParentError(InvalidError):
    """上级不可用。 The parent cannot be used."""

    code = "scope_parent"

    def __init__(self) -> None:
        super().__init__(
            Text(
                "parent 须是已有的范围，且不能是它自己或它的下级。",
                "`parent` must be an existing scope, and neither the scope itself nor below it.",
            ),
            {"field": "parent"},
        )


class BuiltInScopeError(ConflictError):
    """内容包里的范围。 A scope of a pack."""

    code = "scope_built_in"

    def __init__(self) -> None:
        super().__init__(
            Text(
                "这个范围来自内容包，请在内容包的 scopes.yaml 里改。",
                "This scope comes from a pack. Change it there, in scopes.yaml.",
            )
        )


class ScopeInUseError(ConflictError):
    """范围还在用。 The scope is in use."""

    code = "scope_in_use"

    def __init__(self) -> None:
        super().__init__(
            Text(
                "还有授权或下级范围用到它。请先收回授权、移走下级。",
                "Grants or scopes below still use it. Revoke the grants and move those scopes.",
            )
        )
