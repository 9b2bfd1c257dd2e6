"""Putting a mutant into a running process: the code of its functions is exchanged where they are.

That reaches every function wherever it was imported to or however it is decorated. What a module does while it is
imported cannot be exchanged afterwards; a mutant of that needs a process of its own.
"""

from __future__ import annotations

import gc
import importlib
import inspect
import warnings
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import _lru_cache_wrapper
from pathlib import Path
from types import CodeType, FunctionType

from launcher import paths

Key = tuple[str, int]
Functions = list[tuple[FunctionType, CodeType]]
Pair = tuple[CodeType, CodeType, bool]  # before, after, whether a function that lives holds it


class NeedsOwnProcess(Exception):
    """The mutant changes what happens while the module is imported."""


def compiled(source: str, path: Path) -> CodeType:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return compile(source, str(path), "exec", dont_inherit=True)


class Living:
    """A module's functions as they live in this process."""

    def __init__(self, module: str) -> None:
        self.path = paths.ROOT / module
        self.name = module.removesuffix("/__init__.py").removesuffix(".py").replace("/", ".")
        importlib.import_module(self.name)
        self.original = compiled(self.path.read_text(), self.path)
        self.ambiguous = {key for key, number in Counter(map(_key, _all(self.original))).items() if number > 1}
        self.functions: dict[Key, list[FunctionType]] = defaultdict(list)
        self.caches: list[_lru_cache_wrapper[object]] = []
        for thing in gc.get_objects():  # asked by type(): a proxy of what is gone raises when asked for its class
            if issubclass(type(thing), _lru_cache_wrapper) and thing.__module__ == self.name:
                self.caches.append(thing)
            if issubclass(type(thing), FunctionType) and thing.__code__.co_filename == str(self.path):
                self.functions[_key(thing.__code__)].append(thing)

    def exchanges(self, source: str) -> Functions:
        """Which function gets which code; raises NeedsOwnProcess."""
        found: dict[int, tuple[FunctionType, CodeType]] = {}
        for old, new, changed in self._pairs(self.original, compiled(source, self.path), reached=False):
            for function in self.functions.get(_key(old), ()):
                if changed and old.co_freevars != new.co_freevars:
                    raise NeedsOwnProcess
                found[id(function)] = (function, new)
        return list(found.values())

    def _pairs(self, old: CodeType, new: CodeType, *, reached: bool) -> Iterator[Pair]:
        """Functions that change or hold one that does."""
        reached = reached or (_is_function(old) and _key(old) in self.functions)
        changed = _own(old) != _own(new)
        if changed and (not reached or _key(old) in self.ambiguous):
            raise NeedsOwnProcess
        if old != new and _is_function(old):
            yield old, new, changed
        inner_old, inner_new = _inner(old), _inner(new)
        if len(inner_old) == len(inner_new):
            for before, after in zip(inner_old, inner_new, strict=True):
                if before != after:
                    yield from self._pairs(before, after, reached=reached)
        elif not _is_function(old):
            raise NeedsOwnProcess

    def forget(self) -> None:
        """What the module's functions remember of earlier calls."""
        for cache in self.caches:
            cache.cache_clear()


def exchange(functions: Functions) -> None:
    for function, code in functions:
        function.__code__ = code


def _key(code: CodeType) -> Key:
    return code.co_qualname, code.co_firstlineno


def _is_function(code: CodeType) -> bool:
    return bool(code.co_flags & inspect.CO_OPTIMIZED)


def _inner(code: CodeType) -> list[CodeType]:
    return [const for const in code.co_consts if isinstance(const, CodeType)]


def _all(code: CodeType) -> Iterator[CodeType]:
    yield code
    for inner in _inner(code):
        yield from _all(inner)


def _own(code: CodeType) -> tuple[object, ...]:
    """What the code does itself, without that of the functions in it."""
    consts = [None if isinstance(const, CodeType) else (type(const), const) for const in code.co_consts]
    names = code.co_names, code.co_varnames, code.co_freevars, code.co_cellvars
    return code.co_code, consts, names, code.co_flags, code.co_exceptiontable
