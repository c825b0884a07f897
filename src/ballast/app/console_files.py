"""控制台构建出的文件：启动时读进内存，按浏览器能解的压缩发出。

The files of the built console: read into memory at the start, sent in an encoding that is accepted.

Only files that were there at the start are ever sent, so no address can reach anything else.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

INDEX = "index.html"
ASSETS = "assets/"
"""文件名里带内容摘要的目录。 The directory of files that carry a digest in their names."""
_ENCODINGS = {"br": ".br", "gzip": ".gz"}
_UNKNOWN = "application/octet-stream"
# The machine's own table of types may lack some, or say otherwise.
_TYPES = {
    ".css": "text/css",
    ".html": "text/html",
    ".ico": "image/x-icon",
    ".js": "text/javascript",
    ".json": "application/json",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".ttf": "font/ttf",
    ".txt": "text/plain",
    ".wasm": "application/wasm",
    ".webmanifest": "application/manifest+json",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
}


@dataclass(frozen=True, slots=True)
class Variant:
    """一个文件的一种编码；空名即原样。 One encoding of a file; no name means as it is."""

    encoding: str
    content: bytes
    etag: str


@dataclass(frozen=True, slots=True)
class BuiltFile:
    """一个文件：类型、可否永久缓存、各种编码。 A file: type, permanence, encodings, best first."""

    media_type: str
    permanent: bool
    variants: tuple[Variant, ...]

    def accepted(self, header: str) -> Variant:
        """按 Accept-Encoding 选一种；都不接受则原样。 The best accepted; else as it is."""
        wanted = _accepted(header)
        found = (v for v in self.variants if v.encoding in wanted)
        return next(found, self.variants[-1])


def load_console(directory: Path) -> Mapping[str, BuiltFile]:
    """读入一次构建：相对路径 → 文件；没有构建则为空。

    Read one build: relative path to file; empty where nothing was built.
    """
    if not (directory / INDEX).is_file():
        return {}
    found = (path for path in sorted(directory.rglob("*")) if path.is_file())
    named = {path.relative_to(directory).as_posix(): path for path in found}
    return {name: _built(name, path) for name, path in named.items() if _is_public(name)}


def _is_public(name: str) -> bool:
    # What starts with a dot is the builder's own; compressed copies belong to their originals.
    hidden = any(part.startswith(".") for part in name.split("/"))
    return not hidden and not name.endswith(tuple(_ENCODINGS.values()))


def _built(name: str, path: Path) -> BuiltFile:
    content = path.read_bytes()
    digest = sha256(content).hexdigest()[:20]
    packed = (
        Variant(encoding, copy.read_bytes(), f'"{digest}-{encoding}"')
        for encoding, suffix in _ENCODINGS.items()
        if (copy := path.with_name(path.name + suffix)).is_file()
    )
    variants = (*packed, Variant("", content, f'"{digest}"'))
    return BuiltFile(_TYPES.get(path.suffix, _UNKNOWN), name.startswith(ASSETS), variants)


def _accepted(header: str) -> set[str]:
    """`br, gzip;q=0` → {br}."""
    found = set()
    for part in header.lower().split(","):
        coding, _, weight = part.partition(";")
        if weight.replace(" ", "") not in {"q=0", "q=0.0", "q=0.00", "q=0.000"}:
            found.add(coding.strip())
    return found - {""}
