"""查看指标的用例：清单、一个指标的全部、表单的选项与预览。

Use cases of looking at indicators: the list, everything about one, the form's offers and preview.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from ballast.indicators import repository
from ballast.indicators.catalogue import Catalogue
from ballast.indicators.columns import columns_of
from ballast.indicators.explain import AGGREGATES, describe, window_words
from ballast.indicators.formula import formula_of
from ballast.indicators.model import Indicator
from ballast.indicators.notation import document_of
from ballast.indicators.preview import checked, offers, problem_views, readable_in
from ballast.indicators.problems import UnknownIndicatorError
from ballast.indicators.schemas import (
    CheckedDefinition,
    IndicatorSummary,
    IndicatorVersionView,
    IndicatorView,
    NamedField,
    Offers,
    RebuildProgress,
    SourceView,
)
from ballast.indicators.sql import to_sql
from ballast.indicators.usage import Usage, Use
from ballast.indicators.version import IndicatorVersion, Status
from ballast.indicators.version_view import version_view
from ballast.infra.access import Principal
from ballast.infra.db import Database
from ballast.kit.reference import Reference

Names = Callable[[Session], Mapping[str, str]]
"""人的代号 → 名称。 Ids of people to their names."""

_OPEN = (Status.SUBMITTED, Status.DRAFT)
_ORDER = (Status.LIVE, Status.SUBMITTED, Status.DRAFT, Status.RETURNED, Status.RETIRED)


@dataclass(frozen=True, slots=True)
class IndicatorViews:
    """查看指标。 Looks at indicators.

    Args:
        catalogue: 现行指标。 The indicators in force.
        usage: 谁在用。 Who reads them.
        names: 人名。 Names of people.
        progress: 引擎正在重建时到了哪里，否则无。 How far a rebuild is while there is one.
    """

    database: Database
    catalogue: Catalogue
    usage: Usage
    names: Names
    progress: Callable[[], RebuildProgress | None]

    def everything(self, principal: Principal) -> list[IndicatorSummary]:
        """全部指标，含草稿。 Every indicator, drafts included."""
        principal.require("indicator.read")
        with self.database.reading() as session:
            own = _by_code(repository.all_versions(session))
            uses = self.usage.uses(session)
        shown = {
            code: self._shown(code, own.get(code, ())) for code in (*self.catalogue.packs, *own)
        }
        return [
            self._summary(indicator, own.get(code, ()), uses.get(code, ()))
            for code, indicator in shown.items()
            if indicator is not None
        ]

    def show(self, principal: Principal, code: str) -> IndicatorView:
        """一个指标的全部。 Everything about one indicator.

        Raises:
            UnknownIndicatorError: 没有这个指标。 There is no such indicator.
        """
        principal.require("indicator.read")
        with self.database.reading() as session:
            versions = repository.versions_of(session, code)
            uses = self.usage.uses(session).get(code, ())
            views = [version_view(version, self.names(session)) for version in versions]
        indicator = self._shown(code, versions)
        if indicator is None:
            raise UnknownIndicatorError((code,))
        return self._view(indicator, versions, views, uses)

    def offers(self, principal: Principal) -> Offers:
        """表单的选项。 What the form offers."""
        principal.require("indicator.write")
        return offers(self.catalogue)

    def check(self, principal: Principal, definition: Mapping[str, object]) -> CheckedDefinition:
        """检查一份定义并预览，不保存。 Check and preview a definition; nothing is saved."""
        principal.require("indicator.write")
        return checked(self.catalogue, definition)

    def _shown(self, code: str, versions: Sequence[IndicatorVersion]) -> Indicator | None:
        """现行的一版，否则最要紧的。 The live version, or the one nearest to it."""
        if code in self.catalogue.packs:
            return self.catalogue.packs[code]
        ranked = sorted(versions, key=lambda v: _ORDER.index(v.status))
        found = (self.catalogue.draft(version.definition) for version in ranked)
        return next((r.indicator for r in found if r.indicator and not r.problems), None)

    def _summary(
        self, indicator: Indicator, versions: Sequence[IndicatorVersion], uses: Sequence[Use]
    ) -> IndicatorSummary:
        scenes = self.catalogue.scenes
        status = self._status(versions)
        pending = next((v.status.value for v in versions if v.status in _OPEN), None)
        return IndicatorSummary(
            code=indicator.code,
            title=indicator.title,
            scene=indicator.scene,
            scene_title=scenes[indicator.scene].title,
            key=list(indicator.key),
            aggregate=indicator.aggregate.value,
            window=window_words(indicator.window),
            unit=indicator.unit,
            origin=self._origin(indicator.code),
            status=status,
            pending=pending if pending != status else None,
            ready=self._ready(indicator),
            description=describe(indicator, scenes),
            uses=sum(use.status == Status.LIVE for use in uses),
        )

    def _view(
        self,
        indicator: Indicator,
        versions: Sequence[IndicatorVersion],
        views: list[IndicatorVersionView],
        uses: Sequence[Use],
    ) -> IndicatorView:
        scenes = self.catalogue.scenes
        columns = columns_of(scenes[indicator.scene])
        ready = self._ready(indicator)
        of = indicator.of
        return IndicatorView(
            code=indicator.code,
            title=indicator.title,
            scene=indicator.scene,
            scene_title=scenes[indicator.scene].title,
            key=list(indicator.key),
            aggregate=indicator.aggregate.value,
            aggregate_title=AGGREGATES[indicator.aggregate],
            of=None if of is None else NamedField(of, columns[of].title),
            where=indicator.where,
            window=window_words(indicator.window),
            current=indicator.current.value,
            unit=indicator.unit,
            source=_source(indicator.source),
            origin=self._origin(indicator.code),
            status=self._status(versions),
            ready=ready,
            progress=None if ready else self.progress(),
            definition=document_of(indicator),
            description=describe(indicator, scenes),
            formula=formula_of(indicator),
            sql=to_sql(indicator, scenes, indicator.scene),
            readable=readable_in(indicator, scenes),
            uses=[*uses],
            versions=views,
            problems=problem_views(self.catalogue.edition.broken.get(indicator.code, ())),
        )

    def _status(self, versions: Sequence[IndicatorVersion]) -> str:
        if not versions:
            return Status.LIVE.value
        return min((v.status for v in versions), key=_ORDER.index).value

    def _origin(self, code: str) -> str:
        return "pack" if code in self.catalogue.packs else "own"

    def _ready(self, indicator: Indicator) -> bool:
        return self.catalogue.edition.indicators.get(indicator.code) == indicator


def _by_code(versions: Sequence[IndicatorVersion]) -> dict[str, Sequence[IndicatorVersion]]:
    found: dict[str, list[IndicatorVersion]] = {}
    for version in versions:
        found.setdefault(version.code, []).append(version)
    return dict(found)


def _source(source: Reference | None) -> SourceView | None:
    if source is None:
        return None
    start, end = source.effective_from, source.effective_to
    return SourceView(
        instrument=source.instrument,
        article=source.article,
        evidence=source.evidence.value,
        effective_from=start.isoformat() if start else None,
        effective_to=end.isoformat() if end else None,
        note=source.note,
    )
