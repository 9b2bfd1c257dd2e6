"""Reading YAML so that every value knows its line and every number stays the text that was written."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml

from core.texts import broken_yaml
from core.texts.refusing import TextFault

NULL = "tag:yaml.org,2002:null"


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
    try:
        node = yaml.compose(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except (yaml.YAMLError, UnicodeEncodeError) as error:
        found = broken_yaml.explained(error, text)
        raise TextFault(found.what, file=file, line=found.line) from error
    if not isinstance(node, yaml.MappingNode):
        raise TextFault("文件应当是一个映射", file=file, line=1)
    return _table(node, file)


def _value(node: yaml.Node, file: str) -> Any:
    if isinstance(node, yaml.MappingNode):
        return _table(node, file)
    if isinstance(node, yaml.SequenceNode):
        row = Row(_value(item, file) for item in node.value)
        row.line = node.start_mark.line + 1
        return row
    if node.tag == NULL:
        return None
    text = Text(node.value)
    text.line, text.quoted = node.start_mark.line + 1, getattr(node, "style", None) in ("'", '"')
    return text


def _table(node: yaml.MappingNode, file: str) -> Table:
    table = Table()
    table.line, table.lines = node.start_mark.line + 1, {}
    for key_node, value_node in node.value:
        key, line = str(key_node.value), key_node.start_mark.line + 1
        if key in table:
            raise TextFault(f"“{key}”写了两次", file=file, line=line)
        table[key] = value = _value(value_node, file)
        table.lines[key] = line
        if isinstance(value, Table):
            value.line = line
    return table
