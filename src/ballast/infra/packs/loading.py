"""从目录读内容包。 Reading packs from directories.

Only regular files inside the pack's own directory are read; a link that leads out of it is refused.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from ballast.infra.packs.model import Pack
from ballast.infra.packs.strict_yaml import PackError, parse_yaml
from ballast.kit.text import MissingTranslationError, Text

FILE_BYTES = 4_000_000
FILES = 2_000
SUFFIXES = frozenset({".yaml", ".json", ".csv", ".md", ".txt"})
_BUILT_IN = Path(__file__).parents[2] / "packs"
_NAME = re.compile(r"[a-z][a-z0-9_]*")
_URN = re.compile(r"urn:[a-z0-9][a-z0-9.:_-]{2,200}")


def built_in(name: str) -> Path:
    """随程序带来的内容包的目录。 Directory of a pack that ships with the program."""
    if not _NAME.fullmatch(name) or not (_BUILT_IN / name / "pack.yaml").is_file():
        raise PackError(
            Text(f"没有名为 {name} 的内置内容包。", f"There is no built-in pack named {name}."),
            {"pack": name},
        )
    return _BUILT_IN / name


def chosen_packs(extra: Iterable[str]) -> tuple[Pack, ...]:
    """核心包与设置里点名的包。 The core pack and the chosen ones (built-in name or directory)."""
    named = [built_in(e) if _NAME.fullmatch(e) and not Path(e).is_dir() else Path(e) for e in extra]
    return load_packs([built_in("core"), *named])


def load_packs(paths: Iterable[Path]) -> tuple[Pack, ...]:
    """按次序读内容包，后者可覆盖前者。 Read packs in order; a later one may override an earlier.

    Raises:
        PackError: 目录、清单或文件有误，或 URN 重复。 A directory, manifest or file is wrong.
    """
    packs = tuple(_load(Path(path)) for path in paths)
    seen: dict[str, str] = {}
    for pack in packs:
        if pack.urn in seen:
            raise PackError(
                Text(
                    f"内容包 {seen[pack.urn]} 与 {pack.name} 的 urn 相同：{pack.urn}。",
                    f"Packs {seen[pack.urn]} and {pack.name} have the same urn {pack.urn}.",
                )
            )
        seen[pack.urn] = pack.name
    return packs


def _load(root: Path) -> Pack:
    manifest = f"{root.name}/pack.yaml"
    if not (root / "pack.yaml").is_file():
        raise PackError(
            Text(
                f"{root} 不是内容包：缺 pack.yaml。", f"{root} is not a pack: pack.yaml is missing."
            )
        )
    files = dict(_files(root))
    document, _ = parse_yaml(decode(files["pack.yaml"], manifest), manifest)
    fields: dict[str, object] = document if isinstance(document, dict) else {}
    return Pack(
        urn=_urn(fields, manifest),
        version=_version(fields, manifest),
        title=_text(fields, "title", manifest),
        provider=_text(fields, "provider", manifest),
        basis=_basis(fields, manifest),
        name=root.name,
        sha256=_digest(files),
        files=files,
    )


def decode(content: bytes, source: str) -> str:
    """UTF-8 文本。 The text of a file, which must be UTF-8."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise PackError(
            Text(f"{source} 不是 UTF-8 编码。", f"{source} is not encoded as UTF-8.")
        ) from error


def _files(root: Path) -> Iterator[tuple[str, bytes]]:
    home = root.resolve()
    paths = sorted(path for path in root.rglob("*") if path.suffix in SUFFIXES and path.is_file())
    if len(paths) > FILES:
        raise PackError(Text(f"{root} 超过 {FILES} 个文件。", f"{root} has over {FILES} files."))
    for path in paths:
        name = path.relative_to(root).as_posix()
        if not path.resolve().is_relative_to(home):
            raise PackError(
                Text(
                    f"{root.name}/{name} 指向包外，请放入真正的文件。",
                    f"{root.name}/{name} links outside the pack; put the file itself there.",
                )
            )
        if path.stat().st_size > FILE_BYTES:
            raise PackError(
                Text(
                    f"{root.name}/{name} 超过 {FILE_BYTES} 字节，请拆分。",
                    f"{root.name}/{name} is over {FILE_BYTES} bytes; split it.",
                )
            )
        yield name, path.read_bytes()


def _digest(files: Mapping[str, bytes]) -> str:
    digest = hashlib.sha256()
    for name, content in sorted(files.items()):
        digest.update(f"{name}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()


def _urn(fields: Mapping[str, object], source: str) -> str:
    urn = fields.get("urn")
    if not isinstance(urn, str) or not _URN.fullmatch(urn):
        raise _wrong(source, "urn", Text("形如 urn:ballast:core", "like urn:ballast:core"))
    return urn


def _version(fields: Mapping[str, object], source: str) -> int:
    version = fields.get("version")
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise _wrong(source, "version", Text("从 1 起的整数", "a whole number from 1"))
    return version


def _text(fields: Mapping[str, object], key: str, source: str) -> Text:
    value = fields.get(key)
    try:
        return Text.of(value if isinstance(value, dict) else {})
    except MissingTranslationError as error:
        raise _wrong(source, key, Text("{zh, en}，两种语言都要", "{zh, en}, both")) from error


def _basis(fields: Mapping[str, object], source: str) -> tuple[str, ...]:
    basis = fields.get("basis", [])
    if not isinstance(basis, list) or not all(isinstance(item, str) for item in basis):
        raise _wrong(source, "basis", Text("文字的列表", "a list of texts"))
    return tuple(basis)


def _wrong(source: str, key: str, expected: Text) -> PackError:
    return PackError(
        Text(f"{source} 的 {key} 应为{expected.zh}。", f"{source}: {key} must be {expected.en}."),
        {"file": source, "key": key},
    )
