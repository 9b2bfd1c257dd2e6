"""States, outcomes, sources and roles are enums: their values stand as text in the enum alone, in templates too.

A literal is found where it is compared with such a field, handed to it by name or place, set, matched, or its default.
"""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from launcher.house.sources import House, Module

ALWAYS = {"state", "outcome", "role"}
WHEN_A_MEMBER = {"type", "source", "kind", "category", "level", "status", "given_by"}
LOOKUPS = ("__in", "__exact")
ENUMS = {"StrEnum", "TextChoices"}
IN_TEMPLATES = {"key"}  # what a template calls a group or a choice
COMPARED = re.compile(r"""([\w.]+)\s*[=!]=\s*["']([\w-]+)["']""")
OF_A_PAGE = "type"  # of a field of a page: date, month
MOST_PLACES = 20  # of a function that takes as many as are given
EVERYDAY = {"other"}  # a member of several enums, and a word of its own in between
Pair = tuple[str, ast.expr]


def breaches(house: House) -> Iterator[str]:
    """Literals that are compared with, or handed to, a field that holds a member of an enum."""
    members = {text for row in house.modules.values() for text in _members(row)}
    takes = parameters(house)
    for row in house.modules.values():
        for node in ast.walk(row.tree):
            for name, value in (*_named(node), *_placed(node, takes)):
                field = _field(name)
                for text in _texts(value) if field else ():
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
        if isinstance(node, ast.ClassDef) and is_enum(node):
            for line in node.body:
                if isinstance(line, ast.Assign):
                    value = line.value.elts[0] if isinstance(line.value, ast.Tuple) else line.value
                    yield from _texts(value)


def is_enum(node: ast.ClassDef) -> bool:
    """Whether a class is an enum of texts."""
    return any(last_name(base) in ENUMS for base in node.bases)


def last_name(node: ast.expr) -> str:
    """The name of an attribute, or of a name itself."""
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def parameters(house: House) -> Mapping[str, list[list[str]]]:
    """The names of what the functions and the plain classes of the house take, in their order, by their own names."""
    found: dict[str, list[list[str]]] = defaultdict(list)
    for row in house.modules.values():
        for node in ast.walk(row.tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                names = [each.arg for each in (*node.args.posonlyargs, *node.args.args)]
                names += [node.args.vararg.arg] * MOST_PLACES if node.args.vararg else []
                found[node.name].append(names[1:] if names[:1] in (["self"], ["cls"]) else names)
            elif isinstance(node, ast.ClassDef):
                found[node.name].append(
                    [last_name(line.target) for line in node.body if isinstance(line, ast.AnnAssign)]
                )
    return found


def _placed(node: ast.AST, takes: Mapping[str, list[list[str]]]) -> Iterator[Pair]:
    """What a call hands over by its place."""
    if isinstance(node, ast.Call):
        for names in takes.get(last_name(node.func), ()):
            yield from zip(names, node.args, strict=False)


def _named(node: ast.AST) -> Iterator[Pair]:
    """What stands beside the name of a field."""
    match node:
        case ast.keyword(arg=str(name), value=value):
            yield name, value
        case ast.Compare(left=left, comparators=others):
            yield from ((last_name(left), other) for other in others)
        case ast.Assign(targets=[target], value=value) | ast.AnnAssign(target=target, value=ast.expr() as value):
            yield last_name(target), value
        case ast.Dict(keys=keys, values=values):
            pairs = [(key, value) for key, value in zip(keys, values, strict=True) if isinstance(key, ast.Constant)]
            yield from ((str(key.value), value) for key, value in pairs if key.value != OF_A_PAGE)
        case ast.arguments():
            yield from _defaults(node)
        case ast.Match(subject=subject, cases=cases):
            parts = (part for case in cases for part in ast.walk(case.pattern))
            yield from ((last_name(subject), part.value) for part in parts if isinstance(part, ast.MatchValue))


def _defaults(node: ast.arguments) -> Iterator[Pair]:
    """What is taken where a function is given nothing."""
    late = node.args[len(node.args) - len(node.defaults) :]
    yield from ((arg.arg, value) for arg, value in zip(late, node.defaults, strict=True))
    pairs = zip(node.kwonlyargs, node.kw_defaults, strict=True)
    yield from ((arg.arg, value) for arg, value in pairs if value is not None)


def _field(name: str) -> str:
    """The field that a keyword or a lookup through relations names, if it is one that holds members of enums."""
    for lookup in LOOKUPS:
        name = name.removesuffix(lookup)
    name = name.rpartition("__")[2].lower()
    return next((one for one in (name, name.removesuffix("s")) if one in ALWAYS | WHEN_A_MEMBER), "")


def _texts(node: ast.expr) -> Iterator[str]:
    for part in node.elts if isinstance(node, ast.Tuple | ast.List | ast.Set) else [node]:
        if isinstance(part, ast.Constant) and isinstance(part.value, str) and part.value:
            yield part.value
