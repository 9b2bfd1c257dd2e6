"""One public class name once in the house; a module is named by a noun of the glossary or a verb in -ing."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator

from launcher.house.sources import House, Module

# Names that Django, celery or the launcher look for, and the words that every project has.
FIXED = {
    "__init__", "admin", "api", "apps", "celery", "models", "settings", "tasks", "urls", "views", "forms", "wsgi",
    "migrations", "middleware", "permissions", "selectors", "files", "notifications", "registry", "sheets",
}  # fmt: skip


def breaches(house: House) -> Iterator[str]:
    """Names that stand for two things, and module names that are no term."""
    places = defaultdict(list)
    for row in house.written:
        for name in public_classes(row):
            places[name].append(row.name)
    for name, modules in places.items():
        if len(modules) > 1:
            yield f"one class name for {len(modules)} things: {name} in {' '.join(sorted(modules))}"
    terms = terms_of((house.root / "docs" / "glossary.md").read_text(encoding="utf-8"))
    for row in house.modules.values():
        if not named_well(row.path.stem, terms) and "management" not in row.path.parts:
            yield f"module name is no term of the glossary: {row.path}"


def public_classes(row: Module) -> Iterator[str]:
    """Public classes at the top of a module; app configurations and Django's Meta are not spoken of."""
    if "management" in row.path.parts:
        return  # Django wants each called Command
    for node in row.tree.body:
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_") and not node.name.endswith("Config"):
            yield node.name


def terms_of(glossary: str) -> set[str]:
    """Every English word of the code names in the glossary's tables, in the singular and as written."""
    found: set[str] = set()
    for quoted in re.findall(r"`([^`]+)`", glossary):
        for word in re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", quoted):
            found.add(word.lower())
    return found


def named_well(stem: str, terms: set[str]) -> bool:
    """Is every word of the name a term (singular or plural), or is it a verb in -ing, or fixed by others?"""
    if stem in FIXED or stem.rpartition("_")[2].endswith("ing"):
        return True
    return all({word, word.removesuffix("s"), word.removesuffix("ies") + "y"} & terms for word in stem.split("_"))
