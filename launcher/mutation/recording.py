"""Which tests reach which lines, and how long each takes: recorded once, before the first mutant."""

from __future__ import annotations

import ast
import json
import tempfile
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import coverage
import pytest

from launcher import paths
from launcher.mutation.forking import failures_of, in_fork
from launcher.say import Problem

LONGEST = 3600.0  # seconds for all tests of a row
Lines = Mapping[str, Mapping[str, Sequence[int]]]


@dataclass(frozen=True)
class Reached:
    """By file and test, the lines that ran; by file, those that ran before any test; by test, its seconds."""

    lines: Lines
    imported: Mapping[str, Sequence[int]]
    durations: Mapping[str, float]

    def touching(self, path: Path) -> list[str]:
        """Tests that run anything of the file, the quickest first."""
        return sorted(self.lines.get(str(path), ()), key=lambda test: self.durations[test])

    def through(self, path: Path, line: int) -> set[str]:
        """Tests that go through the function in which the line stands."""
        first, last = body_around(path.read_text(), line)
        found = self.lines.get(str(path), {})
        return {test for test, ran in found.items() if any(first <= one <= last for one in ran)}

    def while_importing(self, path: Path, line: int) -> bool:
        """Whether the function in which the line stands was called before the first test."""
        first, last = body_around(path.read_text(), line)
        return any(first <= one <= last for one in self.imported.get(str(path), ()))

    def seconds(self, tests: Iterable[str]) -> float:
        return sum(self.durations[test] for test in tests)


def body_around(source: str, line: int) -> tuple[int, int]:
    """First and last line of the body of the innermost function around the line; of everything, where there is none."""
    spans = [
        (node.body[0].lineno, node.end_lineno or node.lineno)
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.lineno <= line <= (node.end_lineno or 0)
    ]
    return max(spans, default=(1, len(source)))


def begin(modules: Sequence[str]) -> coverage.Coverage:
    """Watch the modules from before anything imports them."""
    include = [str(paths.ROOT / module) for module in modules]
    watching = coverage.Coverage(data_file=None, include=include, config_file=False)
    if modules:
        watching.start()
    return watching


def record(watching: coverage.Coverage, items: Sequence[pytest.Item], files: Sequence[Path]) -> Reached:
    """Run all tests without a fault, in a fork; raises Problem when one fails. The watching ends here."""
    with tempfile.NamedTemporaryFile("r") as found:

        def work() -> int:
            Path(found.name).write_text(json.dumps(_run(watching, items, files)))
            return 0

        status, told = in_fork(work, LONGEST)
        watching.stop()
        if status != 0:
            raise Problem(f"没有故障时测试就不能全部通过。\n{told[-3000:]}", "先让 make test 通过")
        lines, imported, durations, failed = json.loads(found.read())
    if failed:
        raise Problem(f"没有故障时测试就不能全部通过：\n{'、'.join(failed)}", "先让 make test 通过")
    return Reached(lines, imported, durations)


Recorded = tuple[Lines, Mapping[str, Sequence[int]], Mapping[str, float], Sequence[str]]


def _run(watching: coverage.Coverage, items: Sequence[pytest.Item], files: Sequence[Path]) -> Recorded:
    durations: dict[str, float] = {}
    failed = []
    for item, following in zip(items, [*items[1:], None], strict=True):
        watching.switch_context(item.nodeid)
        began = time.monotonic()
        failures = failures_of(item, following)
        failed += [f"{item.nodeid}\n{report.longreprtext}" for report in failures]
        durations[item.nodeid] = time.monotonic() - began
    watching.stop()
    data = watching.get_data()
    by_test = {str(path): _by_test(data, path) for path in files}
    return by_test, {file: tests.pop("", []) for file, tests in by_test.items()}, durations, failed


def _by_test(data: coverage.CoverageData, path: Path) -> dict[str, list[int]]:
    """The lines that ran, by test; under "" those that ran before the first."""
    tests: dict[str, list[int]] = {}
    for line, names in data.contexts_by_lineno(str(path)).items():
        for name in names:
            tests.setdefault(name, []).append(line)
    return tests
