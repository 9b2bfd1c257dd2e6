"""What is known of the faults of a module that changed in part: those in untouched functions keep their result."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from cosmic_ray.work_db import WorkDB
from cosmic_ray.work_item import TestOutcome, WorkItem, WorkResult

from launcher import paths
from launcher.mutation import guards

Place = tuple[str, int, int, int, str, int]


def results_of(db: WorkDB, module: str) -> Mapping[Place, WorkResult]:
    """The faults that were noticed, by where they stood in what text; none where that text was not kept."""
    source = _source_kept(module)
    if not source.exists():
        return {}
    noticed = {job: found for job, found in db.results if found.test_outcome == TestOutcome.KILLED}
    placed = _placed_once(db, source.read_text())
    return {place: noticed[item.job_id] for place, item in placed.items() if item.job_id in noticed}


def carry(db: WorkDB, module: str, known: Mapping[Place, WorkResult]) -> None:
    """Give the new session what is known of functions that stand as they stood; keep the module's text beside it."""
    text = (paths.ROOT / module).read_text()
    _source_kept(module).write_text(text)
    pending = {item.job_id for item in db.pending_work_items}
    for place, item in _placed_once(db, text).items():
        if place in known and item.job_id in pending:
            db.set_result(item.job_id, known[place])


def _source_kept(module: str) -> Path:
    return guards.session_of(module).with_suffix(".source.txt")


def _placed_once(db: WorkDB, source: str) -> dict[Place, WorkItem]:
    """The faults that can be told from all others: of two functions that read alike neither is known again."""
    placed = list(_placed(db, source))
    often = Counter(place for place, _ in placed)
    return {place: item for place, item in placed if often[place] == 1}


def _placed(db: WorkDB, source: str) -> Iterator[tuple[Place, WorkItem]]:
    """Each fault with the text around it, its place in there, its kind and which of several of that kind it is."""
    spans, lines, seen = _spans(source), source.splitlines(), Counter[tuple[int, int, str]]()
    for item in sorted(db.work_items, key=lambda one: one.mutations[0].occurrence):
        (spec,) = item.mutations
        row, column = spec.start_pos
        first, last = max((span for span in spans if span[0] <= row <= span[1]), default=(row, row))
        kind = f"{spec.operator_name} {sorted(spec.operator_args.items())}"
        seen[row, column, kind] += 1
        around = "\n".join(lines[first - 1 : last])
        yield (around, row - first, column, spec.end_pos[1], kind, seen[row, column, kind]), item


def _spans(source: str) -> list[tuple[int, int]]:
    """First and last line of each function, and of each statement of the module or of a class."""
    found = list(ast.walk(ast.parse(source)))
    bodies = [node.body for node in found if isinstance(node, ast.Module | ast.ClassDef)]
    nodes = [node for node in found if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    statements = [node for body in bodies for node in body if not isinstance(node, ast.ClassDef)]
    return [(_first_line(node), node.end_lineno or node.lineno) for node in [*nodes, *statements]]


def _first_line(node: ast.stmt) -> int:
    """That of its decorators, where it has some."""
    decorators: list[ast.expr] = getattr(node, "decorator_list", [])
    return min([node.lineno, *(one.lineno for one in decorators)])
