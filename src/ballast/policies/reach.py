"""哪些节点一定执行，哪些要看分支。 Which nodes always run, and which depend on a branch."""

from __future__ import annotations

import ast

from ballast.policies import graph
from ballast.policies.document import Document, Node, SwitchContent
from ballast.policies.frame import Frame
from ballast.policies.templates import expression, statements


class Reach:
    """哪些节点一定执行，哪些看分支。 Which nodes always run, and which depend on a branch."""

    def __init__(self, document: Document, frame: Frame) -> None:
        self._document = document
        self._frame = frame
        self._active: dict[str, str | None] = {}  # None: always; else the local that says so
        self._taken: dict[str, str] = {}
        self._number = 0
        self.always = 0

    def taken(self, node: str) -> str:
        """分支节点走了哪些分支的变量。 The local with the branches taken by a switch."""
        return self._taken.setdefault(node, self._frame.local("w"))

    def guarded(self, node: Node, code: list[ast.stmt]) -> list[ast.stmt]:
        """需要时给节点套上条件。 Wrap a node in its condition where it needs one."""
        bit = 1 << self._number
        self._number += 1
        conditions = self._conditions(node.id)
        if conditions is None:
            self._active[node.id] = None
            self.always |= bit
            return code
        active = self._frame.local("a")
        self._active[node.id] = active
        either = ast.BoolOp(ast.Or(), conditions) if len(conditions) > 1 else conditions[0]
        before: list[ast.stmt] = []
        if isinstance(node.content, SwitchContent):
            before = statements("TAKEN = 0", TAKEN=self.taken(node.id))
        return before + statements(
            "ACTIVE = EITHER\nif ACTIVE:\n    path |= BIT\n    CODE",
            ACTIVE=active,
            EITHER=either,
            BIT=bit,
            CODE=code,
        )

    def _conditions(self, node_id: str) -> list[ast.expr] | None:
        edges = graph.incoming(self._document, node_id)
        if not edges:
            return None
        found: list[ast.expr] = []
        for edge in edges:
            content = self._document.node(edge.source_id).content
            if isinstance(content, SwitchContent):
                ways = [statement.id for statement in content.statements]
                way = 1 << ways.index(edge.source_handle or "")
                found.append(expression("T & WAY", T=self.taken(edge.source_id), WAY=way))
            elif (active := self._active[edge.source_id]) is None:
                return None
            else:
                found.append(ast.Name(active, ast.Load()))
        return found
