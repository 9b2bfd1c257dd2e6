"""Columns of claims of one scheme, and their decisions, as arrays.

A column holds whole numbers: money in fen, m² and years in hundredths, rates in millionths, whole numbers as they are,
months as year * 12 + month - 1, days as proleptic ordinals, enums as the place of the value in the fact's list, the
applicant's kind as its place in KINDS. Rows that leave what was proven safe for 64 bits are reckoned one by one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, assert_never

import numpy as np

from subsidies.rules.columns.kernel import Kernel
from subsidies.rules.columns.operations import Array
from subsidies.rules.exact.inputs import SCALES, Presence
from subsidies.rules.model.decision import Decision
from subsidies.rules.model.header import COLUMNS
from subsidies.rules.model.kinds import FactType
from subsidies.rules.model.schemes import Fact, Scheme
from subsidies.rules.model.values import month_text

GIVEN, ABSENT_ROW, WRONG_ROW = 0, 1, 2


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


def presence_of(scheme: Scheme, columns: Columns) -> Presence:
    """Which columns are there, for choosing the kernel."""
    names = ("duplicate", *COLUMNS, *scheme.facts)
    absent = frozenset(name for name in names if name not in columns.values)
    return Presence(frozenset(columns.states) - absent, absent)


# ------------------------------------------------------------------ arrays in
def inputs_of(kernel: Kernel, columns: Columns) -> dict[str, Array]:
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


def unsafe_rows(kernel: Kernel, inputs: Mapping[str, Array], columns: Columns) -> list[int]:
    """Rows with a number outside the bounds for which the graph was proven, and odd rows."""
    rows = set(columns.odd)
    for name, most in kernel.bounds.items():
        array = inputs[name]
        if array.size and int(array.view(f"u{array.dtype.itemsize}").max()) > most:
            rows.update(np.flatnonzero((array < 0) | (array > most)).tolist())
    return sorted(rows)


def tamed(inputs: Mapping[str, Array], rows: Sequence[int]) -> dict[str, Array]:
    """Copies with zeros in the rows that are reckoned elsewhere."""
    tamed = {name: array.copy() for name, array in inputs.items()}
    for array in tamed.values():
        array[rows] = 0
    return tamed


# ------------------------------------------------------------------ rows back to claims
def claim_of(scheme: Scheme, columns: Columns, row: int) -> dict[str, Any]:
    """The row as a claim in the catalogue's form."""
    claim: dict[str, Any] = {"scheme": scheme.code, "facts": {}}
    for facts, into in ((COLUMNS, claim), (scheme.facts, claim["facts"])):
        for fact in facts.values():
            value = _shown(fact, columns, row)
            if value is not None:
                into[fact.name] = value
    return claim


def _shown(fact: Fact, columns: Columns, row: int) -> Any:
    name = fact.name
    if name not in columns.values or (name in columns.states and columns.states[name][row] == ABSENT_ROW):
        return None
    if name in columns.states and columns.states[name][row] == WRONG_ROW:
        return "?"
    return fact_value(fact, columns.values[name][row].item())


def fact_value(fact: Fact, number: int) -> Any:
    """What a claim says for the number of a column."""
    match fact.type:
        case FactType.BOOL:
            return bool(number)
        case FactType.ENUM:
            names = tuple(fact.values)
            return names[number] if 0 <= number < len(names) else "?"
        case FactType.MONTH:
            return month_text(number)
        case FactType.DATE:
            return day_text(number)
        case FactType.INT:
            return int(number)
        case FactType.MONEY | FactType.DECIMAL | FactType.RATE:
            return scaled_text(number, SCALES[fact.type])
        case _:
            assert_never(fact.type)


def scaled_text(number: int, scale: int) -> str:
    """A whole number over 100 or a million as a decimal."""
    if number < 0:
        return "-" + scaled_text(-number, scale)
    return f"{number // scale}.{number % scale:0{len(str(scale)) - 1}d}" if scale > 1 else str(number)


def day_text(number: int) -> str:
    """An ordinal as YYYY-MM-DD; "?" where there is no such day."""
    return date.fromordinal(number).isoformat() if 1 <= number <= date.max.toordinal() else "?"
