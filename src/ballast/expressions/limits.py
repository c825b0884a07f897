"""上限：任何表达式都不能拖住或撑爆进程。 Limits: no expression can hang or exhaust the process.

Everything is bounded twice: when read (length, depth, nodes, patterns) and when run (text, lists,
closure steps). See docs/expressions.md for what each one means to a person.
"""

from __future__ import annotations

from typing import Final

SOURCE_LENGTH: Final = 8_000
"""一个表达式的字符数。 Characters of one expression."""

DEPTH: Final = 64
"""括号、运算与调用的嵌套层数。 Nesting of brackets, operators and calls in the source."""

HEIGHT: Final = 100
"""语法树的层数，如一串加法的项数。 Levels of the syntax tree, such as the terms of one sum."""

NODES: Final = 2_000
"""语法树的节点数。 Nodes of the syntax tree."""

TEXT_LENGTH: Final = 4_000
"""算出来的文本的字符数。 Characters of a computed text."""

LIST_LENGTH: Final = 1_000
"""算出来的列表的项数。 Items of a computed list."""

CLOSURE_STEPS: Final = 50_000
"""一次遍历（含嵌套）可走的步数，一步是一个节点。 Nodes one closure may visit."""

PATTERN_LENGTH: Final = 200
"""正则表达式的字符数。 Characters of a regular expression."""

PATTERN_SUBJECT: Final = 1_000
"""正则表达式可检查的文本长度。 Characters of the text a regular expression may look at."""

EXPONENT: Final = 1_024
"""乘方指数的绝对值。 Absolute value of an exponent."""

NUMBER_DIGITS: Final = 40
"""数字字面量的字符数。 Characters of a number literal."""
