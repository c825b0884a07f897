"""名单：看、加、导入、确认、移除。 Lists: look, add, import, confirm, remove."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from msgspec import Struct

from ballast.client.answers import ListEntry, ListImport
from ballast.client.transport import Transport

_ROOT = "/api/v1/lists"
_CSV = {"content-type": "text/csv; charset=utf-8"}


class Lists:
    """名单的接口。 The API of lists; reached as `client.lists`."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def list(self) -> tuple[dict[str, Any], ...]:
        """全部名单的定义。 The definitions of every list."""
        return self._transport.get(_ROOT, tuple[dict[str, Any], ...])

    def entries(self, code: str) -> Iterator[ListEntry]:
        """一个名单的条目，自动翻页。 The entries of a list, page after page."""
        cursor: str | None = None
        while True:
            page = self._transport.get(_entries(code), _EntryPage, {"cursor": cursor})
            yield from page.items
            if page.next is None:
                return
            cursor = page.next

    def add(
        self,
        code: str,
        value: str,
        reason: str,
        *,
        source: str = "",
        starts_at: str | None = None,
        expires_at: str | None = None,
    ) -> ListEntry:
        """加一条；要求双人的名单先等待确认。 Add; a two-person list waits for confirmation."""
        body = {
            "value": value,
            "reason": reason,
            "source": source,
            "starts_at": starts_at,
            "expires_at": expires_at,
        }
        return self._transport.post(_entries(code), body, ListEntry)

    def import_csv(self, code: str, text: str) -> ListImport:
        """导入 CSV，列为 value, reason, source, starts_at, expires_at。 Import CSV."""
        path = f"{_ROOT}/{quote(code, safe='')}/import"
        return self._transport.send(path, text.encode(), _CSV, ListImport)

    def confirm(self, code: str, entry: str) -> ListEntry:
        """由另一人确认增删。 Confirm an addition or removal, by another person."""
        return self._change(code, entry, "confirm")

    def refuse(self, code: str, entry: str) -> ListEntry:
        """不同意增删，或提出者撤回。 Refuse it, or withdraw one's own."""
        return self._change(code, entry, "refuse")

    def remove(self, code: str, entry: str) -> ListEntry:
        """移除一条。 Remove an entry."""
        return self._change(code, entry, "remove")

    def _change(self, code: str, entry: str, action: str) -> ListEntry:
        path = f"{_entries(code)}/{quote(entry, safe='')}/{action}"
        return self._transport.post(path, {}, ListEntry)


class _EntryPage(Struct, frozen=True):
    items: tuple[ListEntry, ...]
    next: str | None = None


def _entries(code: str) -> str:
    return f"{_ROOT}/{quote(code, safe='')}/entries"
