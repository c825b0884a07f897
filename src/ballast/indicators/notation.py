"""定义 → 内容包里的写法，可原样读回。 A definition as packs write it; reading gives it back."""

from __future__ import annotations

from ballast.indicators.definition import window_notation
from ballast.indicators.model import Aggregate, Current, Indicator


def document_of(indicator: Indicator) -> dict[str, object]:
    """写成一份文档，缺省的不写。 The definition as a document; what is the default is left out."""
    key = list(indicator.key)
    written: dict[str, object] = {
        "code": indicator.code,
        "title": indicator.title.as_dict(),
        "scene": indicator.scene,
        "key": key[0] if len(key) == 1 else key,
        "aggregate": indicator.aggregate.value,
        "of": indicator.of,
        "where": indicator.where,
        "window": window_notation(indicator.window),
        "current": _current(indicator),
        "unit": indicator.unit.as_dict() if indicator.unit else None,
        "match": {scene: list(names) for scene, names in indicator.match.items()} or None,
        "source": indicator.source.to_document() if indicator.source else None,
    }
    return {name: value for name, value in written.items() if value is not None}


def _current(indicator: Indicator) -> str | None:
    since = indicator.aggregate is Aggregate.TIME_SINCE_LAST
    usual = Current.EXCLUDED if since else Current.INCLUDED
    return None if indicator.current is usual else indicator.current.value
