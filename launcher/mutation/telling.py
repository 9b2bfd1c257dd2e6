"""What came out: a table by module, the survivors without an explanation, and whether that is enough."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field

from cosmic_ray.work_db import WorkDB
from cosmic_ray.work_item import TestOutcome, WorkerOutcome

from launcher.mutation import guards
from launcher.mutation.explanations import Key, explained
from launcher.mutation.mutants import Mutant, mutant_of
from launcher.say import line

LEAST_PERCENT = 95


@dataclass
class MutantTally:
    """A module's mutants."""

    module: str
    mutants: int = 0
    killed: int = 0
    explained: int = 0
    alone: list[Mutant] = field(default_factory=list)

    @property
    def lived(self) -> int:
        return self.mutants - self.killed


def tally_of(module: str, known: dict[Key, str]) -> tuple[MutantTally, set[Key]]:
    """The counts of a module, and which explanations were needed."""
    tally, used = MutantTally(module), set()
    db = WorkDB(guards.session_of(module), WorkDB.Mode.open)
    try:
        results = dict(db.results)
        for item in db.work_items:
            result = results.get(item.job_id)
            if result is None or result.worker_outcome == WorkerOutcome.SKIPPED:
                continue
            tally.mutants += 1
            if result.test_outcome == TestOutcome.KILLED:
                tally.killed += 1
                continue
            mutant = mutant_of(item)
            if mutant.key in known:
                tally.explained += 1
                used.add(mutant.key)
            else:
                tally.alone.append(mutant)
    finally:
        db.close()
    return tally, used


def tell(modules: Sequence[str]) -> int:
    """Print the table; 1 when too few were killed, one lives unexplained, or an explanation is needed no more."""
    known = explained()
    found = [tally_of(module, known) for module in modules]
    tallies, used = [tally for tally, _ in found], {key for _, keys in found for key in keys}
    _table(tallies)
    idle = [key for key in known if key[0] in modules and key not in used]
    for mutant in (mutant for tally in tallies for mutant in tally.alone):
        line(f"✗ 未解释 {mutant.module}:{mutant.line}\n    {mutant.was}\n  → {mutant.becomes}")
    for module, was, becomes in idle:
        line(f"✗ explained.toml 中的解释已无对应的幸存者 {module}\n    {was}\n  → {becomes}")
    mutants, killed = sum(tally.mutants for tally in tallies), sum(tally.killed for tally in tallies)
    enough = killed * 100 >= mutants * LEAST_PERCENT
    if not enough:
        line(f"✗ 只有 {percent(killed, mutants)} 被测试发现，至少须 {LEAST_PERCENT}%。")
    good = enough and not idle and not any(tally.alone for tally in tallies)
    line(f"{'✓' if good else '✗'} {mutants} mutants, {killed} killed, {mutants - killed} survived")
    return int(not good)


def _table(tallies: Sequence[MutantTally]) -> None:
    rows = [("模块", "变异体", "发现", "幸存", "已解释", "发现率")]
    rows += [
        (t.module, str(t.mutants), str(t.killed), str(t.lived), str(t.explained), percent(t.killed, t.mutants))
        for t in tallies
    ]
    widths = [max(map(_width, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        line("  ".join(map(_padded, row, widths, (False, *[True] * (len(row) - 1)))))


def percent(part: int, whole: int) -> str:
    """Rounded down, so that 100% means all."""
    tenths = part * 1000 // whole if whole else 1000
    return f"{tenths // 10}.{tenths % 10}%"


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def _padded(text: str, width: int, right: bool) -> str:
    gap = " " * (width - _width(text))
    return gap + text if right else text + gap
