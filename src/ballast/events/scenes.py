"""从内容包读取场景。 Read scenes from pack documents.

A document of section `scenes` either defines the scene of its code or extends one of another file
(`extends: payment`): fields are merged by name, so that an institution adds a field, a stricter
sensitivity or a policy without touching what it builds on.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from ballast.events.model import Scene
from ballast.events.scene_field import FieldReader, SceneProblem
from ballast.infra.packs import Document, Pack, documents
from ballast.kit.errors import InvalidError
from ballast.kit.text import Text

OUTCOMES = ("pass", "challenge", "review", "reject")
SECTION = "scenes"
_KEYS = {"code", "extends", "title", "fallback", "policy", "scope", "fields"}
_CODE = re.compile(r"[a-z][a-z0-9_]{0,63}")
_TYPE = Text("类型不对", "It has the wrong type")


class InvalidSceneError(InvalidError):
    """场景文档有问题。 Scene documents have problems; `problems` lists them all."""

    code = "scene_invalid"
    title = Text("场景文档有问题", "Scene documents have problems")

    def __init__(self, problems: Iterable[SceneProblem]) -> None:
        self.problems = tuple(problems)
        sentences = [problem.sentence() for problem in self.problems]
        detail = Text("\n".join(s.zh for s in sentences), "\n".join(s.en for s in sentences))
        super().__init__(detail, {"problems": [problem.as_dict() for problem in self.problems]})


def scenes_of(packs: Iterable[Pack]) -> dict[str, Scene]:
    """内容包里的全部场景。 Every scene of these packs; later packs may extend earlier scenes."""
    return load_scenes(found for pack in packs for found in documents(pack, SECTION))


def load_scenes(found: Iterable[Document]) -> dict[str, Scene]:
    """按先后合并文档，得到全部场景（版本未定，记为 1）。

    Merge documents in order into scenes by code; versions are given when they are registered.

    Raises:
        InvalidSceneError: 有任何问题；一次列全。 On any problem; all are listed at once.
    """
    loader = _Loader()
    for document in found:
        loader.add(document)
    return loader.scenes()


def digest(scene: Scene) -> str:
    """场景内容（不含版本号）的 SHA-256。 SHA-256 of what the scene says, without its version."""
    text = json.dumps(as_document(scene), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def as_document(scene: Scene) -> dict[str, Any]:
    """场景写回文档；再读得到同一场景。 The scene as a document that loads to the same scene."""
    return {
        "code": scene.code,
        "title": scene.title.as_dict(),
        "fallback": scene.fallback,
        "policy": scene.policy,
        **({} if scene.scope is None else {"scope": scene.scope}),
        "fields": {
            f.name: {
                "title": f.title.as_dict(),
                "type": f.type.value,
                "sensitivity": f.sensitivity.value,
                "kind": f.kind.value,
                "required": f.required,
                "subject": f.subject.value if f.subject else None,
                "values": list(f.values),
            }
            for f in scene.fields.values()
        },
    }


class _Loader:
    def __init__(self) -> None:
        self._merged: dict[str, dict[str, Any]] = {}
        self._sources: dict[str, str] = {}
        self._problems: list[SceneProblem] = []

    def add(self, document: Document) -> None:
        code = str(document.content.get("extends", document.code))
        for key in sorted(set(document.content) - _KEYS):
            self._fail(
                document.source,
                code,
                Text(f"不认识的键 {key}", f"Unknown key {key}"),
                Text(f"可用的键：{'、'.join(sorted(_KEYS))}", f"Known keys: {sorted(_KEYS)}"),
            )
        if "extends" in document.content:
            self._extend(document, code)
        else:
            self._define(document, code)

    def _define(self, document: Document, code: str) -> None:
        if code in self._merged:
            self._fail(
                document.source,
                code,
                Text(
                    f"场景已在 {self._sources[code]} 定义",
                    f"The scene is already defined in {self._sources[code]}",
                ),
                Text(f"改写为 `extends: {code}`", f"Write `extends: {code}` to add to it"),
            )
            return
        self._sources[code] = document.source
        self._merged[code] = {"readers": {}}
        self._merge(document, code)

    def _extend(self, document: Document, code: str) -> None:
        if code not in self._merged:
            self._fail(
                document.source,
                code,
                Text("要扩展的场景不存在", "The scene to extend does not exist"),
                Text("核对代码与内容包的先后", "Check its code and the order of the packs"),
            )
            return
        self._merge(document, code)

    def _merge(self, document: Document, code: str) -> None:
        target = self._merged[code]
        for key in ("title", "fallback", "policy", "scope"):
            if key in document.content:
                target[key] = document.content[key]
        fields = document.content.get("fields") or {}
        if not isinstance(fields, Mapping):
            remedy = Text("写成 `名称: {…}`", "Write `name: {…}` entries")
            self._fail(document.source, code, _TYPE, remedy, "fields")
            return
        for name, content in fields.items():
            reader = target["readers"].setdefault(str(name), FieldReader(code, str(name)))
            reader.add(document.source, content)

    def scenes(self) -> dict[str, Scene]:
        scenes = {code: self._build(code, merged) for code, merged in self._merged.items()}
        if self._problems:
            raise InvalidSceneError(self._problems)
        return {code: scene for code, scene in scenes.items() if scene is not None}

    def _build(self, code: str, merged: dict[str, Any]) -> Scene | None:
        source = self._sources[code]
        read = [reader.read() for reader in merged["readers"].values()]
        for _, problems in read:
            self._problems.extend(problems)
        fields = {field.name: field for field, _ in read if field is not None}
        self._check_names(code, source, set(fields))
        if not _CODE.fullmatch(code):
            remedy = Text("用小写字母、数字、下划线", "Use lower-case letters, digits, underscores")
            problem = Text("场景代码不可用", "The scene code cannot be used")
            self._fail(source, code, problem, remedy, "code")
        title, fallback = self._title(code, merged), str(merged.get("fallback", "review"))
        if fallback not in OUTCOMES:
            remedy = Text(f"取 {'、'.join(OUTCOMES)} 之一", f"Use one of {', '.join(OUTCOMES)}")
            self._fail(
                source, code, Text("兜底结论不对", "Unknown fallback outcome"), remedy, "fallback"
            )
        policy, scope = (self._code_or_none(code, merged, key) for key in ("policy", "scope"))
        return None if title is None else Scene(code, 1, title, fields, fallback, policy, scope)

    def _code_or_none(self, code: str, merged: dict[str, Any], key: str) -> str | None:
        found = merged.get(key)
        if found is None or isinstance(found, str):
            return found
        remedy = Text("写代码或 null", "Write a code, or null")
        self._fail(self._sources[code], code, _TYPE, remedy, key)
        return None

    def _title(self, code: str, merged: dict[str, Any]) -> Text | None:
        try:
            return Text.of(merged["title"])
        except (KeyError, ValueError, AttributeError):
            self._fail(
                self._sources[code],
                code,
                Text("缺少双语标题", "The title is missing in one language"),
                Text("写 `title: {zh: …, en: …}`", "Write `title: {zh: …, en: …}`"),
                "title",
            )
            return None

    def _check_names(self, code: str, source: str, names: set[str]) -> None:
        for reader in self._merged[code]["readers"].values():
            for clash in sorted(reader.derived_names() & names):
                self._fail(
                    source,
                    code,
                    Text(
                        f"与 {reader.name} 的派生属性同名",
                        f"It has the name of an attribute derived from {reader.name}",
                    ),
                    Text("换一个字段名", "Choose another field name"),
                    clash,
                )

    def _fail(self, source: str, scene: str, what: Text, remedy: Text, field: str = "") -> None:
        self._problems.append(SceneProblem(source, scene, field, what, remedy))
