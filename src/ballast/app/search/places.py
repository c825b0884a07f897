"""到哪里去找：每一种东西一个函数，先核权限。

Where to look: one function for each kind of thing; each asks for permission first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import quote

from sqlalchemy.orm import Session

from ballast.app.search.schemas import Hit
from ballast.decisions import repository as decisions
from ballast.decisions.filter import DecisionFilter
from ballast.decisions.model import Decision
from ballast.decisions.schemas import DecisionItem
from ballast.decisions.views import item_of
from ballast.events import repository as events
from ballast.events.model import Scene
from ballast.indicators.model import Indicator
from ballast.infra.access import Principal
from ballast.infra.access import repository as people
from ballast.kit.text import Text
from ballast.policies import repository as policies
from ballast.policies.lists.model import ListDefinition

PER_KIND = 8
"""每种最多列出多少。 Most hits of a kind."""


@dataclass(frozen=True, slots=True)
class Known:
    """内存里的东西。 What is held in memory."""

    scenes: Mapping[str, Scene]
    lists: Mapping[str, ListDefinition]
    indicators: Callable[[], Mapping[str, Indicator]]


@dataclass(frozen=True, slots=True)
class Question:
    """谁找什么。 Who looks for what."""

    session: Session
    principal: Principal
    text: str
    known: Known


def by_id(asked: Question) -> Iterator[Hit]:
    """决策与事件，按完整的标识。 Decisions and events, by their whole id."""
    found = decisions.get(asked.session, asked.text)
    if found is not None and asked.principal.may("decision.read", found.scene):
        yield decision_hit(asked.known.scenes, found)
    keys = [(scene, asked.text) for scene in asked.known.scenes]
    known = events.existing(asked.session, keys)
    decided = decisions.numbered(asked.session, [each.seq for each in known.values()])
    for decision in decided:
        if asked.principal.may("decision.read", decision.scene):
            yield decision_hit(asked.known.scenes, decision)
    yield from _events(asked, [scene for scene, _ in known])


def of_customer(asked: Question) -> Iterator[Hit]:
    """客户：有几个决策。 A customer, if there are decisions on them."""
    if not asked.principal.may("decision.read"):
        return
    seen = asked.principal.scenes_for("decision.read")
    wanted = DecisionFilter(subject=asked.text, scenes=seen)
    count = decisions.count(asked.session, wanted, 1_000)
    if count:
        note = Text(f"{count} 个决策", f"{count} decisions")
        address = f"/decisions?subject={quote(asked.text, safe='')}"
        yield Hit("customer", asked.text, Text(asked.text, asked.text), note, address)


def of_policies(asked: Question) -> Iterator[Hit]:
    """策略。 Policies."""
    for policy in policies.all_policies(asked.session):
        if asked.principal.may("policy.read", policy.scene):
            yield from _named(asked, ("policy", "/policies/"), policy.code, policy.title)


def of_lists(asked: Question) -> Iterator[Hit]:
    """名单。 Lists."""
    if asked.principal.may("list.read"):
        for code, definition in asked.known.lists.items():
            yield from _named(asked, ("list", "/lists/"), code, definition.title)


def of_indicators(asked: Question) -> Iterator[Hit]:
    """指标。 Indicators."""
    for code, indicator in asked.known.indicators().items():
        if asked.principal.may("indicator.read", indicator.scene):
            yield from _named(asked, ("indicator", "/indicators/"), code, indicator.title)


def of_scenes(asked: Question) -> Iterator[Hit]:
    """场景。 Scenes."""
    if asked.principal.may("scene.read"):
        for code, scene in asked.known.scenes.items():
            yield from _named(asked, ("scene", "/scenes/"), code, scene.title)


def of_people(asked: Question) -> Iterator[Hit]:
    """用户，按登录名。 Users, by name."""
    if asked.principal.may("user.read"):
        for user in people.users(asked.session):
            title = Text(user.name, user.name)
            if asked.text.lower() in user.name.lower():
                yield Hit("user", user.id, title, None, f"/system/users/{user.id}")


PLACES: tuple[Callable[[Question], Iterable[Hit]], ...] = (
    by_id,
    of_customer,
    of_policies,
    of_indicators,
    of_lists,
    of_scenes,
    of_people,
)
"""依次去找的地方。 The places, in the order of what people look for most."""


def decision_hit(scenes: Mapping[str, Scene], found: Decision | DecisionItem) -> Hit:
    """一个决策。 A decision as a hit."""
    item = found if isinstance(found, DecisionItem) else item_of(found)
    scene = scenes.get(item.scene)
    name = scene.title if scene else Text(item.scene, item.scene)
    title = Text(f"{name.zh} {item.id}", f"{name.en} {item.id}")
    note = Text(*[f"{item.outcome} · {item.occurred_at}"] * 2)
    return Hit("decision", item.decision_id, title, note, f"/decisions/{item.decision_id}")


def _events(asked: Question, scenes: Iterable[str]) -> Iterator[Hit]:
    for code in scenes:
        if asked.principal.may("event.read", code):
            name, id_ = asked.known.scenes[code].title, asked.text
            title = Text(f"{name.zh} {id_}", f"{name.en} {id_}")
            yield Hit("event", id_, title, None, f"/events/{code}/{quote(id_, safe='')}")


def _named(asked: Question, place: tuple[str, str], code: str, title: Text) -> Iterator[Hit]:
    kind, prefix = place
    wanted = asked.text.lower()
    if wanted in code or wanted in title.zh.lower() or wanted in title.en.lower():
        yield Hit(kind, code, title, Text(code, code), prefix + code)
