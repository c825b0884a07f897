"""记日志、查验、导出。 Recording, verifying and exporting the journal."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from sqlalchemy.orm import Session

from ballast.infra.db import Database
from ballast.infra.journal import repository
from ballast.infra.journal.chain import Fault, VerifyResult, check, extend
from ballast.infra.journal.model import GENESIS, Entry, Head, Row, canonical
from ballast.kit.errors import InvalidError, UnavailableError
from ballast.kit.text import Text

_TELL_EVERY = 5_000


class HeadMissingError(UnavailableError):
    """日志没有链头：库没建好，或被动过。 No head: not set up, or tampered with."""

    code = "journal_head_missing"

    def __init__(self) -> None:
        super().__init__(
            Text(
                "日志的链头不存在。请先建库；若已建库，请核查是否有人改动。",
                "The journal has no head. Set up the database; if it is, find out who changed it.",
            )
        )


class NotJsonError(InvalidError):
    """前后值不能写成 JSON。 `before` or `after` cannot be written as JSON."""

    code = "journal_not_json"

    def __init__(self, action: str) -> None:
        super().__init__(
            Text(
                f"动作 {action} 的前后值须是 JSON（无 NaN）。",
                f"The before and after of {action} must be JSON without NaN.",
            )
        )


class Journal:
    """只增不改的日志。 The append-only journal."""

    def hold(self, session: Session) -> None:
        """占住链头到事务结束；先占它再占别的行。 Hold the head; do so before locking other rows.

        Raises:
            HeadMissingError: 没有链头。 There is no head.
        """
        if repository.locked_head(session) is None:
            raise HeadMissingError

    def append(self, session: Session, entry: Entry) -> Row:
        """在本事务里记一行；同时只有一个事务能记。 Record a row; one transaction at a time may.

        Raises:
            HeadMissingError: 没有链头。 There is no head.
            NotJsonError: 前后值不是 JSON。 `before` or `after` is not JSON.
        """
        head = repository.locked_head(session)
        if head is None:
            raise HeadMissingError
        try:
            row = extend(head, entry)
        except (TypeError, ValueError) as error:
            raise NotJsonError(entry.action) from error
        repository.add(session, row)
        return row


def _unwatched(_done: int, _total: int) -> None:
    """没有人看进度。 Nobody watches."""


def verify(
    database: Database,
    anchor: Head | None = None,
    watch: Callable[[int, int], None] = _unwatched,
) -> VerifyResult:
    """查验整条链。 Check the whole chain.

    Args:
        database: 数据库。 The database.
        watch: 每查若干行告知一次，及共多少行。 Told now and then how many rows, and of how many.
        anchor: 另处存下的链头，须仍在链上。 A head noted elsewhere, to be on the chain still;
            this also finds a chain that was rebuilt from end to end.
    """
    with database.reading() as session:
        repository.freeze(session)
        stored = repository.head(session)
        if stored is None:
            return VerifyResult(0, GENESIS, Fault.TRUNCATED, 1)
        rows = _watched(repository.rows(session), stored.count, watch)
        result = check(rows, stored, lambda h: repository.hash_exists(session, h))
        if result.intact and anchor is not None and not _holds(session, anchor):
            return VerifyResult(result.count, result.hash, Fault.REBUILT, anchor.count)
    return result


def _watched(rows: Iterable[Row], total: int, watch: Callable[[int, int], None]) -> Iterator[Row]:
    for done, row in enumerate(rows, 1):
        yield row
        if done % _TELL_EVERY == 0 or done == total:
            watch(done, total)


def _holds(session: Session, anchor: Head) -> bool:
    return anchor.count == 0 or repository.hash_at(session, anchor.count) == anchor.hash


def export(session: Session) -> Iterator[str]:
    """导出为 NDJSON，一行一条，末行是链头。 NDJSON, one row a line; the last line is the head."""
    for row in repository.rows(session):
        yield canonical(row.as_dict())
    head = repository.head(session)
    if head is not None:
        yield canonical({"head": {"count": head.count, "hash": head.hash}})
