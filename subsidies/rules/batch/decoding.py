"""Lines of claims straight into columns. Whatever no column can hold is left over for the exact reader; a value that
cannot be right is told by the same readers of single values, so both ways name the same causes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import reduce
from operator import attrgetter, or_
from typing import Any, NamedTuple

import msgspec
import numpy as np

from subsidies.rules.batch.cells import LEFT_OUT, LEFT_OVER, NOTHING, ReadAll, Spelled, reader_of
from subsidies.rules.columns.columns import ABSENT_ROW, Columns
from subsidies.rules.library import Library, compiled_of
from subsidies.rules.many.building import DTYPES
from subsidies.rules.model.header import FIELDS, HeaderField
from subsidies.rules.model.jsontext import MINUS_ZERO
from subsidies.rules.model.kinds import FactType
from subsidies.rules.model.schemes import Fact, Scheme
from subsidies.rules.model.values import ABSENT, WRONG, NumberText
from subsidies.rules.single.program import FactReader

NAMES = tuple(field for field in FIELDS if field.nullable)
PLAIN = {str, type(None)}
NOT_READ = (msgspec.MsgspecError, ValueError, RecursionError)


@dataclass(slots=True)
class RowGroup:
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

    def groups(self, lines: Sequence[bytes], least: int) -> list[RowGroup]:
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
        [_field(field, facts) for field in FIELDS],
        tag_field="scheme",
        tag=scheme.code,
        forbid_unknown_fields=True,
        gc=False,
    )


def _field(field: HeaderField, facts: Any) -> tuple[str, Any, Any]:
    """The field with what stands where it is left out."""
    if field.name == "facts":
        return (field.name, facts, msgspec.field(default_factory=facts))
    if field.column is None:
        return (field.name, Any, field.default)
    return (field.name, Any, ABSENT if field.needed else _default(field.column))


def _default(fact: Fact) -> Any:
    if fact.default is None:
        return None
    if fact.type == FactType.BOOL:
        return fact.default == "true"
    return NOTHING if fact.default == "0" and fact.type != FactType.INT else int(fact.default)


class CellColumn(NamedTuple):
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


def _of_header(field: HeaderField, fact: Fact) -> CellColumn:
    dtype = DTYPES.get(fact.type, np.int64)
    return CellColumn(
        field.name, attrgetter(field.name), reader_of(fact), field.read, dtype, False, field.missing, field.wrong
    )


def _of_fact(fact: Fact, reader: FactReader) -> CellColumn:
    get, dtype = attrgetter(fact.name), DTYPES.get(fact.type, np.int64)
    return CellColumn(fact.name, get, reader_of(fact), reader.read, dtype, fact.optional, reader.missing, reader.wrong)


HEADER = tuple(_of_header(field, field.column) for field in FIELDS if field.column)


class ColumnMaker:
    """Makes the columns of one scheme from decoded rows."""

    def __init__(self, scheme: Scheme) -> None:
        self.scheme = scheme
        program = compiled_of(scheme).single
        self.moded = bool(program.moded)
        self.facts = [_of_fact(fact, reader) for fact, reader in zip(scheme.facts.values(), program.facts, strict=True)]

    def group(self, places: list[int], rows: list[Any]) -> RowGroup:
        """The rows with their columns."""
        group = RowGroup(self.scheme, places, rows, Columns(len(rows), {}), set(_odd_names(rows)))
        for columns, records in ((HEADER, rows), (self.facts, [row.facts for row in rows])):
            for column in columns:
                self._fill(group, column, list(map(column.get, records)))
        if self.moded and group.causes:  # what a mode needs besides is for the exact reader to say
            group.left_over.update(group.causes)
        for row in group.left_over & group.causes.keys():
            del group.causes[row]
        return group

    def _fill(self, group: RowGroup, column: CellColumn, values: list[Any]) -> None:
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


def _judge(group: RowGroup, column: CellColumn, row: int, value: Any) -> None:
    """Missing, wrong, or more than a column holds: said by the reader of single values."""
    if value is ABSENT:
        group.causes.setdefault(row, []).append(column.missing)
    elif column.read(NumberText(str(value)) if type(value) is Spelled else value) is WRONG:
        group.causes.setdefault(row, []).append(column.wrong)
    else:
        group.left_over.add(row)


def _odd_names(rows: list[Any]) -> list[int]:
    """Rows with a name that is not plainly right. Any text is, but an empty one."""
    found = list[int]()
    for name in NAMES:
        values = list(map(attrgetter(name.name), rows))
        if not set(map(type, values)) <= PLAIN or "" in values:
            found += [row for row, value in enumerate(values) if value is not None and name.read(value) is WRONG]
    return found
