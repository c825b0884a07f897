"""全局搜索：标识、客户、策略、指标、名单、场景、用户；受保护的值另走一路。

Searching everything: ids, customers, policies, indicators, lists, scenes, users. Protected values
take another way: they travel in the body, are compared as tokens, and each search is journalled.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import chain

from ballast.app.search.places import PER_KIND, PLACES, Known, Question, decision_hit
from ballast.app.search.schemas import Hit, Hits, ProtectedQuery
from ballast.decisions.finding import ANY
from ballast.decisions.schemas import SearchBody
from ballast.decisions.views import DecisionViews
from ballast.infra.access import Principal
from ballast.infra.db import Database
from ballast.kit.errors import InvalidError
from ballast.kit.text import Text

SHORTEST = 2
LONGEST = 128
MOST = 20


class QueryLengthError(InvalidError):
    """太短或太长。 The text is too short or too long."""

    code = "query_length"
    title = Text("太短或太长", "Too short or too long")

    def __init__(self) -> None:
        super().__init__(
            Text(
                f"q 须为 {SHORTEST} 到 {LONGEST} 个字符",
                f"q must have {SHORTEST} to {LONGEST} characters",
            ),
            {"field": "q"},
        )


class Finder:
    """到处找。 Searches everywhere."""

    def __init__(self, database: Database, known: Known, decisions: DecisionViews) -> None:
        self._database = database
        self._known = known
        self._decisions = decisions

    def search(self, principal: Principal, text: str) -> Hits:
        """找看得见的一切；每种至多几个。 Everything that may be seen; a few of each kind.

        Raises:
            QueryLengthError: 太短或太长。 The text is too short or too long.
        """
        wanted = text.strip()
        if not SHORTEST <= len(wanted) <= LONGEST or "\0" in wanted:
            raise QueryLengthError
        with self._database.reading() as session:
            asked = Question(session, principal, wanted, self._known)
            return _few(chain.from_iterable(place(asked) for place in PLACES))

    def protected(self, principal: Principal, query: ProtectedQuery) -> Hits:
        """按手机号、证件号、卡号、设备号等的明文找决策。 By a clear phone, card, device …"""
        page = self._decisions.search(principal, SearchBody(ANY, query.value, limit=MOST))
        items = [decision_hit(self._known.scenes, item) for item in page.items]
        return Hits(items, page.next is not None)


def _few(hits: Iterable[Hit]) -> Hits:
    seen: Counter[str] = Counter()
    items: dict[tuple[str, str], Hit] = {}
    for hit in hits:
        if (hit.kind, hit.id) not in items:
            seen[hit.kind] += 1
            if seen[hit.kind] <= PER_KIND:
                items[hit.kind, hit.id] = hit
    return Hits(list(items.values()), any(count > PER_KIND for count in seen.values()))
