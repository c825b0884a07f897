"""链的接续与查验。 Extending the chain, and checking it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from ballast.infra.journal.model import GENESIS, Entry, Head, Row, canonical
from ballast.kit.text import Text


class Fault(StrEnum):
    """链坏在哪里。 How the chain is broken."""

    CHANGED = "changed"
    REMOVED = "removed"
    REORDERED = "reordered"
    TRUNCATED = "truncated"
    ADDED = "added"
    REBUILT = "rebuilt"


_SENTENCES = {
    Fault.CHANGED: Text("内容与其哈希不符，被改动过。", "its content does not match its hash."),
    Fault.REMOVED: Text("它之前的行被删除或替换。", "the row before it was removed or replaced."),
    Fault.REORDERED: Text("它不在原来的位置。", "it is not where it was written."),
    Fault.TRUNCATED: Text("从它起末尾的行不见了。", "the last rows are missing from here on."),
    Fault.ADDED: Text("它之后的行不是经程序写入的。", "rows were added around the program."),
    Fault.REBUILT: Text("与另存的链头不符，链被重写。", "it differs from the noted head."),
}


@dataclass(frozen=True, slots=True)
class VerifyResult:
    """查验的结果：行数、链头，或第一个坏处。 Rows and head; or the first fault and where it is."""

    count: int
    hash: str
    fault: Fault | None = None
    seq: int | None = None

    @property
    def intact(self) -> bool:
        """链是否完好。 Whether nothing is wrong."""
        return self.fault is None

    @property
    def detail(self) -> Text:
        """给人看的一句话。 One sentence for a person."""
        if self.fault is None:
            return Text(f"日志完好，共 {self.count} 行。", f"Intact, {self.count} rows.")
        why = _SENTENCES[self.fault]
        return Text(f"第 {self.seq} 行：{why.zh}", f"Row {self.seq}: {why.en}")


def extend(head: Head, entry: Entry) -> Row:
    """接在链头之后的一行。 The row that follows the head.

    Raises:
        ValueError: 前后值不是 JSON。 `before` or `after` is not JSON.
    """
    row = Row(
        seq=head.count + 1,
        at_us=entry.at_us,
        actor_kind=entry.actor.kind,
        actor_id=entry.actor.id,
        action=entry.action,
        subject_kind=entry.subject_kind,
        subject_id=entry.subject_id,
        before=None if entry.before is None else canonical(entry.before),
        after=None if entry.after is None else canonical(entry.after),
        prev_hash=head.hash,
    )
    return replace(row, hash=row.computed_hash())


def check(rows: Iterable[Row], head: Head, exists: Callable[[str], bool]) -> VerifyResult:
    """从头查验到尾。 Check rows (by seq) against each other and against the stored head.

    Args:
        rows: 按序号排列的行。 Rows ordered by seq.
        head: 存下的链头。 The stored head.
        exists: 某哈希是否在链中，用来区分删除与移动。 Whether a row with this hash is still there.
    """
    count, last = 0, GENESIS
    for row in rows:
        fault = _fault(row, count, last, exists)
        if fault is not None:
            return VerifyResult(count, last, fault, row.seq)
        count, last = row.seq, row.hash
    if (count, last) == (head.count, head.hash):
        return VerifyResult(count, last)
    fault = Fault.TRUNCATED if head.count > count else Fault.ADDED
    return VerifyResult(count, last, fault, min(count, head.count) + 1)


def _fault(row: Row, count: int, last: str, exists: Callable[[str], bool]) -> Fault | None:
    if row.prev_hash != last:
        moved = row.prev_hash == GENESIS or exists(row.prev_hash)
        return Fault.REORDERED if moved else Fault.REMOVED
    if row.computed_hash() != row.hash:
        return Fault.CHANGED
    return None if row.seq == count + 1 else Fault.REMOVED
