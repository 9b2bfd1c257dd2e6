"""Who gains and loses: totals by scheme, year, payer and kind, and the list."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from subsidies.policies import library
from subsidies.rules import Library, Outcome
from subsidies.rules.columns.program import OUTCOMES
from subsidies.whatif.cases import Tried
from subsidies.whatif.explaining import MOST_EXPLAINED, steps_of
from subsidies.whatif.reckoning import Grid, Sums

KINDS: dict[str, str] = {Tried.PAST: "已核定", Tried.PENDING: "办理中", Tried.COMING: "今后月份"}
UNDECIDED = frozenset(OUTCOMES.index(name) for name in (Outcome.NEEDS_DECISION, Outcome.CASE_BY_CASE, Outcome.INVALID))
UNSPLIT = ""
Answer = tuple[Grid, Sums, Sums]
Rows = list[list[Any]]
Table = dict[str, list[int]]


def summed(answers: Sequence[Answer], payers: Mapping[str, str], changed: Library) -> tuple[dict[str, Any], Rows]:
    """The totals, and one row for each claim whose sum changes, the largest change first. `payers`: the city's words.

    A row is kind, number, company, credit code, scheme, year, fen before, fen after, and of the largest changes the
    steps under the `changed` library.
    """
    tables: dict[str, Table] = {"scheme": {}, "year": {}, "payer": {}, "kind": {}}
    counts = {"claims": 0, "gain": 0, "lose": 0, "same": 0, "undecided": 0, "partly": 0, "freed_fen": 0}
    rows: Rows = []
    for place, (grid, before, after) in enumerate(answers):
        rows += [[*row, place] for row in _counted(grid, before, after, tables, counts)]
        for payer, old_fen, new_fen in _by_payer(before, after):
            for old, new in zip(old_fen, new_fen, strict=True):
                if old or new:
                    _add(tables["payer"], payer, old, new)
    rows.sort(key=lambda row: (-abs(row[7] - row[6]), row[1], row[5]))
    for number, row in enumerate(rows):
        line, place = row.pop(-2), row.pop()
        grid, _, after = answers[place]
        row.append(steps_of(changed, grid, after, line) if number < MOST_EXPLAINED else [])
    return {"counts": counts, "tables": {name: _listed(name, table, payers) for name, table in tables.items()}}, rows


def _counted(grid: Grid, before: Sums, after: Sums, tables: dict[str, Table], counts: dict[str, int]) -> Rows:
    rows: Rows = []
    sums = zip(grid.cases, before.amount.tolist(), after.amount.tolist(), after.outcome.tolist(), strict=True)
    for line, (case, old, new, outcome) in enumerate(sums):
        counts["claims"] += 1
        counts[_fate(old, new, outcome)] += 1
        counts["partly"] += bool(case.freed)
        counts["freed_fen"] += case.freed
        year = case.on.year
        for table, key in (("scheme", case.scheme), ("year", str(year)), ("kind", case.kind)):
            _add(tables[table], key, old, new)
        if old != new:
            rows.append([case.kind, case.number, case.company, case.unit, case.scheme, year, old, new, line])
    return rows


def _by_payer(before: Sums, after: Sums) -> Iterator[tuple[str, list[int], list[int]]]:
    """Fen before and after, row by row, for each payer; for nobody by name where the text does not split the cost."""
    payers = {*before.shares, *after.shares}
    for payer in payers:
        yield payer, _list(before, payer), _list(after, payer)
    if not payers:
        yield UNSPLIT, before.amount.tolist(), after.amount.tolist()


def _list(sums: Sums, payer: str) -> list[int]:
    found: list[int] = sums.shares[payer].tolist() if payer in sums.shares else [0] * len(sums.amount)
    return found


def _fate(old: int, new: int, outcome: int) -> str:
    if outcome in UNDECIDED:
        return "undecided"
    if new == old:
        return "same"
    return "gain" if new > old else "lose"


def _add(table: Table, key: str, before: int, after: int) -> None:
    """Claims, gaining, losing, fen before, fen after."""
    row = table.get(key)
    if row is None:
        row = table[key] = [0, 0, 0, 0, 0]
    row[0] += 1
    row[1] += after > before
    row[2] += after < before
    row[3] += before
    row[4] += after


def _listed(name: str, table: Table, payers: Mapping[str, str]) -> list[list[Any]]:
    return [[_words(name, key, payers), *table[key]] for key in sorted(table)]


def _words(name: str, key: str, payers: Mapping[str, str]) -> str:
    if name == "scheme":
        return f"{key} {library().schemes[key].title}"
    if name == "payer":
        return payers.get(key, key) if key else "文件未规定分担"
    return KINDS.get(key, key) if name == "kind" else f"{key}年"
