"""The mutants of a module: cosmic-ray's, without those that change no behaviour.

Such stand in an annotation, or say of a dataclass that it may be changed, which mypy forbids and nothing does.
"""

from __future__ import annotations

import argparse
import ast
import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cosmic_ray.commands import init
from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator
from cosmic_ray.tools.filters.operators_filter import OperatorsFilter
from cosmic_ray.work_db import WorkDB
from cosmic_ray.work_item import TestOutcome, WorkerOutcome, WorkItem, WorkResult

from launcher import paths
from launcher.mutation import guards, operators

Span = tuple[tuple[int, int], tuple[int, int]]
operators.provide()


@dataclass(frozen=True)
class Mutant:
    """One fault: `was` and `becomes` are the lines that differ."""

    job: str
    module: str
    line: int
    operator: str
    was: str
    becomes: str
    source: str

    @property
    def key(self) -> tuple[str, str, str]:
        """By which it is known although lines move."""
        return self.module, self.was, self.becomes


def begin(db: WorkDB, module: str) -> None:
    """Write all mutants of the module into the session; those left out are marked as skipped."""
    path = paths.ROOT / module
    init([path], db, {})
    OperatorsFilter().filter(db, argparse.Namespace(config=str(guards.HERE / "cosmic-ray.toml")))
    spans = without_behaviour(path.read_text())
    for item in db.pending_work_items:
        if _inside(item.mutations[0].start_pos, spans):
            db.set_result(item.job_id, WorkResult(output="no behaviour", worker_outcome=WorkerOutcome.SKIPPED))


def waiting(db: WorkDB, *, again: bool) -> list[WorkItem]:
    """Mutants without a result, in the order of the file; `again`: those that lived last time too."""
    lived = {job for job, result in db.results if result.test_outcome == TestOutcome.SURVIVED} if again else set()
    found = [*db.pending_work_items, *(item for item in db.work_items if item.job_id in lived)]
    return sorted(found, key=lambda item: (item.mutations[0].start_pos, item.mutations[0].operator_name))


def mutant_of(item: WorkItem) -> Mutant:
    """The work item with its source."""
    (spec,) = item.mutations
    original = Path(spec.module_path).read_text()
    operator = get_operator(spec.operator_name)(**spec.operator_args)
    source = mutate_code(original, operator, spec.occurrence)
    assert source is not None
    was, becomes = differing(original, source)
    module = str(Path(spec.module_path).relative_to(paths.ROOT))
    return Mutant(item.job_id, module, spec.start_pos[0], spec.operator_name, was, becomes, source)


def differing(original: str, mutated: str) -> tuple[str, str]:
    """The lines of each that the other has not, without their indentation."""
    old, new = original.splitlines(), mutated.splitlines()
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    changes = [change for change in matcher.get_opcodes() if change[0] != "equal"]
    was = [line.strip() for _, first, last, _, _ in changes for line in old[first:last]]
    becomes = [line.strip() for _, _, _, first, last in changes for line in new[first:last]]
    return "\n".join(was), "\n".join(becomes)


def without_behaviour(source: str) -> list[Span]:
    """Where annotations stand, and whether a dataclass is frozen: from (line, column) to (line, column)."""
    return [
        ((node.lineno, node.col_offset), (node.end_lineno or node.lineno, node.end_col_offset or 0))
        for node in _without_behaviour(ast.parse(source))
    ]


def _without_behaviour(tree: ast.AST) -> Iterator[ast.expr]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.returns:
            yield node.returns
        elif isinstance(node, ast.arg | ast.AnnAssign) and node.annotation:
            yield node.annotation
        elif isinstance(node, ast.keyword) and node.arg == "frozen":
            yield node.value


def _inside(place: tuple[int, int], spans: list[Span]) -> bool:
    return any(first <= place < last for first, last in spans)
