"""Lines of claims straight into columns. Whatever no column can hold is left over for the exact reader; a value that
cannot be right is told by the same readers of single values, so both ways name the same causes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from operator import attrgetter, or_
from typing import Any, NamedTuple

import msgspec
import numpy as np

from subsidies.rules.batch.cells import (
    LEFT_OUT,
    LEFT_OVER,
    NOTHING,
    ReadAll,
    Remembered,
    Spelled,
    all_fen,
    all_truths,
    codes_of,
    day_of,
    reader_of,
)
from subsidies.rules.columns.columns import ABSENT_ROW, KIND_LIST, Columns
from subsidies.rules.library import Library, compiled_of
from subsidies.rules.many.building import DTYPES
from subsidies.rules.model.header import READERS
from subsidies.rules.model.jsontext import MINUS_ZERO
from subsidies.rules.model.schemes import Fact, Scheme
from subsidies.rules.model.values import ABSENT, WRONG, NumberText
from subsidies.rules.single.program import FactReader

NAMES: Mapping[str, set[type]] = {"id": {str, int, type(None)}, "unit": {str, type(None)}, "matter": {str, type(None)}}
NOT_READ = (msgspec.MsgspecError, ValueError, RecursionError)


@dataclass(slots=True)
class Group:
    """The rows of one scheme in a block: their places in it, the decoded lines, and their columns.

    `left_over` are rows that a column cannot hold or that need a closer look; `causes` says by row what cannot be
    right.
    """

    scheme: Scheme
    places: list[int]
    rows: list[Any]
    columns: Columns
    left_over: set[int]
    causes: dict[int, list[str]] = field(default_factory=dict)


class RowReader:
    """Decodes the lines of a library's schemes."""

    def __init__(self, lib: Library) -> None:
        self.schemes = {code: scheme for code, scheme in lib.schemes.items() if code not in lib.superseded}
        structs = {code: _struct(scheme) for code, scheme in self.schemes.items()}
        self.codes = {struct: code for code, struct in structs.items()}
        self.makers = {code: ColumnMaker(scheme) for code, scheme in self.schemes.items()}
        union: Any = reduce(or_, structs.values())
        self.decoder = msgspec.json.Decoder(union, float_hook=Spelled)

    def groups(self, lines: Sequence[bytes], least: int) -> list[Group]:
        """The lines by scheme, of schemes with at least `least` lines. Lines that are in no group are left over."""
        by_type: dict[Any, tuple[list[int], list[Any]]] = {struct: ([], []) for struct in self.codes}
        for place, row in enumerate(self._decoded(lines)):
            if row is not None:
                places, rows = by_type[type(row)]
                places.append(place)
                rows.append(row)
        found = []
        for struct, (places, rows) in by_type.items():
            if len(rows) >= least:
                found.append(self.makers[self.codes[struct]].group(places, rows))
        return found

    def _decoded(self, lines: Sequence[bytes]) -> Iterable[Any]:
        """Each line as a row, or None. A negative zero is left over: it would lose its sign."""
        decode, rows = self.decoder.decode, []
        signed = MINUS_ZERO.search(b"\n".join(lines)) is not None
        for line in lines:
            try:
                rows.append(None if signed and MINUS_ZERO.search(line) else decode(line))
            except NOT_READ:
                rows.append(None)
        return rows


def _struct(scheme: Scheme) -> Any:
    """The shape of the scheme's lines: the names that may be there, each with any value."""
    fields = [(fact.name, Any, ABSENT if fact.needed else _default(fact)) for fact in scheme.facts.values()]
    name = scheme.code.replace("-", "_")
    facts = msgspec.defstruct(f"Facts_{name}", fields, forbid_unknown_fields=True, gc=False)
    return msgspec.defstruct(
        f"Claim_{name}",
        [
            ("on", Any, ABSENT),
            ("applicant_kind", Any, ABSENT),
            ("resident", Any, ABSENT),
            ("facts", facts, msgspec.field(default_factory=facts)),
            ("id", Any, None),
            ("unit", Any, None),
            ("matter", Any, None),
            ("approved_outside", Any, False),
            ("other_policy_amount", Any, NOTHING),
        ],
        tag_field="scheme",
        tag=scheme.code,
        forbid_unknown_fields=True,
        gc=False,
    )


def _default(fact: Fact) -> Any:
    if fact.default is None:
        return None
    if fact.type == "bool":
        return fact.default == "true"
    return NOTHING if fact.default == "0" and fact.type != "int" else int(fact.default)


class Column(NamedTuple):
    """One column to be made: where its values are, how they are read, all at once and singly, and what is said of a
    value that is missing or cannot be right."""

    name: str
    get: Callable[[Any], Any]
    read_all: ReadAll
    read: Callable[[Any], Any]
    dtype: Any
    optional: bool
    missing: str
    wrong: str


HEADER: Mapping[str, tuple[ReadAll, Any]] = {
    "on": (Remembered(day_of).all, np.int32),
    "applicant_kind": (codes_of(KIND_LIST).all, np.int8),
    "resident": (all_truths, np.bool_),
    "approved_outside": (all_truths, np.bool_),
    "other_policy_amount": (all_fen, np.int64),
}


def _of_header(name: str, read_all: ReadAll, dtype: Any) -> Column:
    causes = f"header_missing:{name}", f"header_wrong:{name}"
    return Column(name, attrgetter(name), read_all, READERS[name], dtype, False, *causes)


def _of_fact(fact: Fact, reader: FactReader) -> Column:
    get, dtype = attrgetter(fact.name), DTYPES.get(fact.type, np.int64)
    return Column(fact.name, get, reader_of(fact), reader.read, dtype, fact.optional, reader.missing, reader.wrong)


class ColumnMaker:
    """Makes the columns of one scheme from decoded rows."""

    def __init__(self, scheme: Scheme) -> None:
        self.scheme = scheme
        program = compiled_of(scheme).single
        self.moded = bool(program.moded)
        self.header = [_of_header(name, read_all, dtype) for name, (read_all, dtype) in HEADER.items()]
        self.facts = [_of_fact(fact, reader) for fact, reader in zip(scheme.facts.values(), program.facts, strict=True)]

    def group(self, places: list[int], rows: list[Any]) -> Group:
        """The rows with their columns."""
        group = Group(self.scheme, places, rows, Columns(len(rows), {}), set(_odd_names(rows)))
        for columns, records in ((self.header, rows), (self.facts, [row.facts for row in rows])):
            for column in columns:
                self._fill(group, column, list(map(column.get, records)))
        if self.moded and group.causes:  # what a mode needs besides is for the exact reader to say
            group.left_over.update(group.causes)
        for row in group.left_over & group.causes.keys():
            del group.causes[row]
        return group

    def _fill(self, group: Group, column: Column, values: list[Any]) -> None:
        numbers = np.array(column.read_all(values), np.int64)
        if numbers.min() < 0:
            absent = numbers == LEFT_OUT
            for row in np.flatnonzero((numbers == LEFT_OVER) if column.optional else (numbers < 0)).tolist():
                _judge(group, column, row, values[row])
            if column.optional and absent.any():
                if absent.all():
                    return
                group.columns.states[column.name] = np.where(absent, np.int8(ABSENT_ROW), np.int8(0))
            numbers = np.maximum(numbers, 0)
        group.columns.values[column.name] = numbers if column.dtype is np.int64 else numbers.astype(column.dtype)


def _judge(group: Group, column: Column, row: int, value: Any) -> None:
    """Missing, wrong, or more than a column holds: said by the reader of single values."""
    if value is ABSENT:
        group.causes.setdefault(row, []).append(column.missing)
    elif column.read(NumberText(str(value)) if type(value) is Spelled else value) is WRONG:
        group.causes.setdefault(row, []).append(column.wrong)
    else:
        group.left_over.add(row)


def _odd_names(rows: list[Any]) -> list[int]:
    """Rows whose id, unit or matter is not plainly right."""
    found = list[int]()
    for name, plain in NAMES.items():
        values = list(map(attrgetter(name), rows))
        if not set(map(type, values)) <= plain or (name != "id" and "" in values):
            found += [
                row for row, value in enumerate(values) if type(value) not in plain or (name != "id" and value == "")
            ]
    return found
