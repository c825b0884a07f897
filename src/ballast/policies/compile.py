"""把检查过的文档编译成一个 Python 函数；各节点内联，没有用户文字被执行。

Compile a checked document into one Python function, every node inlined. The function is built as a
syntax tree from fixed templates and checked expressions; no user text is ever executed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from ballast.expressions.types import Type
from ballast.kit.text import Text
from ballast.policies import limits
from ballast.policies.assembly import Function, Raw, assemble
from ballast.policies.catalog import Catalog
from ballast.policies.check import CheckedDocument, check
from ballast.policies.document import Document
from ballast.policies.fields import widened
from ballast.policies.nodes.sub_decision import SubPolicy
from ballast.policies.plan import Plan
from ballast.policies.problem import InvalidPolicyError, Problem, errors_of


@dataclass(frozen=True, slots=True)
class Compiled:
    """编译好的策略：一个函数和它的说明书。 A compiled policy: one function and its legend.

    `documents` are its own and those of its sub-decisions, by fingerprint.
    """

    plan: Plan
    function: Function
    written: Mapping[str, Type]
    subs: Mapping[str, str]
    problems: tuple[Problem, ...] = ()
    documents: Mapping[str, Document] = field(default_factory=dict)


def compile_policy(
    document: Document, sha256: str, catalog: Catalog, code: str = "", *, watched: bool = False
) -> Compiled:
    """检查并编译；有错误则抛 InvalidPolicyError。 Check and compile; raises InvalidPolicyError.

    Args:
        document: 文档。 The document.
        sha256: 它的指纹。 Its fingerprint.
        catalog: 字段、名单、子策略。 Names, lists and sub-decisions.
        code: 策略编码，用来发现递归。 Code of the policy, to find recursion.
        watched: 求值时逐节点记下各值。 Whether evaluation notes every value after each node.
    """
    compiled = _Compiler(catalog, (code,) if code else (), watched).compile(document, sha256)
    if errors_of(compiled.problems):
        raise InvalidPolicyError(compiled.problems)
    return compiled


def problems_of(document: Document, catalog: Catalog, code: str = "") -> tuple[Problem, ...]:
    """一份文档的全部问题与提醒。 Every problem and warning of a document."""
    return _Compiler(catalog, (code,) if code else ()).compile(document, "").problems


class _Compiler:
    """编译一层；子策略由下一层编译。 Compiles one level; sub-decisions take the next."""

    def __init__(self, catalog: Catalog, stack: tuple[str, ...], watched: bool = False) -> None:
        self._catalog = catalog
        self._stack = stack
        self._watched = watched
        self._subs: dict[str, str] = {}
        self._documents: dict[str, Document] = {}

    def compile(self, document: Document, sha256: str) -> Compiled:
        checked = check(document, self._catalog, self._sub)
        if errors_of(checked.problems):
            function, plan = _nothing, Plan(sha256, (), (), (), (), ())
        else:
            schema = self._catalog.schema
            function, plan = assemble(document, checked, sha256, schema, watched=self._watched)
        documents = {**self._documents, sha256: document}
        written = _written(checked)
        return Compiled(plan, function, written, dict(self._subs), checked.problems, documents)

    def _sub(self, key: str, visible: Mapping[str, Type]) -> SubPolicy | Text:
        if key in self._stack:
            ring = " → ".join((*self._stack, key))
            return Text(f"子策略成环：{ring}。", f"Sub-decisions form a cycle: {ring}.")
        if len(self._stack) >= limits.MAX_DEPTH:
            most = limits.MAX_DEPTH
            return Text(f"子策略超过 {most} 层。", f"Sub-decisions nest deeper than {most}.")
        found = self._catalog.documents(key)
        if found is None:
            return Text(f"没有线上的策略 `{key}`。", f"There is no live policy `{key}`.")
        below = (*self._stack, key)
        inner = _Compiler(replace(self._catalog, schema=visible), below, self._watched)
        compiled = inner.compile(found.document, found.sha256)
        errors = errors_of(compiled.problems)
        if errors:
            first = errors[0].text
            return Text(f"子策略 `{key}`：{first.zh}", f"Sub-decision `{key}`: {first.en}")
        self._subs |= {key: found.sha256, **compiled.subs}
        self._documents |= compiled.documents
        return SubPolicy(compiled.plan, compiled.function, dict(compiled.written))


def _nothing(*_: object) -> Raw:
    raise InvalidPolicyError([Problem(Text("文档有问题。", "The document has problems."))])


def _written(checked: CheckedDocument) -> dict[str, Type]:
    found: dict[str, Type] = {}
    for item in checked.nodes:
        for name, kind in item.written.items():
            found[name] = widened(found.get(name), kind)
    return found
