"""内容包里的一类内容。 One section of packs: roles, masks, scenes, indicators, policies, lists, …

A section is `<section>.yaml` (a mapping of code → content, or a list of contents with `code`) or a
directory `<section>/` of YAML and JSON files (each one content, named by its `code` or by the file,
or a list of contents with `code`), or both. Codes are ASCII.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ballast.infra.packs.loading import decode
from ballast.infra.packs.model import Document, Override, Pack
from ballast.infra.packs.strict_yaml import DEPTH, PackError, parse_yaml
from ballast.kit.text import Text

_CODE = re.compile(r"[A-Za-z][A-Za-z0-9_.:-]{0,127}")


@dataclass(frozen=True, slots=True)
class Section:
    """各包合并后的一类内容，后者优先。 One section merged over packs; later packs win."""

    documents: Mapping[str, Document]
    overrides: tuple[Override, ...]


def section(packs: Iterable[Pack], name: str) -> Section:
    """合并各包的一类内容。 Merge one section of several packs.

    Raises:
        PackError: 文件有误，或同一包内代码重复。 A file is wrong, or a pack repeats a code.
    """
    merged: dict[str, Document] = {}
    overrides: list[Override] = []
    for pack in packs:
        for document in documents(pack, name):
            earlier = merged.get(document.code)
            if earlier is not None:
                overrides.append(Override(name, document.code, earlier.pack, document.pack))
            merged[document.code] = document
    return Section(merged, tuple(overrides))


def documents(pack: Pack, name: str) -> tuple[Document, ...]:
    """一个包的一类内容，按文件次序。 The documents of one section of one pack, in file order."""
    found: dict[str, Document] = {}
    for path in sorted(pack.files):
        if not _belongs(path, name):
            continue
        for document in _read(pack, path, whole=path == f"{name}.yaml"):
            if document.code in found:
                other = found[document.code]
                raise PackError(
                    Text(
                        f"{document.where} 与 {other.where} 的代码重复。",
                        f"{document.where} repeats the code of {other.where}.",
                    ),
                    {"file": document.source, "code": document.code},
                )
            found[document.code] = document
    return tuple(found.values())


def _belongs(path: str, name: str) -> bool:
    inside = path.startswith(f"{name}/") and path.endswith((".yaml", ".json"))
    return path == f"{name}.yaml" or inside


def _read(pack: Pack, path: str, whole: bool) -> Iterator[Document]:
    source = f"{pack.name}/{path}"
    text = decode(pack.files[path], source)
    value, lines = _json(text, source) if path.endswith(".json") else parse_yaml(text, source)
    if _infinite(value):
        raise _fault(source, 1, Text("有超出范围的数", "a number is out of range"))
    stem = path.rpartition("/")[2].rpartition(".")[0]
    for code, content, line in _items(value, lines, stem, whole):
        if not isinstance(content, dict):
            raise _fault(source, line, Text("应为键值对", "must be a mapping"))
        if not isinstance(code, str) or not _CODE.fullmatch(code):
            problem = Text("缺 ASCII 的 code", "needs a code of ASCII letters, digits, . _ : -")
            raise _fault(source, line, problem)
        yield Document(code, content, pack.urn, source, line)


def _items(
    value: object, lines: Mapping[str, int], stem: str, whole: bool
) -> Iterator[tuple[object, object, int]]:
    if isinstance(value, list):
        for index, content in enumerate(value):
            code = content.get("code") if isinstance(content, dict) else None
            yield code, content, lines.get(str(index), 1)
    elif isinstance(value, dict) and whole:
        for code, content in value.items():
            yield code, content, lines.get(code, 1)
    elif value is not None or not whole:
        yield value.get("code", stem) if isinstance(value, dict) else stem, value, 1


def _json(text: str, source: str) -> tuple[object, dict[str, int]]:
    try:
        value: object = json.loads(text, parse_constant=_no_constant, object_pairs_hook=_unique)
    except json.JSONDecodeError as error:
        problem = Text(f"JSON 写法不对：{error.msg}", f"not valid JSON: {error.msg}")
        raise _fault(source, error.lineno, problem) from error
    except (ValueError, RecursionError) as error:
        problem = Text("JSON 里有重复的键、NaN 或太深的嵌套", "a repeated key, NaN, or too deep")
        raise _fault(source, 1, problem) from error
    if _depth(value) > DEPTH:
        raise _fault(source, 1, Text(f"嵌套超过 {DEPTH} 层", f"deeper than {DEPTH} levels"))
    return value, {}


def _no_constant(name: str) -> object:
    raise ValueError(name)


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    mapping = dict(pairs)
    if len(mapping) != len(pairs):
        raise ValueError("repeated key")
    return mapping


def _depth(value: object) -> int:
    level, depth = [value], 0
    while level and depth <= DEPTH:
        depth += 1
        level = [child for item in level for child in _children(item)]
    return depth


def _infinite(value: object) -> bool:
    if isinstance(value, float):
        return not math.isfinite(value)
    return any(_infinite(child) for child in _children(value))


def _children(value: object) -> Iterable[object]:
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list) else ()


def _fault(source: str, line: int, problem: Text) -> PackError:
    return PackError(
        Text(f"{source} 第 {line} 行：{problem.zh}。", f"{source} line {line}: {problem.en}."),
        {"file": source, "line": line},
    )
