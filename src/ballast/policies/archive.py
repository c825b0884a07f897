"""旧版本：按指纹取回并编译，用来解释过去的决策。

Past versions, fetched by fingerprint and compiled to explain past decisions.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping

from sqlalchemy.orm import Session

from ballast.policies import repository
from ballast.policies.catalog import Catalog, SubDocument
from ballast.policies.compile import Compiled, compile_policy
from ballast.policies.errors import UnknownPolicyError
from ballast.policies.lists.model import ListDefinition
from ballast.policies.live import SchemaOf
from ballast.policies.reading import load, parse

_KEPT = 64


class PolicyArchive:
    """按指纹编译过的版本，最近用过的留在内存。

    Versions compiled by fingerprint, recent ones kept.
    """

    def __init__(self, schema_of: SchemaOf, lists: Mapping[str, ListDefinition]) -> None:
        self._schema_of = schema_of
        self._lists = lists
        self._kept: OrderedDict[tuple[object, ...], Compiled] = OrderedDict()

    def compiled(
        self, session: Session, own: tuple[str, str], subs: Mapping[str, str], watched: bool = False
    ) -> Compiled:
        """决策当时的策略与子策略。 The policy and its sub-decisions as they were.

        Args:
            session: 数据库会话。 A database session.
            own: 策略编码与文档指纹。 Code of the policy and fingerprint of the document.
            subs: 子策略编码 → 当时的指纹。 Sub-decisions and their fingerprints then.
            watched: 求值时逐节点记下各值。 Whether evaluation notes every value after each node.

        Raises:
            UnknownPolicyError: 没有这个版本。 There is no such version.
        """
        key = (watched, *own, *sorted(subs.items()))
        if key not in self._kept:
            self._kept[key] = self._compile(session, own, subs, watched)
        self._kept.move_to_end(key)
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        return self._kept[key]

    def document(self, session: Session, own: tuple[str, str]) -> dict[str, object]:
        """决策当时的文档，连同布局。 The document as it was, with its layout.

        Raises:
            UnknownPolicyError: 没有这个版本。 There is no such version.
        """
        version = repository.version_by_hash(session, *own)
        if version is None:
            raise UnknownPolicyError(own[0])
        return load(version.document)

    def _compile(
        self, session: Session, own: tuple[str, str], subs: Mapping[str, str], watched: bool
    ) -> Compiled:
        def documents(sub: str) -> SubDocument | None:
            found = repository.version_by_hash(session, sub, subs.get(sub, ""))
            return SubDocument(parse(found.document), found.sha256) if found else None

        code, sha256 = own
        policy = repository.get_policy(session, code)
        version = repository.version_by_hash(session, code, sha256)
        if policy is None or version is None:
            raise UnknownPolicyError(code)
        catalog = Catalog(self._schema_of(policy.scene), self._lists, documents)
        return compile_policy(parse(version.document), sha256, catalog, code, watched=watched)
