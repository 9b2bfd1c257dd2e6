"""The table of `guards.toml`, and what of it was asked for."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from launcher import paths, stamps
from launcher.say import Problem

HERE = Path(__file__).parent
SESSIONS = paths.VAR / "mutate"


@dataclass(frozen=True)
class GuardedModules:
    """Modules that one set of tests guards; paths from the root of the repository."""

    modules: tuple[str, ...]
    tests: tuple[str, ...]


def all_guards() -> list[GuardedModules]:
    rows = tomllib.loads((HERE / "guards.toml").read_text())["guard"]
    return [GuardedModules(tuple(row["modules"]), tuple(row["tests"])) for row in rows]


def chosen_guards(asked: Sequence[str]) -> list[GuardedModules]:
    """The rows with what was asked for alone: files or folders; all of them when nothing was."""
    guards = all_guards()
    for path in asked:
        if not any(_lies_in(module, path) for guard in guards for module in guard.modules):
            raise Problem(f"{path} 不在 launcher/mutation/guards.toml 里。", "在那里写上由哪些测试看守它")
    kept = (
        GuardedModules(tuple(module for module in guard.modules if not asked or _in_any(module, asked)), guard.tests)
        for guard in guards
    )
    return [guard for guard in kept if guard.modules]


def _in_any(module: str, asked: Sequence[str]) -> bool:
    return any(_lies_in(module, path) for path in asked)


def _lies_in(module: str, path: str) -> bool:
    plain = path.rstrip("/")
    return module == plain or module.startswith(f"{plain}/")


def session_of(module: str) -> Path:
    """The session of cosmic-ray that holds the module's mutants and their results."""
    return SESSIONS / (module.removesuffix(".py").replace("/", ".") + ".sqlite")


def stamp_of(guard: GuardedModules, module: str) -> dict[str, str]:
    """What the results rest on: the module and what makes its mutants; its tests and how they are run."""
    making = [paths.ROOT / module, *(HERE / name for name in ("cosmic-ray.toml", "mutants.py", "operators.py"))]
    running = list(HERE.glob("*.py"))
    for test in guard.tests:
        place = paths.ROOT / test
        running += sorted(place.rglob("*.py")) if place.is_dir() else [place]
    return {"module": stamps.digest(making, paths.ROOT), "tests": stamps.digest(running, paths.ROOT)}
