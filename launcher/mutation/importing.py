"""A pytest plugin (`-p launcher.mutation.importing`): one module is imported with other source than its file holds."""

from __future__ import annotations

import importlib.abc
import importlib.machinery
import importlib.util
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from types import CodeType, ModuleType

import pytest

from launcher.mutation import MODULE, SOURCE, databases, examples
from launcher.mutation.swapping import compiled


class Mutated(importlib.machinery.SourceFileLoader):
    """Loads the mutant; nothing is written to the folders of compiled code."""

    def get_code(self, fullname: str) -> CodeType:
        return compiled(Path(os.environ[SOURCE]).read_text(), Path(self.path))


class Finder(importlib.abc.MetaPathFinder):
    """Answers for the one module alone."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        if fullname != os.environ[MODULE]:
            return None
        spec = importlib.machinery.PathFinder.find_spec(fullname, path)
        assert spec is not None
        assert spec.origin is not None
        return importlib.util.spec_from_file_location(fullname, spec.origin, loader=Mutated(fullname, spec.origin))


sys.meta_path.insert(0, Finder())


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(databases, "kept-database")


def pytest_sessionstart() -> None:
    examples.settle()
