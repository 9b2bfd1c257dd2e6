"""Who gains and loses: totals by scheme, year and payer, and the list."""

from collections.abc import Sequence
from typing import Any

from subsidies.policies import library
from subsidies.presenting import PAYERS
from subsidies.whatif.cases import COMING, PAST, PENDING, Case
from subsidies.whatif.reckoning import Sum

KINDS = {PAST: "已核定", PENDING: "办理中", COMING: "今后月份"}
UNDECIDED = ("needs_decision", "case_by_case", "invalid")


def summed(
    cases: Sequence[Case], before: Sequence[Sum], after: Sequence[Sum]
) -> tuple[dict[str, Any], list[list[Any]]]:
    """The totals, and one row for each claim whose sum changes, the largest change first.

    A row is kind, number, company, credit code, scheme, year, fen before, fen after.
    """
    tables: dict[str, dict[str, list[int]]] = {"scheme": {}, "year": {}, "payer": {}, "kind": {}}
    rows: list[list[Any]] = []
    counts = {"claims": len(cases), "gain": 0, "lose": 0, "same": 0, "undecided": 0}
    for case, old, new in zip(cases, before, after, strict=True):
        counts[_fate(old, new)] += 1
        for table, key in (("scheme", case.scheme), ("year", str(case.on.year)), ("kind", case.kind)):
            _add(tables[table], key, old.amount, new.amount)
        for payer in {*old.shares, *new.shares}:
            _add(tables["payer"], payer, old.shares.get(payer, 0), new.shares.get(payer, 0))
        if old.amount != new.amount:
            rows.append(
                [case.kind, case.number, case.company, case.unit, case.scheme, case.on.year, old.amount, new.amount]
            )
    rows.sort(key=lambda row: (-abs(row[7] - row[6]), row[1], row[5]))
    return {"counts": counts, "tables": {name: _listed(name, table) for name, table in tables.items()}}, rows


def _fate(old: Sum, new: Sum) -> str:
    if new.outcome in UNDECIDED:
        return "undecided"
    if new.amount == old.amount:
        return "same"
    return "gain" if new.amount > old.amount else "lose"


def _add(table: dict[str, list[int]], key: str, before: int, after: int) -> None:
    """Claims, gaining, losing, fen before, fen after."""
    row = table.setdefault(key, [0, 0, 0, 0, 0])
    row[0] += 1
    row[1] += after > before
    row[2] += after < before
    row[3] += before
    row[4] += after


def _listed(name: str, table: dict[str, list[int]]) -> list[list[Any]]:
    return [[_words(name, key), *table[key]] for key in sorted(table)]


def _words(name: str, key: str) -> str:
    if name == "scheme":
        return f"{key} {library().schemes[key].title}"
    if name == "payer":
        return PAYERS.get(key, key)
    return KINDS.get(key, key) if name == "kind" else f"{key}年"
