"""现行指标：内容包里的，加上自建并已批准的。

The indicators in force: those of packs and those an institution made and approved. What the engine
counts, what policies may read and what pages show all come from one edition of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from sqlalchemy.orm import Session

from ballast.events.model import Scene
from ballast.indicators import repository
from ballast.indicators.draft_rules import Read, read_draft
from ballast.indicators.engine import Engine
from ballast.indicators.model import Indicator
from ballast.indicators.problems import Problem
from ballast.indicators.version import IndicatorVersion, Status


@dataclass(frozen=True, slots=True)
class Edition:
    """某一刻的全部指标。 All indicators at one moment.

    Args:
        stamp: 自建部分的摘要。 Digest of which own versions are and were live.
        indicators: 现行的，按代码。 Those in force by code.
        former: 曾经现行的自建指标。 Own indicators that were live once.
        broken: 不再合场景的自建指标及其问题。 Own ones that no longer fit, with their problems.
    """

    stamp: str
    indicators: Mapping[str, Indicator]
    former: Mapping[str, Indicator] = field(default_factory=dict)
    broken: Mapping[str, tuple[Problem, ...]] = field(default_factory=dict)


class Catalogue:
    """现行指标的目录。 The catalogue of the indicators in force.

    Args:
        packs: 内容包里的，已检查。 Those of packs, checked.
        scenes: 全部场景。 All scenes by code.
        zone: 自然日、自然月的时区。 Zone of natural days and months.
    """

    def __init__(self, packs: Iterable[Indicator], scenes: Mapping[str, Scene], zone: str) -> None:
        self.packs: Mapping[str, Indicator] = MappingProxyType({i.code: i for i in packs})
        self.scenes = scenes
        self.zone = zone
        self._edition = Edition("", self.packs)
        self._withdrawn: frozenset[str] = frozenset()

    @property
    def edition(self) -> Edition:
        """在线引擎所用的一版。 The edition that the online engine counts."""
        return self._edition

    def read(self, session: Session) -> Edition:
        """数据库里现在的一版。 The edition as the database has it now."""
        stamp = repository.edition(session)
        versions = repository.all_versions(session)
        live = {v.code: self.draft(v.definition) for v in _in(versions, Status.LIVE)}
        former = {v.code: self.draft(v.definition) for v in _in(versions, Status.RETIRED)}
        good = {code: r.indicator for code, r in live.items() if r.indicator and not r.problems}
        return Edition(
            stamp,
            MappingProxyType({**good, **self.packs}),
            {code: r.indicator for code, r in former.items() if r.indicator and not r.problems},
            {code: read.problems for code, read in live.items() if read.problems},
        )

    def adopt(self, edition: Edition) -> None:
        """换上一版；与引擎一同换。 Swap; the lane's thread does it with the engine."""
        self._edition = edition
        self._withdrawn &= edition.indicators.keys()

    def offer(self, code: str) -> None:
        """再次批准的，引擎换好就可选用。 One approved again may be used once the engine has it."""
        self._withdrawn -= {code}

    def withdraw(self, code: str) -> None:
        """退役的立刻不再供策略选用，引擎随后换。 A retired one leaves the vocabulary at once."""
        self._withdrawn |= {code}

    def offered(self) -> list[Indicator]:
        """策略可以读的。 What policies may read."""
        current, withdrawn = self._edition.indicators, self._withdrawn
        return [each for code, each in current.items() if code not in withdrawn]

    def ever(self) -> list[Indicator]:
        """现行与曾经现行的，用来解释过去的决策。 Past ones too, to explain past decisions."""
        return list({**self._edition.former, **self._edition.indicators}.values())

    def engine(self, edition: Edition | None = None) -> Engine:
        """一个空引擎。 An empty engine of an edition, by default the present one."""
        return Engine((edition or self._edition).indicators.values(), self.scenes)

    def draft(self, definition: Mapping[str, object]) -> Read:
        """读一份自建的定义并检查。 Read and check a definition that a person wrote."""
        return read_draft(definition, self.scenes, self.zone)


def _in(versions: Sequence[IndicatorVersion], status: Status) -> list[IndicatorVersion]:
    # The newest version of a code is read last, so that it is the one that counts.
    return [version for version in reversed(versions) if version.status is status]
