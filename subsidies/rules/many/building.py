"""Claims in the catalogue's form, of one scheme, as columns."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any, assert_never

import numpy as np

from subsidies.rules.columns.columns import ABSENT_ROW, GIVEN, WRONG_ROW, Columns
from subsidies.rules.columns.operations import Array
from subsidies.rules.exact.inputs import SCALES
from subsidies.rules.library import compiled_of
from subsidies.rules.model.header import COLUMNS, FIELDS, HeaderField, read_header
from subsidies.rules.model.kinds import FactType
from subsidies.rules.model.schemes import Fact, Scheme, reader_of
from subsidies.rules.model.values import ABSENT, WRONG
from subsidies.rules.single.program import FactReader, Program

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
        facts = program.scheme.facts
        self.header = [(field, code_of(field.column)) for field in FIELDS if field.column]
        self.facts = [(fact, code_of(facts[fact.name])) for fact in program.facts]
        names = [*COLUMNS, *facts]
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
        for field, code in self.header:
            self._set(field.name, row, _header_value(claim, field), code)
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
        facts = {**COLUMNS, **self.program.scheme.facts}
        values: dict[str, Array] = {
            name: np.array(numbers, DTYPES.get(facts[name].type, np.int64)) for name, numbers in self.values.items()
        }
        states = {name: np.array(marks, np.int8) for name, marks in self.states.items() if any(marks)}
        return Columns(self.count, values, states, self.odd)


DTYPES = {FactType.BOOL: np.bool_, FactType.ENUM: np.int8, FactType.MONTH: np.int32, FactType.DATE: np.int32}


# What is wrong with these no column can tell.
NO_COLUMN = frozenset(field.wrong for field in FIELDS if not field.column) | {"unknown_header"}


def _is_odd(claim: Mapping[str, Any]) -> bool:
    return not NO_COLUMN.isdisjoint(read_header(claim).causes)


def _header_value(claim: Mapping[str, Any], field: HeaderField) -> Any:
    if field.name in claim:
        return field.read(claim[field.name])
    return ABSENT if field.needed else field.default


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
    return code_of(fact)(reader_of(fact)(text))
