"""Chinese is for people: never compared, never a key outside the modules of words; and no Python names a city."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import yaml

from launcher.house.sources import House, Module

HAN = re.compile(r"[\u4e00-\u9fff]")
# Where text that people type or print is read: their keys are words by nature.
OF_WORDS = (
    "core/values/", "subsidies/rules/words/", "subsidies/rules/formulas/units.py", "subsidies/rules/linting/units.py",
    "subsidies/rules/linting/typed.py",
    "subsidies/cases/tidying.py",
)  # fmt: skip


def breaches(house: House) -> Iterator[str]:
    """Chinese compared or used as a key, and cities named in Python."""
    cities = _cities(house.root)
    for row in house.modules.values():
        if not str(row.path).startswith(OF_WORDS):
            yield from (f"Chinese compared or used as a key: {row.path}: {text}" for text in _compared(row))
        yield from (f"Python names a city: {row.path}: {name}" for name in cities if name in row.text)


def _compared(row: Module) -> Iterator[str]:
    for node in ast.walk(row.tree):
        nodes: list[ast.expr | None] = []
        if isinstance(node, ast.Compare):
            nodes = [node.left, *node.comparators]
        elif isinstance(node, ast.Dict):
            nodes = list(node.keys)
        elif isinstance(node, ast.Subscript):
            nodes = [node.slice]
        for part in _apart(nodes):
            if isinstance(part, ast.Constant) and isinstance(part.value, str) and HAN.search(part.value):
                yield part.value


def _apart(nodes: list[ast.expr | None]) -> Iterator[ast.expr | None]:
    """The nodes, those of tuples, lists and sets one by one."""
    for node in nodes:
        yield from node.elts if isinstance(node, ast.Tuple | ast.List | ast.Set) else [node]


def _cities(root: Path) -> list[str]:
    """Keys and names of the cities, from their data."""
    found = []
    for path in sorted((root / "fixtures" / "cities").glob("*/city.yaml")):
        city = yaml.safe_load(path.read_text(encoding="utf-8"))
        found += [str(city["key"]), str(city["name"]).removesuffix("市")]
    return found
