"""States, outcomes, sources and roles are enums: their values stand as text in the enum alone, in templates too."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from launcher.house.sources import House, Module

ALWAYS = {"state", "outcome", "role"}
WHEN_A_MEMBER = {"type", "source", "kind", "category", "level", "status", "given_by"}
LOOKUPS = ("__in", "__exact")
ENUMS = {"StrEnum", "TextChoices"}
IN_TEMPLATES = {"key"}  # what a template calls a group or a choice
COMPARED = re.compile(r"""([\w.]+)\s*[=!]=\s*["']([\w-]+)["']""")
EVERYDAY = {"other"}  # a member of several enums, and a word of its own in between


def breaches(house: House) -> Iterator[str]:
    """Literals that are compared with, or handed to, a field that holds a member of an enum."""
    members = {text for row in house.modules.values() for text in _members(row)}
    for row in house.modules.values():
        for node in ast.walk(row.tree):
            for field, text in _named(node):
                if field in ALWAYS or text in members - EVERYDAY:
                    yield f"literal of an enum: {row.path}: {field} {text}"
    for path in house.files("*.html"):
        for name, text in COMPARED.findall((house.root / path).read_text(encoding="utf-8")):
            field = name.rpartition(".")[2]
            if field in ALWAYS or (field in WHEN_A_MEMBER | IN_TEMPLATES and text in members - EVERYDAY):
                yield f"literal of an enum: {path}: {field} {text}"


def _members(row: Module) -> Iterator[str]:
    """The values of the enums that a module defines; one that has its label beside it comes first in its tuple."""
    for node in ast.walk(row.tree):
        if isinstance(node, ast.ClassDef) and any(_last(base) in ENUMS for base in node.bases):
            for line in node.body:
                if isinstance(line, ast.Assign):
                    value = line.value.elts[0] if isinstance(line.value, ast.Tuple) else line.value
                    yield from _texts(value)


def _last(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def _named(node: ast.AST) -> Iterator[tuple[str, str]]:
    if isinstance(node, ast.keyword) and node.arg:
        yield from ((_field(node.arg), text) for text in _texts(node.value) if _field(node.arg))
    elif isinstance(node, ast.Compare):
        field = _field(_last(node.left))
        yield from ((field, text) for other in node.comparators for text in _texts(other) if field)


def _field(name: str) -> str:
    """The field that a keyword or a lookup through relations names, if it is one that holds members of enums."""
    for lookup in LOOKUPS:
        name = name.removesuffix(lookup)
    name = name.rpartition("__")[2]
    return name if name in ALWAYS | WHEN_A_MEMBER else ""


def _texts(node: ast.expr) -> Iterator[str]:
    for part in node.elts if isinstance(node, ast.Tuple | ast.List | ast.Set) else [node]:
        if isinstance(part, ast.Constant) and isinstance(part.value, str) and part.value:
            yield part.value
