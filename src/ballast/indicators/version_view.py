"""版本给人看的样子。 A version as people see it."""

from __future__ import annotations

from collections.abc import Mapping

from ballast.events.instants import text_of
from ballast.indicators.schemas import IndicatorVersionView
from ballast.indicators.version import IndicatorVersion


def version_view(version: IndicatorVersion, names: Mapping[str, str]) -> IndicatorVersionView:
    """给人看的样子；`names` 是人名。 As people see it; `names` are those of people by id."""
    return IndicatorVersionView(
        code=version.code,
        number=version.number,
        status=version.status.value,
        definition=dict(version.definition),
        author=version.author,
        author_name=names.get(version.author, version.author),
        created_at=text_of(version.created_us),
        submitter_name=_name(version.submitter, names),
        submitted_at=_text(version.submitted_us),
        approver_name=_name(version.approver, names),
        decided_at=_text(version.decided_us),
        live_at=_text(version.live_us),
        retired_at=_text(version.retired_us),
        comment=version.comment,
    )


def _name(person: str | None, names: Mapping[str, str]) -> str | None:
    return None if person is None else names.get(person, person)


def _text(at_us: int | None) -> str | None:
    return None if at_us is None else text_of(at_us)
