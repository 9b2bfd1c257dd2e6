"""Claims in the catalogue's form, of one scheme, as columns."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any, assert_never

import numpy as np

from subsidies.rules.columns.columns import ABSENT_ROW, GIVEN, KIND_LIST, WRONG_ROW, Columns
from subsidies.rules.columns.kernel import Array
from subsidies.rules.exact.inputs import SCALES
from subsidies.rules.library import compiled_of
from subsidies.rules.model.header import KEYS, read_header
from subsidies.rules.model.kinds import FactType
from subsidies.rules.model.schemes import Fact, Scheme
from subsidies.rules.model.values import ABSENT, WRONG, read_bool, read_day, read_fen
from subsidies.rules.single.program import PROGRAM_READERS, FactReader, Program

INT64 = 2**63 - 1
Code = Callable[[Any], int]


class TooBig(ValueError):
    """The number does not fit a column."""


def columns_of(scheme: Scheme, claims: Sequence[Mapping[str, Any]], duplicate: Sequence[bool] = ()) -> Columns:
    """The claims as columns; one that no column can hold becomes an odd row."""
    builder = _Builder(compiled_of(scheme).single, len(claims))
    for row, claim in enumerate(claims):
        builder.put(row, claim)
    columns = builder.columns()
    if len(duplicate):
        columns.values["duplicate"] = np.array(duplicate, np.bool_)
    return columns


class _Builder:
    """Fills one list of values and one of states per column."""

    def __init__(self, program: Program, count: int) -> None:
        self.program, self.count = program, count
        self.readers = {name: (read, code, default) for name, read, code, default in _HEADER_READERS}
        facts = program.scheme.facts
        self.facts = [(fact, code_of(facts[fact.name])) for fact in program.facts]
        names = [*self.readers, *facts]
        self.values: dict[str, list[int]] = {name: [0] * count for name in names}
        self.states: dict[str, list[int]] = {name: [GIVEN] * count for name in names}
        self.odd: dict[int, Mapping[str, Any]] = {}

    def put(self, row: int, claim: Mapping[str, Any]) -> None:
        try:
            self._put(row, claim)
        except TooBig:
            self.odd[row] = claim

    def _put(self, row: int, claim: Mapping[str, Any]) -> None:
        facts = claim.get("facts", {})
        if _is_odd(claim) or not isinstance(facts, Mapping) or not facts.keys() <= self.program.scheme.facts.keys():
            raise TooBig
        for name, (read, code, default) in self.readers.items():
            self._set(name, row, _header_value(claim, name, read, default), code)
        for fact, code in self.facts:
            self._set(fact.name, row, _fact_value(facts, fact), code)

    def _set(self, name: str, row: int, value: Any, code: Code) -> None:
        if value is ABSENT or value is WRONG:
            self.states[name][row] = ABSENT_ROW if value is ABSENT else WRONG_ROW
            return
        number = code(value)
        if number > INT64:
            raise TooBig
        self.values[name][row] = number

    def columns(self) -> Columns:
        dtypes: dict[str, Any] = {
            "on": np.int32,
            "applicant_kind": np.int8,
            "resident": np.bool_,
            "approved_outside": np.bool_,
        }
        dtypes |= {fact.name: DTYPES.get(fact.type, np.int64) for fact in self.program.scheme.facts.values()}
        values: dict[str, Array] = {
            name: np.array(numbers, dtypes.get(name, np.int64)) for name, numbers in self.values.items()
        }
        states = {name: np.array(marks, np.int8) for name, marks in self.states.items() if any(marks)}
        return Columns(self.count, values, states, self.odd)


DTYPES = {FactType.BOOL: np.bool_, FactType.ENUM: np.int8, FactType.MONTH: np.int32, FactType.DATE: np.int32}


def _is_odd(claim: Mapping[str, Any]) -> bool:
    return bool({"header_wrong:id", "header_wrong:unit", "header_wrong:matter"} & set(read_header(claim).causes)) or (
        not claim.keys() <= KEYS
    )


def _header_value(claim: Mapping[str, Any], name: str, read: Callable[[Any], Any], default: Any) -> Any:
    return read(claim[name]) if name in claim else default


def _fact_value(facts: Mapping[str, Any], fact: FactReader) -> Any:
    value = facts.get(fact.name, ABSENT)
    if value is ABSENT:
        return ABSENT if fact.default is None else fact.default
    if value is None:
        return ABSENT if fact.optional else WRONG
    return fact.read(value)


def code_of(fact: Fact) -> Code:
    """How a value of the fact becomes the whole number of its column."""
    match fact.type:
        case FactType.ENUM:
            codes = {value: place for place, value in enumerate(fact.values)}
            return lambda value: codes[value]
        case FactType.DATE:
            return date.toordinal
        case FactType.DECIMAL | FactType.RATE:
            return scaled(SCALES[fact.type])
        case FactType.MONEY | FactType.INT | FactType.MONTH | FactType.BOOL:
            return int
        case _:
            assert_never(fact.type)


def scaled(scale: int) -> Code:
    """An exact number times the scale of its column."""

    def code(value: int | Fraction) -> int:
        return int(value * scale)

    return code


def column_number(fact: Fact, text: str) -> int:
    """A sound value, as the fact's column keeps it: money in fen, areas in hundredths, days as ordinals."""
    return code_of(fact)(PROGRAM_READERS[fact.type](text))


_HEADER_READERS: tuple[tuple[str, Callable[[Any], Any], Code, Any], ...] = (
    ("on", read_day, date.toordinal, ABSENT),
    ("applicant_kind", lambda v: v if type(v) is str and v in KIND_LIST else WRONG, KIND_LIST.index, ABSENT),
    ("resident", read_bool, int, ABSENT),
    ("approved_outside", read_bool, int, False),
    ("other_policy_amount", read_fen, int, 0),
)
