"""The sources of the house: each module with its name, its path and its syntax tree."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

WINGS = (
    "core", "accounts", "enterprises", "talent", "parks", "funds", "subsidies", "matching", "indicators", "jinchuanggu",
)  # fmt: skip
TOOLS = ("launcher",)


@dataclass(frozen=True)
class Module:
    """One source file. `name` is its dotted name, a package's own for its `__init__`."""

    name: str
    path: Path
    text: str
    tree: ast.Module

    @property
    def is_face(self) -> bool:
        """Whether it is the `__init__` of a package."""
        return self.path.name == "__init__.py"

    @property
    def package(self) -> str:
        return self.name if self.is_face else self.name.rpartition(".")[0]

    @property
    def lines(self) -> int:
        return len(self.text.splitlines())


@dataclass(frozen=True)
class House:
    """All modules of the wings, by name, and those of the tools; migrations are made, not written, and stay out."""

    root: Path
    modules: dict[str, Module]
    tools: dict[str, Module] = field(default_factory=dict)  # the launcher: kept to sizes and names, it has no subject
    constants: dict[str, dict[str, ast.expr]] = field(default_factory=dict)  # of modules asked for, taken apart

    @classmethod
    def at(cls, root: Path) -> House:
        """Read the tree at `root`: what git tracks, and what it does not ignore."""
        wings, tools = ({row.name: row for row in _read(root, within)} for within in (WINGS, TOOLS))
        return cls(root, wings, tools)

    @property
    def written(self) -> list[Module]:
        """All that is written by hand, wings and tools."""
        return [*self.modules.values(), *self.tools.values()]

    @cached_property
    def rooms(self) -> list[str]:
        """The packages of `subsidies` that hold rooms."""
        faces = (row.name for row in self.modules.values() if row.is_face)
        return sorted(name for name in faces if name.startswith("subsidies.") and name.count(".") == 1)

    def files(self, pattern: str) -> list[Path]:
        """Files of the tree, relative to the root, that git would keep."""
        return [path for path in _listed(self.root) if path.match(pattern)]


def _listed(root: Path) -> list[Path]:
    command = ["git", "-C", str(root), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    paths = (Path(name) for name in done.stdout.split("\0") if name)
    return sorted({path for path in paths if (root / path).is_file()})


def _read(root: Path, within: Collection[str]) -> Iterator[Module]:
    for path in _listed(root):
        if path.suffix == ".py" and path.parts[0] in within and "migrations" not in path.parts:
            parts = path.with_suffix("").parts
            name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
            text = (root / path).read_text(encoding="utf-8")
            yield Module(name, path, text, ast.parse(text))
