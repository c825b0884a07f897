"""最近的改动：策略、名单、指标、场景，取自日志。

What changed lately: policies, lists, indicators and scenes, from the journal.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import msgspec
from sqlalchemy.orm import Session

from ballast.app.workbench.schemas import RecentChange
from ballast.events.instants import text_of
from ballast.events.model import Scene
from ballast.infra import journal
from ballast.infra.access import Principal
from ballast.infra.access.people import names_of
from ballast.infra.journal.model import Row
from ballast.kit.text import Text
from ballast.policies import repository as policies
from ballast.policies.lists.model import ListDefinition

SHOWN = 12
OF_THE_SYSTEM = 4
"""其中系统所为的最多几次。 How many of them may be by the system."""
_READ = 500
_PAGES = 4
_NEEDS: Mapping[str, str] = {
    "policy": "policy.read",
    "list": "list.read",
    "list_entry": "list.read",
    "indicator": "indicator.read",
    "scene": "scene.read",
}


@dataclass(frozen=True, slots=True)
class Names:
    """代码的名称。 What codes are called."""

    scenes: Mapping[str, Scene]
    lists: Mapping[str, ListDefinition]


def recent_changes(session: Session, principal: Principal, names: Names) -> list[RecentChange]:
    """最近的若干改动，新的在前；只含看得见的。 The latest one may see, newest first."""
    people = names_of(session)
    known = {policy.code: policy for policy in policies.all_policies(session)}
    found: list[RecentChange] = []
    for row in _fewer_of_the_system(_rows(session)):
        code, number = _subject(row)
        scene = known[code].scene if row.subject_kind == "policy" and code in known else None
        if not principal.may(_NEEDS[row.subject_kind], scene):
            continue
        kind = "list" if row.subject_kind == "list_entry" else row.subject_kind
        title = (
            known[code].title if kind == "policy" and code in known else _title(names, kind, code)
        )
        by = None if row.actor_kind == "system" else people.get(row.actor_id, row.actor_id)
        found.append(RecentChange(text_of(row.at_us), by, row.action, kind, code, number, title))
        if len(found) == SHOWN:
            break
    return found


def _rows(session: Session) -> Iterator[Row]:
    # By the primary key, in pages: what people do is a few rows among many of other kinds.
    cursor: int | None = None
    for _ in range(_PAGES):
        page = journal.entries(session, journal.Filters(), cursor, _READ)
        yield from (row for row in page.rows if row.subject_kind in _NEEDS)
        cursor = page.cursor
        if cursor is None:
            return


def _fewer_of_the_system(rows: Iterable[Row]) -> Iterator[Row]:
    # A new release registers many scenes at once; they must not hide what people did.
    left = OF_THE_SYSTEM
    for row in rows:
        left -= row.actor_kind == "system"
        if row.actor_kind != "system" or left >= 0:
            yield row


def _subject(row: Row) -> tuple[str, int | None]:
    if row.subject_kind == "list_entry":
        image = msgspec.json.decode(row.after or row.before or "{}")
        return str(image.get("list", "")), None
    code, _, number = row.subject_id.partition("/")
    return code, int(number) if number.isdigit() else None


def _title(names: Names, kind: str, code: str) -> Text | None:
    if kind == "list" and code in names.lists:
        return names.lists[code].title
    if kind == "scene" and code in names.scenes:
        return names.scenes[code].title
    return None
