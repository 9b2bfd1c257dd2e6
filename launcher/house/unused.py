"""`python -m launcher.house.unused`: what vulture finds unused, less what is called by its name from elsewhere.

Such names are read off the tree where they stand: members of enums (data name them by value), fields of models, forms
and serializers, what a class lists as its columns, settings, and what templates say. `called_by_name.py` has the rest,
names that frameworks look for.
"""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

from vulture import Vulture

from launcher.house.called_by_name import LOOKED_FOR
from launcher.house.literals import is_enum, last_name
from launcher.house.sources import House, Module

FIELD = re.compile(r"(Field|Key|Relation)$")
IN_TAGS = re.compile(r"\{[{%](.*?)[%}]\}", re.DOTALL)
WORD = re.compile(r"[A-Za-z_]\w*")


def unused(root: Path, looked_for: Collection[str] = LOOKED_FOR) -> Iterator[str]:
    """What nothing uses, each with its place; and what is looked for by its name, but is not there."""
    with (root / "pyproject.toml").open("rb") as file:
        asked: dict[str, Any] = tomllib.load(file)["tool"]["vulture"]
    found = Vulture(ignore_names=asked["ignore_names"], ignore_decorators=asked["ignore_decorators"])
    found.scavenge([str(root / path) for path in asked["paths"]], asked["exclude"])
    named, rows = called(House.at(root)), found.get_unused_code(asked["min_confidence"])
    for row in rows:
        if row.name not in named and row.name not in looked_for:
            yield row.get_report()
    for name in sorted(set(looked_for) - ({row.name for row in rows} - named)):
        yield f"launcher/house/called_by_name.py: {name} need not be named"


def called(house: House) -> set[str]:
    """The names by which data, frameworks and templates find what is written here."""
    found = {name for row in house.modules.values() for name in (*_members(row), *_fields(row), *_settings(row))}
    for path in house.files("*.html"):
        for tag in IN_TAGS.findall((house.root / path).read_text(encoding="utf-8")):
            found.update(WORD.findall(tag))
    return found


def _members(row: Module) -> Iterator[str]:
    for node in ast.walk(row.tree):
        if isinstance(node, ast.ClassDef) and is_enum(node):
            yield from _assigned(node)


def _fields(row: Module) -> Iterator[str]:
    """What is assigned in a class and made by a class of fields."""
    for node in ast.walk(row.tree):
        if isinstance(node, ast.ClassDef):
            for line in node.body:
                value = line.value if isinstance(line, ast.Assign | ast.AnnAssign) else None
                if isinstance(value, ast.Call) and FIELD.search(last_name(value.func)):
                    yield from (f"{name}{end}" for name in _targets(line) for end in ("", "_id"))
                elif value is not None:
                    yield from _listed(value)


def _listed(value: ast.expr) -> Iterator[str]:
    """Columns and fields that a class names in a list."""
    for part in ast.walk(value):
        if isinstance(part, ast.Constant) and isinstance(part.value, str) and part.value.isidentifier():
            yield part.value


def _settings(row: Module) -> Iterator[str]:
    if row.name == "jinchuanggu.settings" or row.package == "jinchuanggu.settings":
        yield from (name for line in row.tree.body for name in _targets(line) if name.isupper())


def _assigned(node: ast.ClassDef) -> Iterator[str]:
    yield from (name for line in node.body for name in _targets(line))


def _targets(line: ast.stmt) -> Iterator[str]:
    targets = line.targets if isinstance(line, ast.Assign) else [line.target] if isinstance(line, ast.AnnAssign) else []
    for target in targets:
        yield from (part.id for part in ast.walk(target) if isinstance(part, ast.Name))


def main() -> int:
    found = list(unused(Path(__file__).parents[2]))
    print("\n".join(found), end="\n" if found else "")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
