"""The decisions on columns of claims: the same answers as one by one, as arrays."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np

from subsidies.rules.columns.columns import (
    Columns,
    Decisions,
    claim_of,
    inputs_of,
    presence_of,
    tamed,
    unsafe_rows,
)
from subsidies.rules.columns.operations import Array
from subsidies.rules.columns.program import OUTCOMES
from subsidies.rules.evaluating import answer
from subsidies.rules.library import Compiled, Library, compiled_of
from subsidies.rules.model.decision import Decision
from subsidies.rules.model.kinds import Outcome
from subsidies.rules.model.schemes import Scheme
from subsidies.rules.single.reckoning import reckon

BEYOND = "数值超出64位整数可以保证精确的范围"


def evaluate_many(scheme: Scheme, columns: Columns) -> Decisions:
    """The decisions on all rows. Rows beyond the proven bounds, and odd ones, are reckoned exactly one by one."""
    return _settled(compiled_of(scheme), columns)


def _settled(compiled: Compiled, columns: Columns) -> Decisions:
    decisions, _, unsafe = decide(compiled, columns)
    _settle_exactly(compiled, columns, decisions, unsafe)
    return decisions


def evaluate_many_in(lib: Library, code: str, columns: Columns) -> Decisions:
    """The same under a library in which figures may change from a day on: each row under those of its day."""
    later = lib.superseded.get(code, ())
    whole = evaluate_many(lib.schemes[code], columns)
    if not later or "on" not in columns.values:
        return whole
    starts = np.array([first_day.toordinal() for first_day, _ in later])
    which = np.searchsorted(starts, columns.values["on"], side="right")
    for place, (_, compiled) in enumerate(later, 1):
        rows = np.flatnonzero(which == place)
        if rows.size:
            _put(whole, rows, _settled(compiled, taken(columns, rows)))
    return whole


def taken(columns: Columns, rows: Array) -> Columns:
    """Some rows of the columns."""
    places = {int(row): place for place, row in enumerate(rows)}
    return Columns(
        len(rows),
        {name: array[rows] for name, array in columns.values.items()},
        {name: array[rows] for name, array in columns.states.items()},
        {places[row]: claim for row, claim in columns.odd.items() if row in places},
    )


def _put(whole: Decisions, rows: Array, part: Decisions) -> None:
    """The part's decisions in the rows of the whole."""
    whole.outcome[rows], whole.reasons[rows], whole.amount[rows] = part.outcome, part.reasons, part.amount
    for ours, theirs in ((whole.floor, part.floor), (whole.ceiling, part.ceiling)):
        if ours is not None and theirs is not None:
            ours[rows] = theirs
    for payer, array in whole.shares.items():
        array[rows] = part.shares[payer]
    for row in rows.tolist():
        whole.exact.pop(row, None)
    whole.exact.update((int(rows[row]), decision) for row, decision in part.exact.items())


def decide(
    compiled: Compiled, columns: Columns, kind: str = "decision"
) -> tuple[Decisions, dict[str, Array], list[int]]:
    """The decisions, every column that the kernel reckons, and the rows in which neither can be relied on."""
    if not compiled.columns.provable:
        return _blank(compiled, columns.count), {}, list(range(columns.count))
    kernel = compiled.columns.kernel(kind, presence_of(compiled.scheme, columns))
    inputs = inputs_of(kernel, columns)
    unsafe = unsafe_rows(kernel, inputs, columns)
    found = kernel.run(tamed(inputs, unsafe) if unsafe else inputs, columns.count)
    return _decisions(found, columns.count), found, unsafe


def amounts_many(scheme: Scheme, columns: Columns) -> Array:
    """The amounts in fen as if every condition held and every needed fact were there. Raises OverflowError for rows
    beyond the proven bounds."""
    compiled = compiled_of(scheme)
    if not compiled.columns.provable:
        raise OverflowError(BEYOND)
    kernel = compiled.columns.kernel("amount", presence_of(compiled.scheme, columns))
    inputs = inputs_of(kernel, columns)
    if unsafe_rows(kernel, inputs, columns):
        raise OverflowError(BEYOND)
    return kernel.run(inputs, columns.count)["amount"]


# ------------------------------------------------------------------ arrays out
def _decisions(found: Mapping[str, Array], count: int) -> Decisions:
    reasons = np.zeros(count, np.uint64)
    octets = reasons.view(np.uint8).reshape(count, 8)
    for name, array in found.items():
        if name.startswith("reasons:"):
            octets[:, int(name[8:])] = array
    shares = {name[6:]: array for name, array in found.items() if name.startswith("share:")}
    return Decisions(found["outcome"], reasons, found["amount"], found.get("floor"), found.get("ceiling"), shares)


def _blank(compiled: Compiled, count: int) -> Decisions:
    """Decisions to be written row by row."""
    scheme = compiled.scheme
    floor, ceiling = (np.zeros(count, np.int64) if bound else None for bound in (scheme.floor, scheme.ceiling))
    shares = {payer.key: np.zeros(count, np.int64) for payer in scheme.payers}
    return Decisions(
        np.zeros(count, np.uint8), np.zeros(count, np.uint64), np.zeros(count, np.int64), floor, ceiling, shares
    )


def _settle_exactly(compiled: Compiled, columns: Columns, decisions: Decisions, rows: Iterable[int]) -> None:
    duplicates = columns.values.get("duplicate")
    for row in rows:
        claim = columns.odd.get(row) or claim_of(compiled.scheme, columns, row)
        duplicate = duplicates is not None and bool(duplicates[row])
        decision = answer(compiled, reckon(compiled.single, claim, duplicate), None, explain=False)
        decisions.exact[row] = decision
        _write(compiled, decisions, row, decision)


def _write(compiled: Compiled, decisions: Decisions, row: int, decision: Decision) -> None:
    bits = compiled.columns.bits
    decisions.outcome[row] = OUTCOMES.index(decision.outcome)
    decisions.reasons[row] = sum(1 << bits[code] for code in decision.reasons)
    for array, value in (
        (decisions.amount, decision.amount),
        (decisions.floor, decision.floor),
        (decisions.ceiling, decision.ceiling),
        *((array, decision.shares.get(payer)) for payer, array in decisions.shares.items()),
    ):
        if array is not None:
            array[row] = min(value or 0, 2**63 - 1)


def decision_at(scheme: Scheme, decisions: Decisions, row: int) -> Decision:
    """One row as a Decision without steps."""
    if row in decisions.exact:
        return decisions.exact[row]
    compiled, outcome = compiled_of(scheme), OUTCOMES[decisions.outcome[row]]
    payable, deciding, mask = outcome == Outcome.PAYABLE, outcome == Outcome.NEEDS_DECISION, int(decisions.reasons[row])
    return Decision(
        outcome=outcome,
        scheme=scheme.code,
        basis=scheme.basis,
        amount=int(decisions.amount[row]) if payable else None,
        floor=int(decisions.floor[row]) if deciding and decisions.floor is not None else None,
        ceiling=int(decisions.ceiling[row]) if deciding and decisions.ceiling is not None else None,
        shares={payer: int(array[row]) for payer, array in decisions.shares.items()} if payable else {},
        entitlements=compiled.single.entitlements if payable else {},
        reasons=tuple(sorted(code for code, bit in compiled.columns.bits.items() if mask >> bit & 1)),
        sentences=scheme.reasons,
    )
