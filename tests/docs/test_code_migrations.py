"""Whoever returns with an old name is led to a module, and a name in it, that is there."""

import ast
import importlib
import inspect
import re
from collections.abc import Iterator
from types import ModuleType
from typing import Any

import pytest
from django.apps import apps

from launcher.house.sources import WINGS
from tests.docs.pages import DOCS

PAGE = (DOCS / "code-migrations.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| ([^|\n]+) \| ([^|\n]+) \|$", PAGE.partition("## `core`")[2], re.MULTILINE)
QUOTED = re.compile(r"`([^`]+)`")
LED = [(old, new) for old, new in ROWS if QUOTED.search(new)]


def test_there_are_many() -> None:
    assert len(LED) > 150


@pytest.mark.parametrize(("old", "new"), LED)
def test_the_new_name_leads_to_what_is_there(old: str, new: str) -> None:
    missing = list(missing_in(old, new))
    assert not missing, f"{old} -> {new}: {', '.join(missing)}"


def missing_in(old: str, new: str) -> Iterator[str]:
    """What the new cell names and is not there; where it names a module alone, the names of the old cell in it."""
    modules: list[ModuleType] = []
    named = False
    for quoted in QUOTED.findall(new):
        place, _, names = quoted.partition(": ")
        if place.partition(".")[0] in WINGS and "/" not in place:
            found = module_of(place)
            modules += [found] if found else []
            if found is None:
                yield place
        elif "/" not in place:
            names = place
        for name in filter(None, names.split(", ")):
            named = True
            if not is_there(name, modules):
                yield quoted
    if not named and modules:
        wanted = (name for quoted in QUOTED.findall(old) for name in quoted.partition(": ")[2].split(", "))
        yield from (name for name in wanted if name and not is_there(name, modules))


def module_of(place: str) -> ModuleType | None:
    try:
        return importlib.import_module(place)
    except ModuleNotFoundError:
        return None


def is_there(name: str, modules: list[ModuleType]) -> bool:
    """In one of the modules; `.name` beside them or of a class in them, `Class.name` of a model or a class in them."""
    first, _, rest = name.partition(".")
    if not first:
        beside = (f"{module.__package__}.{rest}" for module in modules)
        return any(map(module_of, beside)) or any(hasattr(kind, rest) for kind in classes(modules))
    if rest:
        owners = [*classes(modules), *apps.get_models()]
        return any(kind.__name__ == first and named_in(kind, rest) for kind in owners)
    return any(first in written_in(module) for module in modules)


def written_in(module: ModuleType) -> set[str]:
    """The names that a module makes itself; those that the face of a package hands on are its own too."""
    if hasattr(module, "__path__"):
        return set(vars(module))
    found: set[str] = set()
    for node in ast.parse(inspect.getsource(module)).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            found.add(node.name)
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            found |= {part.id for target in targets for part in ast.walk(target) if isinstance(part, ast.Name)}
    return found


def named_in(kind: type, name: str) -> bool:
    return hasattr(kind, name) or name in getattr(kind, "__annotations__", {})


def classes(modules: list[ModuleType]) -> list[type[Any]]:
    return [value for module in modules for value in vars(module).values() if isinstance(value, type)]
