"""风险领域：只有内容，没有机制。 Risk domains: content only, no mechanism."""

from dataclasses import dataclass
from pathlib import Path

from ballast.kit.text import Text


@dataclass(frozen=True, slots=True)
class Domain:
    """一个风险领域：名称与内容包的目录。 A risk domain: its title and its pack."""

    code: str
    title: Text
    pack: Path
