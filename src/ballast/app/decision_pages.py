"""看决策要用的部件，接在一起。 The parts for looking at decisions, wired together."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol

from ballast.app.search.finder import Finder
from ballast.app.search.places import Known
from ballast.decisions.detail import DecisionDetails
from ballast.decisions.evidence_views import EvidenceViews
from ballast.decisions.rerun import Rerunning
from ballast.decisions.tracing import Tracing
from ballast.decisions.views import DecisionViews
from ballast.events.registry import SceneRegistry
from ballast.events.views import EventViews
from ballast.indicators.catalogue import Catalogue
from ballast.indicators.model import Indicator
from ballast.infra.crypto import Keyring
from ballast.infra.db import Database
from ballast.policies.archive import PolicyArchive
from ballast.policies.lists.live import LiveLists
from ballast.policies.live import LivePolicies


class Opened(Protocol):
    """已打开的部件。 What is open already."""

    database: Database
    scenes: SceneRegistry
    keyring: Keyring
    event_views: EventViews
    catalogue: Catalogue
    archive: PolicyArchive
    policies: LivePolicies
    lists: LiveLists
    now_us: Callable[[], int]


def decision_pages(opened: Opened) -> dict[str, object]:
    """路由按名字要的部件。 What routes ask for by name."""
    database, scenes = opened.database, opened.scenes.scenes
    tracing = Tracing(opened.archive)

    def known() -> Mapping[str, Indicator]:
        edition = opened.catalogue.edition
        return {**edition.former, **edition.indicators}

    views = DecisionViews(database, scenes, opened.keyring, opened.now_us)
    return {
        "decision_views": views,
        "finder": Finder(database, Known(scenes, opened.lists.definitions, known), views),
        "decision_details": DecisionDetails(
            database, scenes, opened.event_views, tracing, known, opened.lists.definitions
        ),
        "evidence": EvidenceViews(database, scenes, opened.event_views, known),
        "rerunning": Rerunning(database, scenes, opened.policies, opened.lists, tracing, known),
    }
