"""内容包：角色、场景、指标、策略都是数据。 Packs: roles, scenes, policies are data."""

from ballast.infra.packs.loading import built_in, chosen_packs, load_packs
from ballast.infra.packs.model import Document, Override, Pack
from ballast.infra.packs.sections import Section, documents, section
from ballast.infra.packs.strict_yaml import PackError, parse_yaml

__all__ = [
    "Document",
    "Override",
    "Pack",
    "PackError",
    "Section",
    "built_in",
    "chosen_packs",
    "documents",
    "load_packs",
    "parse_yaml",
    "section",
]
