"""全部内容：核心包、各领域的包、设置里点名的包。

All content: the core pack, the pack of each domain, and those the settings name, in this order.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from ballast import domains
from ballast.events.model import Scene
from ballast.events.scenes import scenes_of
from ballast.indicators.check import check
from ballast.indicators.definition import load_indicator
from ballast.indicators.model import Indicator
from ballast.infra.packs import Pack, built_in, load_packs, section
from ballast.infra.settings import Settings
from ballast.kit.document import Document
from ballast.policies.lists.definitions import definitions
from ballast.policies.lists.model import ListDefinition


@dataclass(frozen=True, slots=True)
class Content:
    """读好的内容。 Content, read and checked."""

    packs: tuple[Pack, ...]
    scenes: Mapping[str, Scene]
    indicators: tuple[Indicator, ...]
    lists: Mapping[str, ListDefinition]


def load_content(settings: Settings) -> Content:
    """读全部内容包。 Read every pack.

    Raises:
        BallastError: 某个包有误，句中指明。 A pack is wrong; the sentence says where.
    """
    packs = load_packs([built_in("core"), *domain_packs(), *map(Path, settings.packs)])
    scenes = scenes_of(packs)
    lists = section(packs, "lists").documents
    return Content(
        packs=packs,
        scenes=scenes,
        indicators=check(_indicators(packs, settings.timezone), scenes),
        lists=definitions({code: found.content for code, found in lists.items()}),
    )


def scopes_of_scenes(scenes: Mapping[str, Scene]) -> Mapping[str, str]:
    """各场景属于哪个范围；不属于任何范围的不列。 The scope of each scene that belongs to one."""
    return {code: scene.scope for code, scene in scenes.items() if scene.scope is not None}


def _indicators(packs: tuple[Pack, ...], zone: str) -> Iterator[Indicator]:
    for found in section(packs, "indicators").documents.values():
        yield load_indicator(Document({"code": found.code, **found.content}, found.where), zone)


def domain_packs() -> list[Path]:
    """各风险领域的内容包。 The packs of the risk domains."""
    home = Path(domains.__file__).parent
    return sorted(manifest.parent for manifest in home.glob("*/pack.yaml"))
