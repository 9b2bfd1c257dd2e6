"""Chinese is for people: never compared, never a key outside the modules of words; and no Python names a city."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import yaml

from launcher.house.naming import constants_of, parts
from launcher.house.sources import House, Module

HAN = re.compile(r"[\u4e00-\u9fff]")
CONDITION = re.compile(r"\{%-?\s*(?:el)?if\s(.*?)%\}", re.DOTALL)
COMPARING = re.compile(r"[=!<>]=|[<>]|\b(?:in|is)\b")
QUOTED = re.compile(r"""(["'])(.*?)\1""", re.DOTALL)
CUTTING = {
    "replace", "startswith", "endswith", "removeprefix", "removesuffix", "partition", "rpartition", "index", "find",
    "split", "count",
}  # fmt: skip
# Where text that people type or print is read: their keys are words by nature.
OF_WORDS = (
    "core/values/", "core/sheets/cells.py", "core/sheets/heads.py", "core/calendar/notices.py",
    "subsidies/rules/words/", "subsidies/rules/formulas/units.py", "subsidies/rules/linting/units.py",
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
    for path in house.files("*.html"):
        text = (house.root / path).read_text(encoding="utf-8")
        yield from (f"Chinese compared or used as a key: {path}: {word}" for word in compared_in_template(text))


def compared_in_template(text: str) -> Iterator[str]:
    """Chinese texts that a tag of a template compares."""
    for tag in CONDITION.findall(text):
        if COMPARING.search(QUOTED.sub("", tag)):
            yield from (word for _, word in QUOTED.findall(tag) if HAN.search(word))


def _compared(house: House, row: Module) -> Iterator[str]:
    constants = constants_of(house, row)
    for node in ast.walk(row.tree):
        for key in _keys(node):
            for part in parts(key, constants) if key else ():
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


def _cities(root: Path) -> list[str]:
    """Keys and names of the cities, from their data."""
    found = []
    for path in sorted((root / "fixtures" / "cities").glob("*/city.yaml")):
        city = yaml.safe_load(path.read_text(encoding="utf-8"))
        found += [str(city["key"]), str(city["name"]).removesuffix("市")]
    return found
