"""Cases reckoned by columns under a library: figures by day, caps by bucket in the order of the cases.

The columns of a scheme's cases are built once and reckoned under as many libraries as are asked for.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from subsidies.catalogue.in_force import Figure
from subsidies.rules import Columns, Library, Outcome, Scheme, columns_of, evaluate_many
from subsidies.rules.columns.columns import GIVEN
from subsidies.rules.columns.program import OUTCOMES
from subsidies.rules.many.building import column_number
from subsidies.whatif.cases import TriedClaim

Array = Any
Tell = Callable[[int], None]
PRIOR = "prior_awarded"
BLOCK = 10_000
PAYABLE, NOT_PAYABLE = OUTCOMES.index(Outcome.PAYABLE), OUTCOMES.index(Outcome.NOT_PAYABLE)


@dataclass(slots=True)
class Grid:
    """The cases of one scheme as columns; `waves` are rows whose answers do not depend on one another."""

    scheme: Scheme
    cases: list[TriedClaim]
    columns: Columns
    days: Array
    waves: list[Array]
    buckets: list[str | None]


@dataclass(slots=True)
class Sums:
    """What the cases of a grid come to, row by row: fen, fen by payer, place of the outcome in OUTCOMES; and the
    columns that this was reckoned from."""

    amount: Array
    outcome: Array
    columns: Columns
    shares: dict[str, Array] = field(default_factory=dict)


def grid_of(scheme: Scheme, cases: list[TriedClaim], tell: Tell = lambda done: None) -> Grid:
    """The cases as columns, built block by block."""
    blocks = []
    for start in range(0, len(cases), BLOCK):
        some = cases[start : start + BLOCK]
        blocks.append(columns_of(scheme, [case.claim for case in some], [case.duplicate for case in some]))
        tell(start + len(some))
    days = np.array([case.on.toordinal() for case in cases], np.int32)
    buckets = [case.bucket for case in cases]
    return Grid(scheme, cases, _joined(blocks, len(cases)), days, _waves(buckets), buckets)


def _joined(blocks: Sequence[Columns], count: int) -> Columns:
    names = {name for block in blocks for name in block.values}
    told = {name for block in blocks for name in block.states}
    values = {name: np.concatenate([block.values[name] for block in blocks]) for name in names}
    states = {
        name: np.concatenate([block.states.get(name, np.zeros(block.count, np.int8)) for block in blocks])
        for name in told
    }
    odd, start = {}, 0
    for block in blocks:
        odd.update({start + row: claim for row, claim in block.odd.items()})
        start += block.count
    return Columns(count, values, states, odd)


def _waves(buckets: Sequence[str | None]) -> list[Array]:
    """The first case of each bucket, then the second, and so on; cases without a bucket come first."""
    seen: dict[str, int] = {}
    waves: list[list[int]] = []
    for row, bucket in enumerate(buckets):
        place = 0 if bucket is None else seen.get(bucket, 0)
        if bucket is not None:
            seen[bucket] = place + 1
        while len(waves) <= place:
            waves.append([])
        waves[place].append(row)
    return [np.array(rows, np.int64) for rows in waves]


def reckon(lib: Library, grid: Grid, stands: Array, figures: Iterable[Figure] = ()) -> Sums:
    """The sums under `lib`. Rows that stand keep what was awarded; `figures`, oldest first, give the facts they set."""
    columns = _with_facts(grid, figures)
    sums = _as_awarded(grid, stands, columns)
    given: dict[str, int] = {}
    for wave in grid.waves:
        if PRIOR in grid.scheme.facts:
            _put_prior(columns, grid, wave, given)
        asked = wave[~stands[wave]]
        for scheme, rows in _by_day(lib, grid, asked):
            _evaluate(scheme, columns, rows, sums)
        if len(grid.waves) > 1:
            for row in wave.tolist():
                bucket = grid.buckets[row]
                if bucket is not None:
                    given[bucket] = given.get(bucket, 0) + int(sums.amount[row])
    return sums


def _as_awarded(grid: Grid, stands: Array, columns: Columns) -> Sums:
    count = len(grid.cases)
    amount = np.array([case.amount for case in grid.cases], np.int64)
    sums = Sums(np.where(stands, amount, 0), np.where(amount > 0, PAYABLE, NOT_PAYABLE).astype(np.int8), columns)
    for payer in {payer for case in grid.cases for payer in case.shares}:
        kept = np.array([case.shares.get(payer, 0) for case in grid.cases], np.int64)
        sums.shares[payer] = np.where(stands, kept, 0)
    for scheme_payer in grid.scheme.payers:
        sums.shares.setdefault(scheme_payer.key, np.zeros(count, np.int64))
    return sums


def _with_facts(grid: Grid, figures: Iterable[Figure]) -> Columns:
    """The columns with the facts that editions set, each from its day on and for its key; a later figure wins.

    Months to come were made from claims of years ago, so every such fact is set anew.
    """
    columns = Columns(grid.columns.count, dict(grid.columns.values), dict(grid.columns.states), dict(grid.columns.odd))
    for row in figures:
        fact = grid.scheme.facts.get(row.name)
        if fact is None or row.scheme != grid.scheme.code:
            continue
        touched = grid.days >= row.holds_from.toordinal()
        if fact.parameter_key:
            places = list(grid.scheme.facts[fact.parameter_key].values)
            touched = touched & (columns.values[fact.parameter_key] == places.index(row.key))
        number = column_number(fact, row.value)
        _overwrite(columns, row.name, np.where(touched, number, columns.values[row.name]), touched)
    return columns


def _overwrite(columns: Columns, name: str, values: Array, touched: Array) -> None:
    columns.values[name] = values
    if name in columns.states:
        columns.states[name] = np.where(touched, GIVEN, columns.states[name]).astype(np.int8)


def _put_prior(columns: Columns, grid: Grid, rows: Array, given: Mapping[str, int]) -> None:
    """What was granted before in each row's bucket."""
    prior = columns.values[PRIOR].copy()
    prior[rows] = [given.get(grid.buckets[row] or "", 0) for row in rows.tolist()]
    touched = np.zeros(columns.count, np.bool_)
    touched[rows] = True
    _overwrite(columns, PRIOR, prior, touched)


def _by_day(lib: Library, grid: Grid, rows: Array) -> Iterable[tuple[Scheme, Array]]:
    """Rows with the scheme whose figures hold on their day."""
    later = lib.superseded.get(grid.scheme.code, ())
    starts = np.array([day.toordinal() for day, _ in later], np.int32)
    places = np.searchsorted(starts, grid.days[rows], side="right")
    for place in np.unique(places).tolist():
        scheme = later[place - 1][1].scheme if place else lib.schemes[grid.scheme.code]
        yield scheme, rows[places == place]


def _evaluate(scheme: Scheme, columns: Columns, rows: Array, sums: Sums) -> None:
    if not len(rows):
        return
    decisions = evaluate_many(scheme, _taken(columns, rows))
    paid = decisions.outcome == PAYABLE
    sums.outcome[rows] = decisions.outcome
    sums.amount[rows] = np.where(paid, decisions.amount, 0)
    for payer, array in decisions.shares.items():
        sums.shares[payer][rows] = np.where(paid, array, 0)


def _taken(columns: Columns, rows: Array) -> Columns:
    odd = (
        {place: columns.odd[row] for place, row in enumerate(rows.tolist()) if row in columns.odd}
        if columns.odd
        else {}
    )
    values = {name: array[rows] for name, array in columns.values.items()}
    states = {name: array[rows] for name, array in columns.states.items()}
    return Columns(len(rows), values, {name: row for name, row in states.items() if row.any()}, odd)
