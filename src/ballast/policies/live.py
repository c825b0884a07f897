"""线上策略：每个策略编译好的线上版本，提交后整体替换。

Live policies: the compiled live version of each policy, swapped as a whole after each commit.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from sqlalchemy.orm import Session

from ballast.expressions.types import Type
from ballast.infra.db import Database
from ballast.kit.errors import UnavailableError
from ballast.kit.text import Text
from ballast.policies import repository
from ballast.policies.catalog import Catalog, SubDocument
from ballast.policies.compile import Compiled, compile_policy, problems_of
from ballast.policies.document import Document
from ballast.policies.errors import UnknownVersionError
from ballast.policies.hash import fingerprint
from ballast.policies.lists.model import ListDefinition
from ballast.policies.model import Policy, PolicyVersion
from ballast.policies.problem import InvalidPolicyError, Problem, errors_of
from ballast.policies.reading import parse

SchemaOf = Callable[[str | None], Mapping[str, Type]]
"""场景编码 → 名字与类型（含 `indicators.*`）。

Scene code to names and types, indicators included.
"""


class PolicyNotLiveError(UnavailableError):
    """策略没有能运行的线上版本。 The policy has no live version that can run."""

    code = "policy_not_live"

    def __init__(self, policy: str, problems: Sequence[Problem] = ()) -> None:
        first = problems[0].text if problems else Text("没有线上版本", "nothing is live")
        super().__init__(
            Text(f"策略 `{policy}` 不能运行：{first.zh}", f"`{policy}` cannot run: {first.en}"),
            {"policy": policy, "problems": [problem.as_dict() for problem in problems]},
        )


@dataclass(frozen=True, slots=True)
class LivePolicy:
    """一个线上版本。 One live version.

    Args:
        version: 版本标识。 Id of the version.
        hash: 连同所用子策略的指纹；没有子策略时即文档指纹。 Fingerprint of the document together
            with those of its sub-decisions; the document's own when it has none.
    """

    code: str
    scene: str | None
    version: str
    number: int
    hash: str
    compiled: Compiled


class LivePolicies:
    """全部线上策略；读者总看到一份完整的集合。 Every live policy; readers see one complete set."""

    def __init__(
        self, database: Database, schema_of: SchemaOf, lists: Mapping[str, ListDefinition]
    ) -> None:
        self._database = database
        self._schema_of = schema_of
        self._lists = lists
        self._lock = threading.Lock()
        self._policies: Mapping[str, LivePolicy] = MappingProxyType({})
        self._problems: Mapping[str, tuple[Problem, ...]] = MappingProxyType({})
        self._numbers: dict[str, int] = {}

    @property
    def policies(self) -> Mapping[str, LivePolicy]:
        """编码 → 线上版本。 Code to live version."""
        return self._policies

    @property
    def problems(self) -> Mapping[str, tuple[Problem, ...]]:
        """不能运行的线上策略及其问题。 Live policies that cannot run, with their problems."""
        return self._problems

    def require(self, code: str) -> LivePolicy:
        """线上版本；没有则抛 PolicyNotLiveError。 The live version, or PolicyNotLiveError."""
        found = self._policies.get(code)
        if found is None:
            raise PolicyNotLiveError(code, self._problems.get(code, ()))
        return found

    def follow(self) -> None:
        """别的进程改了线上版本就重读；没改只问一句，很省。

        Reload when another process changed what is live; asks one small question otherwise.
        """
        with self._database.reading() as session:
            numbers = repository.live_numbers(session)
        if numbers != self._numbers:
            self.reload()

    def reload(self) -> None:
        """重读全部线上版本并替换。 Read and compile every live version, then swap them in."""
        with self._lock, self._database.reading() as session:
            scenes = {policy.code: policy.scene for policy in repository.all_policies(session)}
            live = {version.policy: version for version in repository.live_versions(session)}
            self._numbers = {code: version.number for code, version in live.items()}
            made = {code: self._compiled(v, scenes[code], live) for code, v in live.items()}
            self._problems = MappingProxyType(
                {code: found for code, found in made.items() if isinstance(found, tuple)}
            )
            self._policies = MappingProxyType(
                {code: found for code, found in made.items() if isinstance(found, LivePolicy)}
            )

    def version(
        self, session: Session, code: str, number: int, *, watched: bool = False
    ) -> Compiled:
        """编译任一版本，子策略用线上的。 Compile any version, with the live sub-decisions.

        Args:
            session: 数据库会话。 A database session.
            code: 策略编码。 Code of the policy.
            number: 版本号。 Number of the version.
            watched: 求值时逐节点记下各值。 Whether evaluation notes every value after each node.

        Raises:
            UnknownVersionError: 没有这个版本。 There is no such version.
            InvalidPolicyError: 它有问题。 It has problems.
        """
        policy = repository.get_policy(session, code)
        found = repository.get_version(session, code, number)
        if policy is None or found is None:
            raise UnknownVersionError(code, number)
        live = {version.policy: version for version in repository.live_versions(session)}
        catalog = self._catalog(policy.scene, live)
        return compile_policy(parse(found.document), found.sha256, catalog, code, watched=watched)

    def unsaved(
        self, session: Session, about: tuple[str, str | None], raw: Mapping[str, object]
    ) -> Compiled:
        """编译没有保存的文档，逐节点记值。 Compile a document that is not saved, watched.

        Args:
            session: 数据库会话。 A database session.
            about: 策略编码（新的可空）与场景。 Code of the policy, empty if new, and its scene.
            raw: 文档。 The document.

        Raises:
            InvalidPolicyError: 它有问题。 It has problems.
        """
        code, scene = about
        live = {version.policy: version for version in repository.live_versions(session)}
        catalog = self._catalog(scene, live)
        return compile_policy(parse(raw), fingerprint(raw), catalog, code, watched=True)

    def scene_of(self, session: Session, code: str) -> str | None:
        """策略用于哪个场景。 The scene of a policy; None when it has none or is unknown."""
        policy = repository.get_policy(session, code)
        return None if policy is None else policy.scene

    def check(
        self, session: Session, policy: Policy, document: Document | None
    ) -> tuple[Problem, ...]:
        """保存、提交、批准、退役时的检查：文档本身，以及引用它的线上策略。

        The check made when saving, submitting, approving and retiring: the document itself and the
        live policies that call it. `document` None means it is to be retired.
        """
        live = {version.policy: version for version in repository.live_versions(session)}
        own: tuple[Problem, ...] = ()
        if document is not None:
            own = problems_of(document, self._catalog(policy.scene, live), policy.code)
        if errors_of(own):
            return own
        return (*own, *self._callers(session, policy.code, document, live))

    def _callers(
        self,
        session: Session,
        code: str,
        document: Document | None,
        live: Mapping[str, PolicyVersion],
    ) -> Iterator[Problem]:
        scenes = {policy.code: policy.scene for policy in repository.all_policies(session)}
        for caller in live.values():
            now = self._compiled(caller, scenes[caller.policy], live)
            if caller.policy == code or isinstance(now, tuple) or code not in now.compiled.subs:
                continue
            catalog = self._catalog(scenes[caller.policy], live)
            then = _replaced(catalog, code, document)
            for problem in problems_of(parse(caller.document), then, caller.policy):
                if not problem.warning:
                    yield _of_caller(caller.policy, problem)

    def _compiled(
        self, version: PolicyVersion, scene: str | None, live: Mapping[str, PolicyVersion]
    ) -> LivePolicy | tuple[Problem, ...]:
        try:
            document = parse(version.document)
            catalog = self._catalog(scene, live)
            compiled = compile_policy(document, version.sha256, catalog, version.policy)
        except InvalidPolicyError as error:
            return error.problems
        return LivePolicy(
            version.policy, scene, version.id, version.number, _hash(compiled), compiled
        )

    def _catalog(self, scene: str | None, live: Mapping[str, PolicyVersion]) -> Catalog:
        def documents(code: str) -> SubDocument | None:
            found = live.get(code)
            return SubDocument(parse(found.document), found.sha256) if found else None

        return Catalog(self._schema_of(scene), self._lists, documents)


def _replaced(catalog: Catalog, code: str, document: Document | None) -> Catalog:
    new = SubDocument(document, "") if document is not None else None
    return replace(catalog, documents=lambda key: new if key == code else catalog.documents(key))


def _of_caller(caller: str, problem: Problem) -> Problem:
    text = Text(
        f"线上策略 `{caller}` 引用它，将不能运行：{problem.text.zh}",
        f"Live policy `{caller}` calls it and could not run: {problem.text.en}",
    )
    return Problem(text, where=f"callers.{caller}")


def _hash(compiled: Compiled) -> str:
    own = compiled.plan.sha256
    return fingerprint({"document": own, "subs": dict(compiled.subs)}) if compiled.subs else own
