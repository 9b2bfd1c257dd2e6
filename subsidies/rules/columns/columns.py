"""Columns of claims of one scheme, and their decisions: the same answers as the scalar evaluator, as arrays.

A column holds whole numbers: money in fen, m² and years in hundredths, rates in millionths, whole numbers as they are,
months as year * 12 + month - 1, days as proleptic ordinals, enums as the place of the value in the fact's list, the
applicant's kind as its place in KINDS. Rows that leave what was proven safe for 64 bits are reckoned one by one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np

from subsidies.rules.columns.kernel import Array, Kernel
from subsidies.rules.columns.program import OUTCOMES
from subsidies.rules.exact.lowering import SCALES, Presence
from subsidies.rules.model.decision import Decision
from subsidies.rules.model.schemes import Fact, Library, Scheme
from subsidies.rules.model.sentences import KINDS
from subsidies.rules.model.values import month_text
from subsidies.rules.single.program import Program, program_of
from subsidies.rules.single.reckoning import answer, reckon

GIVEN, ABSENT_ROW, WRONG_ROW = 0, 1, 2
HEADER = ("on", "applicant_kind", "resident", "approved_outside", "other_policy_amount")
MAYBE = ("approved_outside", "other_policy_amount", "duplicate")
KIND_LIST = tuple(KINDS)
BEYOND = "数值超出64位整数可以保证精确的范围"


@dataclass(slots=True)
class Columns:
    """`count` claims of one scheme. A column left out of `values` is absent in every row; `states` (GIVEN, ABSENT_ROW,
    WRONG_ROW) is needed only for columns that are not given in every row; `odd` holds whole claims, by row, for rows
    that no column can hold."""

    count: int
    values: dict[str, Array]
    states: dict[str, Array] = field(default_factory=dict)
    odd: dict[int, Mapping[str, Any]] = field(default_factory=dict)


@dataclass(slots=True)
class Decisions:
    """Decisions as columns. `outcome` is a place in OUTCOMES; `reasons` has bit k for the k-th code of the scheme's
    reasons; money is in fen and means something only where the outcome gives it (`amount` is 0 elsewhere)."""

    outcome: Array
    reasons: Array
    amount: Array
    floor: Array | None
    ceiling: Array | None
    shares: dict[str, Array]
    exact: dict[int, Decision] = field(default_factory=dict)


def evaluate_many(scheme: Scheme, columns: Columns) -> Decisions:
    """The decisions on all rows. Rows beyond the proven bounds, and odd ones, are reckoned exactly one by one."""
    return _settled(program_of(scheme), columns)


def _settled(program: Program, columns: Columns) -> Decisions:
    decisions, _, unsafe = decide(program, columns)
    _settle_exactly(program, columns, decisions, unsafe)
    return decisions


def evaluate_many_in(lib: Library, code: str, columns: Columns) -> Decisions:
    """The same under a library in which figures may change from a day on: each row under those of its day."""
    later = lib.superseded.get(code, ())
    whole = evaluate_many(lib.schemes[code], columns)
    if not later or "on" not in columns.values:
        return whole
    starts = np.array([first_day.toordinal() for first_day, _ in later])
    which = np.searchsorted(starts, columns.values["on"], side="right")
    for place, (_, program) in enumerate(later, 1):
        rows = np.flatnonzero(which == place)
        if rows.size:
            _put(whole, rows, _settled(program, taken(columns, rows)))
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


def decide(program: Program, columns: Columns, kind: str = "decision") -> tuple[Decisions, dict[str, Array], list[int]]:
    """The decisions, every column that the kernel reckons, and the rows in which neither can be relied on."""
    if not program.columns.provable:
        return _blank(program, columns.count), {}, list(range(columns.count))
    kernel = program.columns.kernel(kind, presence_of(program, columns))
    inputs = _inputs(kernel, columns)
    unsafe = _unsafe_rows(kernel, inputs, columns)
    found = kernel.run(_tamed(inputs, unsafe) if unsafe else inputs, columns.count)
    return _decisions(found, columns.count), found, unsafe


def amounts_many(scheme: Scheme, columns: Columns) -> Array:
    """The amounts in fen as if every condition held and every needed fact were there. Raises OverflowError for rows
    beyond the proven bounds."""
    program = program_of(scheme)
    if not program.columns.provable:
        raise OverflowError(BEYOND)
    kernel = program.columns.kernel("amount", presence_of(program, columns))
    inputs = _inputs(kernel, columns)
    if _unsafe_rows(kernel, inputs, columns):
        raise OverflowError(BEYOND)
    return kernel.run(inputs, columns.count)["amount"]


def presence_of(program: Program, columns: Columns) -> Presence:
    """Which columns are there, for choosing the kernel."""
    names = (*HEADER, *MAYBE, *program.scheme.facts)
    absent = frozenset(name for name in names if name not in columns.values)
    return Presence(frozenset(columns.states) - absent, absent)


# ------------------------------------------------------------------ arrays in
def _inputs(kernel: Kernel, columns: Columns) -> dict[str, Array]:
    inputs = {}
    for name in kernel.inputs:
        if name.startswith("state:"):
            inputs[name] = columns.states[name[6:]]
        elif name == "on_month" and name not in columns.values:
            inputs[name] = months_of_days(columns.values["on"]) if "on" in columns.values else _zeros(columns.count)
        else:
            inputs[name] = columns.values[name] if name in columns.values else _zeros(columns.count)
    return inputs


def _zeros(count: int) -> Array:
    return np.zeros(count, np.int32)


_FIRST_DAY, _LAST_DAY = date(1900, 1, 1).toordinal(), date(2100, 12, 31).toordinal()
_EPOCH = date(1970, 1, 1).toordinal()


def _months(days: Array) -> Array:
    months = (days.astype(np.int64) - _EPOCH).astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    return (months + 1970 * 12).astype(np.int32)


_MONTH_OF_DAY = _months(np.arange(_FIRST_DAY, _LAST_DAY + 1))


def months_of_days(days: Array) -> Array:
    """The month number of each day."""
    if days.size and (days.min() < _FIRST_DAY or days.max() > _LAST_DAY):
        return _months(days)
    return _MONTH_OF_DAY.take(days - _FIRST_DAY, mode="clip")


def _unsafe_rows(kernel: Kernel, inputs: Mapping[str, Array], columns: Columns) -> list[int]:
    """Rows with a number outside the bounds for which the graph was proven, and odd rows."""
    rows = set(columns.odd)
    for name, most in kernel.bounds.items():
        array = inputs[name]
        if array.size and int(array.view(f"u{array.dtype.itemsize}").max()) > most:
            rows.update(np.flatnonzero((array < 0) | (array > most)).tolist())
    return sorted(rows)


def _tamed(inputs: Mapping[str, Array], rows: Sequence[int]) -> dict[str, Array]:
    """Copies with zeros in the rows that are reckoned elsewhere."""
    tamed = {name: array.copy() for name, array in inputs.items()}
    for array in tamed.values():
        array[rows] = 0
    return tamed


# ------------------------------------------------------------------ arrays out
def _decisions(found: Mapping[str, Array], count: int) -> Decisions:
    reasons = np.zeros(count, np.uint64)
    octets = reasons.view(np.uint8).reshape(count, 8)
    for name, array in found.items():
        if name.startswith("reasons:"):
            octets[:, int(name[8:])] = array
    shares = {name[6:]: array for name, array in found.items() if name.startswith("share:")}
    return Decisions(found["outcome"], reasons, found["amount"], found.get("floor"), found.get("ceiling"), shares)


def _blank(program: Program, count: int) -> Decisions:
    """Decisions to be written row by row."""
    scheme = program.scheme
    floor, ceiling = (np.zeros(count, np.int64) if bound else None for bound in (scheme.floor, scheme.ceiling))
    shares = {payer.key: np.zeros(count, np.int64) for payer in scheme.payers}
    return Decisions(
        np.zeros(count, np.uint8), np.zeros(count, np.uint64), np.zeros(count, np.int64), floor, ceiling, shares
    )


def _settle_exactly(program: Program, columns: Columns, decisions: Decisions, rows: Iterable[int]) -> None:
    duplicates = columns.values.get("duplicate")
    for row in rows:
        claim = columns.odd.get(row) or claim_of(program.scheme, columns, row)
        duplicate = duplicates is not None and bool(duplicates[row])
        decision = answer(reckon(program, claim, duplicate), None, explain=False)
        decisions.exact[row] = decision
        _write(program, decisions, row, decision)


def _write(program: Program, decisions: Decisions, row: int, decision: Decision) -> None:
    bits = program.columns.bits
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
    program, outcome = program_of(scheme), OUTCOMES[decisions.outcome[row]]
    payable, deciding, mask = outcome == "payable", outcome == "needs_decision", int(decisions.reasons[row])
    return Decision(
        outcome=outcome,
        scheme=scheme.code,
        basis=scheme.basis,
        amount=int(decisions.amount[row]) if payable else None,
        floor=int(decisions.floor[row]) if deciding and decisions.floor is not None else None,
        ceiling=int(decisions.ceiling[row]) if deciding and decisions.ceiling is not None else None,
        shares={payer: int(array[row]) for payer, array in decisions.shares.items()} if payable else {},
        entitlements=program.entitlements if payable else {},
        reasons=tuple(sorted(code for code, bit in program.columns.bits.items() if mask >> bit & 1)),
        sentences=scheme.reasons,
    )


# ------------------------------------------------------------------ rows back to claims
def claim_of(scheme: Scheme, columns: Columns, row: int) -> dict[str, Any]:
    """The row as a claim in the catalogue's form."""
    claim: dict[str, Any] = {"scheme": scheme.code, "facts": {}}
    for name in HEADER:
        value = _shown(name, columns, row, _HEADER_TEXT[name])
        if value is not None:
            claim[name] = value
    for fact in scheme.facts.values():
        value = _shown(fact.name, columns, row, lambda number, fact=fact: fact_value(fact, number))
        if value is not None:
            claim["facts"][fact.name] = value
    return claim


def _shown(name: str, columns: Columns, row: int, text: Any) -> Any:
    if name not in columns.values or (name in columns.states and columns.states[name][row] == ABSENT_ROW):
        return None
    if name in columns.states and columns.states[name][row] == WRONG_ROW:
        return "?"
    return text(columns.values[name][row].item())


def fact_value(fact: Fact, number: int) -> Any:
    """What a claim says for the number of a column."""
    if fact.type == "bool":
        return bool(number)
    if fact.type == "enum":
        names = tuple(fact.values)
        return names[number] if 0 <= number < len(names) else "?"
    if fact.type == "month":
        return month_text(number)
    if fact.type == "date":
        return day_text(number)
    return int(number) if fact.type == "int" else scaled_text(number, SCALES[fact.type])


def scaled_text(number: int, scale: int) -> str:
    """A whole number over 100 or a million as a decimal."""
    if number < 0:
        return "-" + scaled_text(-number, scale)
    return f"{number // scale}.{number % scale:0{len(str(scale)) - 1}d}" if scale > 1 else str(number)


def day_text(number: int) -> str:
    """An ordinal as YYYY-MM-DD; "?" where there is no such day."""
    return date.fromordinal(number).isoformat() if 1 <= number <= date.max.toordinal() else "?"


_HEADER_TEXT: Mapping[str, Any] = {
    "on": day_text,
    "applicant_kind": lambda code: KIND_LIST[code] if 0 <= code < len(KIND_LIST) else "?",
    "resident": bool,
    "approved_outside": bool,
    "other_policy_amount": lambda fen: scaled_text(fen, 100),
}
