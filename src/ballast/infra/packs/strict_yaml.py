"""严格的 YAML：与 JSON 同义，出错指明行号。 Strict YAML: means what the same JSON would mean.

YAML 1.2 scalars only: `no`, `on`, `2026-01-01`, `1:30` and `0123` stay text, as authors expect.
Duplicate keys, aliases (a small file could expand without end), tags and deep nesting are refused.
"""

from __future__ import annotations

import re
from typing import Any

import yaml
from yaml._yaml import CParser
from yaml.composer import Composer
from yaml.constructor import SafeConstructor
from yaml.resolver import Resolver

from ballast.kit.errors import InvalidError
from ballast.kit.text import Text

DEPTH = 64


class PackError(InvalidError):
    """内容包有误。 A pack is wrong; the sentence names the file and the line or key."""

    code = "pack"
    title = Text("内容包有误", "Faulty pack")


class _Refused(yaml.YAMLError):
    def __init__(self, text: Text, line: int) -> None:
        self.text = text
        self.line = line


class _Loader(Composer, CParser, SafeConstructor, Resolver):
    """Safe, with YAML 1.2 scalars, unique keys and no aliases; libyaml reads, ten times faster."""

    depth = 0

    def __init__(self, text: str) -> None:
        CParser.__init__(self, text)
        Composer.__init__(self)
        SafeConstructor.__init__(self)
        Resolver.__init__(self)

    def compose_node(self, parent: Any, index: Any) -> Any:
        event = self.peek_event()
        line = event.start_mark.line + 1 if event and event.start_mark else 1
        if self.check_event(yaml.AliasEvent):
            raise _Refused(Text("不支持别名（*）", "aliases (*) are not supported"), line)
        self.depth += 1
        if self.depth > DEPTH:
            raise _Refused(Text(f"嵌套超过 {DEPTH} 层", f"deeper than {DEPTH} levels"), line)
        node = super().compose_node(parent, index)
        self.depth -= 1
        return node

    def construct_mapping(self, node: Any, deep: bool = False) -> dict[Any, Any]:
        seen: set[str] = set()
        for key, _value in node.value:
            line = key.start_mark.line + 1
            if not isinstance(key, yaml.ScalarNode):
                raise _Refused(Text("键必须是文字", "a key must be text"), line)
            if key.value in seen:
                raise _Refused(Text(f"键 {key.value} 重复", f"key {key.value} occurs twice"), line)
            seen.add(key.value)
        mapping = super().construct_mapping(node, deep=True)
        return {str(key): value for key, value in mapping.items()}


# Its own resolvers: the inherited ones are YAML 1.1 and shared by the whole process.
_Loader.yaml_implicit_resolvers = {}


def _scalar(tag: str, pattern: str, first: str) -> None:
    _Loader.add_implicit_resolver(
        f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{pattern})$"), list(first)
    )


_scalar("bool", "true|false", "tf")
_scalar("null", "null|~|", "n~")
_scalar("int", r"-?(?:0|[1-9][0-9]*)", "-0123456789")
_scalar("float", r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?", "-0123456789")
_Loader.add_implicit_resolver("tag:yaml.org,2002:null", re.compile("^$"), [""])


def parse_yaml(text: str, source: str) -> tuple[object, dict[str, int]]:
    """解析，并给出顶层各项的行号。 The value, and the line of each top-level key or item.

    Args:
        text: YAML 文本。 The text.
        source: 错误里用的文件名。 Name of the file, for errors.

    Raises:
        PackError: 不合规范。 Not valid, with the line.
    """
    try:
        loader = _Loader(text)
        node = loader.get_single_node()
        value = None if node is None else loader.construct_document(node)
    except _Refused as error:
        raise _at(source, error.line, error.text) from error
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        problem = str(error.problem)
        raise _at(source, line, Text(f"YAML 写法不对：{problem}", problem)) from error
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise _at(source, 1, Text("不是正确的 YAML", "not valid YAML")) from error
    return value, _lines(node)


def _lines(node: object) -> dict[str, int]:
    if isinstance(node, yaml.MappingNode):
        return {key.value: key.start_mark.line + 1 for key, _ in node.value}
    if isinstance(node, yaml.SequenceNode):
        return {str(index): item.start_mark.line + 1 for index, item in enumerate(node.value)}
    return {}


def _at(source: str, line: int, problem: Text) -> PackError:
    return PackError(
        Text(f"{source} 第 {line} 行：{problem.zh}。", f"{source} line {line}: {problem.en}."),
        {"file": source, "line": line},
    )
