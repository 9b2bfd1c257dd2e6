"""Reading YAML so that every value knows its line and every number stays the text that was written."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml

from core.texts import broken_yaml
from core.texts.refusing import TextFault

NULL = "tag:yaml.org,2002:null"
PLAIN = {f"tag:yaml.org,2002:{name}" for name in (
    "null", "str", "bool", "int", "float", "timestamp", "merge", "value", "seq", "map",
)}  # fmt: skip


class Text(str):
    """A scalar as written, with the line on which it stands; `quoted`: it stands in quotes, so it is no number."""

    line: int = 0
    quoted: bool = False


class Table(dict[str, Any]):
    """A mapping in written order, with the line on which it is named and that of each key."""

    line: int = 0
    lines: dict[str, int]


class Row(list[Any]):
    """A sequence with the line on which it starts."""

    line: int = 0


def texts_in(value: Any) -> Iterator[Text]:
    """Every scalar below a value, in written order."""
    if isinstance(value, Text):
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from texts_in(inner)


def read_yaml(text: str, file: str) -> Table:
    """The file as nested Table, Row and Text, null as None. Raises TextFault for bad YAML and repeated keys."""
    try:
        return _document(text, file)
    except RecursionError as error:
        raise TextFault("括号或引用套得太深", file=file, line=1) from error


def _document(text: str, file: str) -> Table:
    if too_deep := broken_yaml.too_deep(text):
        raise TextFault(too_deep.what, file=file, line=too_deep.line)
    try:
        node = yaml.compose(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except (yaml.YAMLError, UnicodeEncodeError) as error:
        found = broken_yaml.explained(error, text)
        raise TextFault(found.what, file=file, line=found.line) from error
    if node is None:
        raise TextFault("文件里没有内容", file=file, line=1)
    if not isinstance(node, yaml.MappingNode):
        raise TextFault("文件应当是一个映射", file=file, line=1)
    return _Reader(file).table(node)


class _Reader:
    """Turns the nodes of one file into values. What is written once is read once: a node that comes again stands
    behind “*”, by which few lines could stand for as many as one likes."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.seen: set[int] = set()

    def fault(self, what: str, node: yaml.Node) -> TextFault:
        return TextFault(what, file=self.file, line=node.start_mark.line + 1)

    def value(self, node: yaml.Node) -> Table | Row | Text | None:
        if id(node) in self.seen:
            raise self.fault("这里的“&”在别处用“*”引用；请不要引用，把内容各写一遍", node)
        self.seen.add(id(node))
        if node.tag not in PLAIN:
            raise self.fault("以“!”开头的文字要加上引号", node)
        if isinstance(node, yaml.MappingNode):
            return self.table(node)
        if isinstance(node, yaml.SequenceNode):
            return self.row(node)
        return None if node.tag == NULL else self.text(node)

    def row(self, node: yaml.SequenceNode) -> Row:
        row = Row(self.value(item) for item in node.value)
        row.line = node.start_mark.line + 1
        return row

    def text(self, node: yaml.Node) -> Text:
        text = Text(node.value)
        text.line, text.quoted = node.start_mark.line + 1, getattr(node, "style", None) in ("'", '"')
        if wrong := broken_yaml.unusable(text):
            raise self.fault(wrong, node)
        return text

    def table(self, node: yaml.MappingNode) -> Table:
        table = Table()
        table.line, table.lines = node.start_mark.line + 1, {}
        for key_node, value_node in node.value:
            key = self.key(key_node)
            if key in table:
                raise self.fault(f"“{key}”写了两次", key_node)
            table[key] = value = self.value(value_node)
            table.lines[key] = line = key_node.start_mark.line + 1
            if isinstance(value, Table):
                value.line = line
        return table

    def key(self, node: yaml.Node) -> str:
        if not isinstance(node, yaml.ScalarNode) or not node.value.strip():
            raise self.fault("冒号前面应当是一个名称", node)
        return str(self.text(node))
