"""定义的预览：文字、公式、SQL、在哪些场景能读；以及表单的选项。

A definition previewed: words, formula, SQL and where it can be read; and what the form offers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ballast.events.model import Scene
from ballast.indicators.catalogue import Catalogue
from ballast.indicators.columns import Column, columns_of, key_columns
from ballast.indicators.explain import AGGREGATES, describe, window_words
from ballast.indicators.formula import formula_of
from ballast.indicators.model import NUMERIC, VALUED, Aggregate, Indicator
from ballast.indicators.notation import document_of
from ballast.indicators.problems import Problem
from ballast.indicators.schemas import (
    CheckedDefinition,
    DefinitionProblem,
    KeyField,
    KeyInScene,
    OfferedAggregate,
    OfferedField,
    OfferedScene,
    Offers,
)
from ballast.indicators.sql import to_sql
from ballast.kit.text import Text

_OF_PACK = Text("这个代码属于内容包里的指标", "This code is that of an indicator of a pack")
_ANOTHER = Text("换一个代码", "Choose another code")


def checked(catalogue: Catalogue, definition: Mapping[str, object]) -> CheckedDefinition:
    """检查一份定义，能读懂就预览。 Check a definition; preview it where it can be read."""
    read = catalogue.draft(definition)
    problems = list(read.problems)
    code = definition.get("code")
    if isinstance(code, str) and code in catalogue.packs:
        problems.append(Problem(code, "code", _OF_PACK, _ANOTHER))
    views = problem_views(problems)
    indicator = read.indicator
    if indicator is None or read.problems:
        return CheckedDefinition(views, None, None, None, [], None, [])
    scenes = catalogue.scenes
    return CheckedDefinition(
        problems=views,
        definition=document_of(indicator),
        description=describe(indicator, scenes),
        window=window_words(indicator.window),
        formula=formula_of(indicator),
        sql=to_sql(indicator, scenes, indicator.scene),
        readable=readable_in(indicator, scenes),
    )


def problem_views(problems: Iterable[Problem]) -> list[DefinitionProblem]:
    """给人看的问题。 Problems as people see them."""
    return [DefinitionProblem(p.field, p.problem, p.remedy) for p in problems]


def readable_in(indicator: Indicator, scenes: Mapping[str, Scene]) -> list[KeyInScene]:
    """在哪些场景能读，各从哪些字段。 Where it can be read, and from which fields."""
    found = ((scene, key_columns(indicator, scenes, scene.code)) for scene in scenes.values())
    return [
        KeyInScene(
            scene.code, scene.title, [KeyField(c.name, c.title, c.type.value) for c in columns]
        )
        for scene, columns in found
        if columns is not None
    ]


def offers(catalogue: Catalogue) -> Offers:
    """表单的选项。 What the form offers."""
    return Offers(
        [_scene(scene) for scene in catalogue.scenes.values()],
        [OfferedAggregate(a.value, AGGREGATES[a], _takes(a)) for a in Aggregate],
        catalogue.zone,
    )


def _takes(aggregate: Aggregate) -> str:
    if aggregate in NUMERIC:
        return "number"
    if aggregate in VALUED:
        return "any"
    return "optional" if aggregate is Aggregate.COUNT else "none"


def _scene(scene: Scene) -> OfferedScene:
    fields = [_field(scene, column) for column in columns_of(scene).values()]
    return OfferedScene(scene.code, scene.title, fields)


def _field(scene: Scene, column: Column) -> OfferedField:
    field = scene.fields.get(column.name)
    return OfferedField(
        name=column.name,
        title=column.title,
        type=column.type.value,
        protected=column.token is not None,
        subject=column.subject.value if column.subject else None,
        values=list(field.values) if field else [],
    )
