"""名单的 CSV 导入与导出。 CSV import and export of lists."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from ballast.infra.access import Principal
from ballast.kit.errors import BallastError
from ballast.kit.text import Text
from ballast.policies.lists import repository, sheet
from ballast.policies.lists.errors import AlreadyListedError
from ballast.policies.lists.model import ListEntry, NewEntry
from ballast.policies.lists.service import ListService
from ballast.policies.lists.sheet import Refused
from ballast.policies.lists.standing import EntryFilter

_PAGE = 500


@dataclass(frozen=True, slots=True)
class ImportReport:
    """导入的结果。 What an import did; refused lines by number and reason."""

    accepted: int
    refused: tuple[Refused, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """导入会怎样：会加的（带行号）与会拒的。 What an import would add, by line, and refuse."""

    entries: tuple[tuple[int, ListEntry], ...]
    refused: tuple[Refused, ...]


class ListExchange:
    """整个名单的导入与导出。 Import and export of whole lists."""

    def __init__(self, service: ListService) -> None:
        self._service = service

    def preview(
        self, session: Session, principal: Principal, sheet_of: tuple[str, str], now_us: int
    ) -> Plan:
        """导入会怎样，什么都不写。 What an import would do; nothing is written."""
        principal.require("list.write")
        return self._plan(session, principal, sheet_of, now_us)

    def import_csv(
        self, session: Session, principal: Principal, sheet_of: tuple[str, str], now_us: int
    ) -> ImportReport:
        """导入 CSV：好的行加入，坏的行列出。 Import CSV: good lines are added, others listed.

        Args:
            session: 数据库会话。 A database session.
            principal: 谁在导入。 Who imports.
            sheet_of: 名单编码与 CSV 文本。 List code and CSV text.
            now_us: 现在，微秒。 Now, microseconds.
        """
        principal.require("list.write")
        plan = self._plan(session, principal, sheet_of, now_us)
        entries = [entry for _, entry in plan.entries]
        batch = (sheet_of[0], entries, len(plan.refused))
        self._store_import(session, principal, batch, now_us)
        return ImportReport(len(entries), plan.refused)

    def _plan(
        self, session: Session, principal: Principal, sheet_of: tuple[str, str], now_us: int
    ) -> Plan:
        code, text = sheet_of
        self._service.definition(code)
        made: dict[str, tuple[int, ListEntry]] = {}
        refused: list[Refused] = []
        for line in sheet.read(text):
            kept = line if isinstance(line, Refused) else self._line(principal, code, line, now_us)
            if isinstance(kept, ListEntry) and kept.key not in made:
                made[kept.key] = (line.number, kept)
            else:
                refused.append(kept if isinstance(kept, Refused) else _repeated(line.number))
        known = repository.live_keys(session, code, list(made))
        refused += [_listed(made[key][0]) for key in known]
        fresh = tuple(numbered for key, numbered in made.items() if key not in known)
        return Plan(fresh, tuple(sorted(refused, key=lambda r: r.number)))

    def export_csv(
        self,
        session: Session,
        principal: Principal,
        wanted: tuple[str, EntryFilter],
        clear: bool = False,
    ) -> Iterator[str]:
        """导出符合条件的条目；`clear` 要看明文的权限，并入日志。

        Export the entries that match, masked unless `clear`, which is journalled.
        """
        principal.require("list.read")
        code, conditions = wanted
        definition = self._service.definition(code)
        if clear:
            self._service.require_clear(principal, definition)
            about = (code, {"clear": True})
            self._service.note(session, principal, "list.export", about, conditions.now_us)
        return sheet.write(self._exported(session, principal, wanted, clear))

    def _exported(
        self, session: Session, principal: Principal, wanted: tuple[str, EntryFilter], clear: bool
    ) -> Iterator[tuple[ListEntry, str]]:
        before = ""
        while page := repository.matching(session, *wanted, before, _PAGE):
            for entry in page:
                yield entry, self._service.clear_value(principal, entry) if clear else entry.shown
            before = page[-1].id

    def _line(
        self, principal: Principal, code: str, line: sheet.Line, now_us: int
    ) -> ListEntry | Refused:
        new = NewEntry(code, line.value, line.reason, line.source, line.starts_us, line.expires_us)
        try:
            return self._service.prepared(principal, new, now_us)
        except BallastError as error:
            return Refused(line.number, error.detail)

    def _store_import(
        self,
        session: Session,
        principal: Principal,
        batch: tuple[str, Sequence[ListEntry], int],
        now_us: int,
    ) -> None:
        code, entries, refused = batch
        try:
            with session.begin_nested():
                repository.insert_entries(session, entries)
        except IntegrityError:
            raise AlreadyListedError(code) from None
        after = {
            "accepted": len(entries),
            "refused": refused,
            "entries": [entry.id for entry in entries],
        }
        self._service.note(session, principal, "list.import", (code, after), now_us)
        self._service.publish(session, entries)


def _repeated(number: int) -> Refused:
    return Refused(number, Text("与前面的行重复。", "It repeats an earlier line."))


def _listed(number: int) -> Refused:
    return Refused(number, Text("已在名单上。", "It is on the list already."))
