"""名单业务的错误。 What can go wrong with lists."""

from __future__ import annotations

from ballast.kit.errors import ConflictError, ForbiddenError, InvalidError, NotFoundError
from ballast.kit.text import Text
from ballast.policies.lists.model import EntryStatus


class UnknownListError(NotFoundError):
    """没有这个名单。 There is no such list."""

    code = "list_unknown"

    def __init__(self, code: str) -> None:
        super().__init__(
            Text(
                f"没有名单 `{code}`；名单在领域包的 lists 文档里定义。",
                f"There is no list `{code}`; lists are defined in a pack's lists document.",
            ),
            {"list": code},
        )


class UnknownEntryError(NotFoundError):
    """没有这一条。 There is no such entry."""

    code = "list_entry_unknown"

    def __init__(self, entry: str) -> None:
        super().__init__(
            Text(f"没有名单条目 `{entry}`。", f"There is no list entry `{entry}`."),
            {"entry": entry},
        )


class AlreadyListedError(ConflictError):
    """值已在名单上。 The value is already on the list."""

    code = "list_entry_exists"

    def __init__(self, code: str) -> None:
        super().__init__(
            Text(
                f"该值已在名单 `{code}` 上（或正等待确认）；请先移除旧条目。",
                f"The value is already on list `{code}` (or awaits confirmation); "
                "remove the old entry first.",
            ),
            {"list": code},
        )


class EntryStateError(ConflictError):
    """条目的状态不允许这样做。 The entry's state does not allow this."""

    code = "list_entry_state"

    def __init__(self, entry: str, status: EntryStatus) -> None:
        super().__init__(
            Text(
                f"条目 `{entry}` 现为 {status.value}，不能这样做；请刷新后再看。",
                f"Entry `{entry}` is {status.value}; this is not possible now. Reload and look.",
            ),
            {"entry": entry, "state": status.value},
        )


class SamePersonError(ForbiddenError):
    """自己提的改动不能自己确认。 The person who asked for the change may not confirm it."""

    code = "list_same_person"

    def __init__(self, entry: str) -> None:
        super().__init__(
            Text(
                "名单要求双人操作：提出者不能自己确认，请由另一人确认。",
                "The list asks for two persons: another person must confirm this change.",
            ),
            {"entry": entry},
        )


class InvalidEntryError(InvalidError):
    """条目不合要求。 The entry does not meet the contract; `field` names the culprit."""

    code = "list_entry_invalid"

    def __init__(self, field: str, detail: Text) -> None:
        super().__init__(detail, {"field": field})
