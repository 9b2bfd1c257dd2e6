"""Chinese is for people: never compared, never a key outside the modules of words; and no Python names a city."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import yaml

from launcher.house.sources import House, Module

HAN = re.compile(r"[\u4e00-\u9fff]")
CUTTING = {
    "replace", "startswith", "endswith", "removeprefix", "removesuffix", "partition", "rpartition", "index", "find",
    "split", "count",
}  # fmt: skip
# Where text that people type or print is read: their keys are words by nature.
OF_WORDS = (
    "core/values/", "subsidies/rules/words/", "subsidies/rules/formulas/units.py", "subsidies/rules/linting/units.py",
    "subsidies/rules/linting/written_numbers.py",
    "subsidies/cases/tidying.py", "subsidies/rules/asking.py",
)  # fmt: skip


def breaches(house: House) -> Iterator[str]:
    """Chinese compared or used as a key, and cities named in Python."""
    cities = _cities(house.root)
    for row in house.modules.values():
        if not str(row.path).startswith(OF_WORDS):
            yield from (f"Chinese compared or used as a key: {row.path}: {text}" for text in _compared(house, row))
        yield from (f"Python names a city: {row.path}: {name}" for name in cities if name in row.text)


def _compared(house: House, row: Module) -> Iterator[str]:
    constants = _constants(house, row)
    for node in ast.walk(row.tree):
        for part in _apart(_keys(node), constants):
            if isinstance(part, ast.Constant) and isinstance(part.value, str) and HAN.search(part.value):
                yield part.value


def _keys(node: ast.AST) -> list[ast.expr | None]:
    """What a node compares, looks up or cuts out by its text."""
    if isinstance(node, ast.Compare):
        return [node.left, *node.comparators]
    if isinstance(node, ast.Dict):
        return list(node.keys)
    if isinstance(node, ast.Subscript):
        return [node.slice]
    if isinstance(node, ast.MatchValue):
        return [node.value]
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CUTTING:
        return [*node.args[:1]]
    return []


def _constants(house: House, row: Module) -> dict[str, ast.expr]:
    """What the names of a module stand for: its own constants, and those that it imports."""
    found = _own_constants(row)
    for node in row.tree.body:
        if isinstance(node, ast.ImportFrom) and node.module in house.modules:
            theirs = _own_constants(house.modules[node.module])
            found |= {name.asname or name.name: theirs[name.name] for name in node.names if name.name in theirs}
    return found


def _own_constants(row: Module) -> dict[str, ast.expr]:
    found: dict[str, ast.expr] = {}
    for node in row.tree.body:
        if isinstance(node, ast.Assign) and len(node.targets) == 1:
            found |= _assigned(node.targets[0], node.value)
        elif isinstance(node, ast.AnnAssign) and node.value is not None:
            found |= _assigned(node.target, node.value)
    return found


def _assigned(target: ast.expr, value: ast.expr) -> dict[str, ast.expr]:
    if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
        pairs = zip(target.elts, value.elts, strict=False)
        return {name.id: part for name, part in pairs if isinstance(name, ast.Name)}
    return {target.id: value} if isinstance(target, ast.Name) else {}


def _apart(nodes: Iterable[ast.expr | None], constants: Mapping[str, ast.expr]) -> Iterator[ast.expr | None]:
    """The nodes, those of tuples, lists and sets one by one, a constant as what it stands for."""
    for node in nodes:
        known = constants.get(node.id, node) if isinstance(node, ast.Name) else node
        yield from known.elts if isinstance(known, ast.Tuple | ast.List | ast.Set) else [known]


def _cities(root: Path) -> list[str]:
    """Keys and names of the cities, from their data."""
    found = []
    for path in sorted((root / "fixtures" / "cities").glob("*/city.yaml")):
        city = yaml.safe_load(path.read_text(encoding="utf-8"))
        found += [str(city["key"]), str(city["name"]).removesuffix("市")]
    return found
