"""Lines of well-formed claims straight into columns, by typed decoding. Whatever is out of the ordinary is left over
for the exact reader: this way of reading never decides that a claim is wrong."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import attrgetter, or_
from typing import Any

import msgspec
import numpy as np

from subsidies.rules.columns.columns import ABSENT_ROW, KIND_LIST, Columns
from subsidies.rules.library import Library
from subsidies.rules.many.building import DTYPES
from subsidies.rules.model.schemes import Fact, Scheme
from subsidies.rules.model.values import WRONG, read_day, read_month, read_rate

LEFT_OVER, LEFT_OUT = -1, -2
NEGATIVE = re.compile(rb":[ \t\r]*-")
MOST_DIGITS = 15
NOTHING = "0"
PLAIN_IDS = (str, int, type(None))


class Spelled(str):
    """A JSON number with a point or an exponent, as it was written."""


@dataclass(slots=True)
class Group:
    """The rows of one scheme in a block: their places in it, the decoded lines, and their columns."""

    scheme: Scheme
    places: list[int]
    rows: list[Any]
    columns: Columns
    left_over: set[int]


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
        """Each line as a typed row, or None. A negative number is left over: its zero would lose the sign."""
        decode = self.decoder.decode
        whole = b"\n".join(lines)
        if NEGATIVE.search(whole) is None:
            try:
                return list(map(decode, lines))
            except (msgspec.MsgspecError, ValueError, RecursionError):
                pass
        return [self._one(line) for line in lines]

    def _one(self, line: bytes) -> Any:
        if NEGATIVE.search(line):
            return None
        try:
            return self.decoder.decode(line)
        except (msgspec.MsgspecError, ValueError, RecursionError):
            return None


def _struct(scheme: Scheme) -> Any:
    """The shape of the scheme's well-formed lines."""
    needed = [(fact.name, _type(fact)) for fact in scheme.facts.values() if fact.needed]
    others = [(fact.name, _type(fact), _default(fact)) for fact in scheme.facts.values() if not fact.needed]
    name = scheme.code.replace("-", "_")
    facts = msgspec.defstruct(f"Facts_{name}", [*needed, *others], forbid_unknown_fields=True, gc=False)
    return msgspec.defstruct(
        f"Claim_{name}",
        [
            ("on", str),
            ("applicant_kind", str),
            ("resident", bool),
            ("facts", facts),
            ("id", Any, None),
            ("unit", Any, None),
            ("matter", Any, None),
            ("approved_outside", bool, False),
            ("other_policy_amount", Any, NOTHING),
        ],
        tag_field="scheme",
        tag=scheme.code,
        forbid_unknown_fields=True,
        gc=False,
    )


def _type(fact: Fact) -> Any:
    plain: Any = {"bool": bool, "enum": str, "month": str, "date": str}.get(fact.type, Any)
    return plain | None if fact.optional and plain is not Any else plain


def _default(fact: Fact) -> Any:
    if fact.default is None:
        return None
    if fact.type == "bool":
        return fact.default == "true"
    return NOTHING if fact.default == "0" and fact.type != "int" else int(fact.default)


# ------------------------------------------------------------------ values to whole numbers
def fen_of(value: Any) -> int:
    """Hundredths of a number as written; LEFT_OUT for null, LEFT_OVER for what the exact reader should judge."""
    kind = type(value)
    if kind is str or kind is Spelled:
        if len(value) > MOST_DIGITS or not value.isascii():
            return LEFT_OVER
        if value.isdigit():
            return int(value) * 100
        return _hundredths(value)
    if kind is int:
        return value * 100 if 0 <= value < 10**MOST_DIGITS else LEFT_OVER
    return LEFT_OUT if value is None else LEFT_OVER


def all_fen(values: list[Any]) -> list[int]:
    """fen_of for a whole column; plain texts, which are the rule, without a call for each."""
    try:
        plain = "".join(values).isascii() and max(map(len, values)) <= MOST_DIGITS
    except TypeError:
        plain = False
    if not plain:
        return [fen_of(value) for value in values]
    return [0 if text is NOTHING else int(text) * 100 if text.isdigit() else _hundredths(text) for text in values]


def _hundredths(text: str) -> int:
    whole, _, part = text.partition(".")
    if not (whole.isdigit() and part.isdigit()) or len(part) > 2:
        return LEFT_OVER
    return int(whole + part) * (10 if len(part) == 1 else 1)


def millionths_of(value: Any) -> int:
    """The same for a rate."""
    if value is None:
        return LEFT_OUT
    found = read_rate(str(value) if type(value) is Spelled else value)
    return LEFT_OVER if found is WRONG or found > 10**6 else int(found * 1_000_000)


def whole_of(value: Any) -> int:
    """The same for a whole number."""
    if type(value) is int:
        return value if 0 <= value < 10**MOST_DIGITS else LEFT_OVER
    return LEFT_OUT if value is None else LEFT_OVER


class Remembered(dict[Any, int]):
    """Texts already read; `read` is asked for new ones, and a few hundred thousand are kept."""

    def __init__(self, read: Callable[[Any], int]) -> None:
        super().__init__({None: LEFT_OUT})
        self.read = read

    def __missing__(self, text: Any) -> int:
        value = self.read(text)
        if len(self) < 200_000:
            self[text] = value
        return value


def _day(text: str) -> int:
    found = read_day(text)
    return LEFT_OVER if found is WRONG else int(found.toordinal())


def _month(text: str) -> int:
    found = read_month(text)
    return LEFT_OVER if found is WRONG else int(found)


def _codes(names: Iterable[str]) -> Remembered:
    codes = {name: code for code, name in enumerate(names)}
    return Remembered(lambda text: codes.get(text, LEFT_OVER))


def _truth(value: Any) -> int:
    return LEFT_OUT if value is None else int(value)


def _reader(fact: Fact) -> Callable[[Any], int]:
    if fact.type == "enum":
        return _codes(fact.values).__getitem__
    if fact.type == "month":
        return Remembered(_month).__getitem__
    known: dict[str, Callable[[Any], int]] = {
        "bool": _truth, "rate": millionths_of, "int": whole_of, "date": Remembered(_day).__getitem__,
    }  # fmt: skip
    return known.get(fact.type, fen_of)


class ColumnMaker:
    """Makes the columns of one scheme from decoded rows."""

    def __init__(self, scheme: Scheme) -> None:
        self.scheme = scheme
        self.header: list[tuple[str, Callable[[Any], int] | None, Any]] = [
            ("on", Remembered(_day).__getitem__, np.int32),
            ("applicant_kind", _codes(KIND_LIST).__getitem__, np.int8),
            ("resident", None, np.bool_),
            ("approved_outside", None, np.bool_),
            ("other_policy_amount", fen_of, np.int64),
        ]
        self.facts = [
            (fact, attrgetter(f"facts.{fact.name}"), self._read(fact), DTYPES.get(fact.type, np.int64))
            for fact in scheme.facts.values()
        ]

    def _read(self, fact: Fact) -> Callable[[Any], int] | None:
        return None if fact.type == "bool" and not fact.optional else _reader(fact)

    def group(self, places: list[int], rows: list[Any]) -> Group:
        """The rows with their columns; `left_over` are rows that a column cannot hold or that need a closer look."""
        columns, left_over = Columns(len(rows), {}), set(_odd_names(rows))
        for name, read, dtype in self.header:
            self._column(columns, left_over, name, list(map(attrgetter(name), rows)), read, dtype, False)
        for fact, get, read, dtype in self.facts:
            self._column(columns, left_over, fact.name, list(map(get, rows)), read, dtype, fact.optional)
        return Group(self.scheme, places, rows, columns, left_over)

    def _column(
        self, columns: Columns, left_over: set[int], name: str, values: list[Any],
        read: Callable[[Any], int] | None, dtype: Any, optional: bool,
    ) -> None:  # fmt: skip
        if read is None:
            columns.values[name] = np.array(values, dtype)
            return
        read_all = all_fen if read is fen_of else lambda values: list(map(read, values))
        numbers = np.array(read_all(values), np.int64)
        if numbers.min() < 0:
            absent = numbers == LEFT_OUT
            left_over.update(np.flatnonzero((numbers < 0) if not optional else (numbers == LEFT_OVER)).tolist())
            if optional and absent.any():
                if absent.all():
                    return
                columns.states[name] = np.where(absent, np.int8(ABSENT_ROW), np.int8(0))
            numbers = np.maximum(numbers, 0)
        columns.values[name] = numbers if dtype is np.int64 else numbers.astype(dtype)


def _odd_names(rows: list[Any]) -> list[int]:
    """Rows whose id, unit or matter is not plainly right."""
    found = [place for place, row in enumerate(rows) if type(row.id) not in PLAIN_IDS]
    for place, row in enumerate(rows):
        if (row.unit is not None or row.matter is not None) and not (_is_name(row.unit) and _is_name(row.matter)):
            found.append(place)
    return found


def _is_name(value: Any) -> bool:
    return value is None or (type(value) is str and value != "")
