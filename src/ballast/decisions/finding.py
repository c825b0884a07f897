"""按一个值找决策：先按短码找，再与事件核对。

Finding decisions by a value: by its short code first, then by comparing with the event itself.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec
from msgspec import Struct
from sqlalchemy.orm import Session

from ballast.decisions import repository
from ballast.decisions.filter import DecisionFilter
from ballast.decisions.marks import searchable, short_code
from ballast.decisions.model import Decision
from ballast.events import repository as events
from ballast.events.incoming import Protector
from ballast.events.model import Event, Field, Scene
from ballast.events.normal_form import normalise

_ROUNDS = 50

ANY = "any"
"""不论种类。 A value of whatever kind."""

Found = tuple[list[Decision], int | None]
"""一页决策与下一页的游标。 A page of decisions and the cursor of the next one."""


class Sought(Struct, frozen=True):
    """要找的值：明文或令牌，任一相符即可。 Values to find, clear or tokens; any of them will do."""

    values: frozenset[str]

    def narrowed(self, wanted: DecisionFilter) -> DecisionFilter:
        """加上短码的条件。 With the condition on short codes."""
        return msgspec.structs.replace(wanted, keys=tuple(sorted(map(short_code, self.values))))


def sought(scenes: Mapping[str, Scene], protector: Protector, kind: str, value: str) -> Sought:
    """一个明文在各场景里可能的写法。 How a clear value may be written in the events of any scene.

    Args:
        scenes: 全部场景。 Every scene.
        protector: 令牌。 Tokens.
        kind: 信息或对象的种类，如 phone、customer，或 any。 Kind of information or subject, or any.
        value: 明文。 The clear value.
    """
    fields = [field for scene in scenes.values() for field in scene.fields.values()]
    alike = [f for f in fields if searchable(f) and kind in (ANY, f.kind.value, f.subject)]
    return Sought(frozenset(_written(field, protector, value.strip()) for field in alike))


def kinds(scenes: Mapping[str, Scene]) -> list[str]:
    """可以用来找的种类。 The kinds that can be searched by."""
    fields = [field for scene in scenes.values() for field in scene.fields.values()]
    found = {f.kind.value for f in fields if searchable(f)}
    found |= {f.subject.value for f in fields if searchable(f) and f.subject}
    return sorted(found - {"plain"})


def find(
    session: Session,
    scenes: Mapping[str, Scene],
    what: tuple[DecisionFilter, Sought],
    cursor: int | None,
    limit: int,
) -> Found:
    """一页真正相符的决策，新的在前。 A page of decisions that truly match, newest first."""
    wanted, values = what[1].narrowed(what[0]), what[1].values
    matched: list[int] = []
    for _ in range(_ROUNDS):
        seqs = repository.found_seqs(session, wanted, cursor, limit + 1)
        same = {e.seq for e in events.numbered(session, seqs) if holds(scenes, e, values)}
        matched += [seq for seq in seqs if seq in same]
        if len(matched) > limit or len(seqs) <= limit:
            break
        cursor = seqs[-1]
    following = matched[limit - 1] if len(matched) > limit else None
    return repository.numbered(session, matched[:limit]), following


def holds(scenes: Mapping[str, Scene], event: Event, values: frozenset[str]) -> bool:
    """事件里有没有其中一个值。 Whether the event has one of these values."""
    fields = scenes[event.scene].fields.values() if event.scene in scenes else ()
    return any(event.data.get(field.name) in values for field in fields if searchable(field))


def _written(field: Field, protector: Protector, value: str) -> str:
    normal = normalise(field.kind, value)
    return protector.token(field.kind.value, normal) if field.protected else normal
