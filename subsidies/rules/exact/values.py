"""A value of a graph of whole-number operations, with the bounds that are proven for it, and where values are made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

INT32, INT64 = 2**31 - 1, 2**63 - 1
DTYPES = ("i1", "i4", "i8")


class Overflow(ArithmeticError):
    """A value of the graph could leave 64 bits."""


@dataclass(frozen=True, slots=True)
class Value:
    """A column: an input, a constant, or an operation on others. dtype is b1, i1, i4, i8 or u1."""

    op: str
    args: tuple[int, ...]
    extra: Any
    dtype: str
    scale: int
    low: int
    high: int
    place: int

    @property
    def constant(self) -> bool:
        return self.op == "constant"


class Values:
    """Makes values; the same operation on the same values is made once."""

    def __init__(self) -> None:
        self.values: list[Value] = []
        self.known: dict[Any, Value] = {}

    def _value(self, op: str, args: Sequence[Value], extra: Any, dtype: str, scale: int, low: int, high: int) -> Value:
        if max(abs(low), abs(high)) > INT64:
            raise Overflow
        places = tuple(value.place for value in args)
        key = (op, places, extra, dtype, scale)
        value = self.known.get(key)
        if value is None:
            value = self.known[key] = Value(op, places, extra, dtype, scale, low, high, len(self.values))
            self.values.append(value)
        return value

    # -- where values come from
    def input(self, name: str, dtype: str, scale: int, low: int, high: int) -> Value:
        """A column given from outside."""
        return self._value("input", (), name, dtype, scale, low, high)

    def number(self, value: Fraction | int) -> Value:
        """A constant number."""
        value = Fraction(value)
        whole = value.numerator
        return self._value("constant", (), whole, dtype_of(whole, whole), value.denominator, whole, whole)

    def truth(self, value: bool) -> Value:
        """A constant truth."""
        return self._value("constant", (), bool(value), "b1", 1, int(value), int(value))

    def cast(self, value: Value, dtype: str) -> Value:
        """The same number with more bits."""
        if value.dtype == dtype or value.constant:
            return value
        return self._value("cast", (value,), None, dtype, value.scale, value.low, value.high)

    def as_number(self, value: Value) -> Value:
        """A truth or a code as a number of 32 bits."""
        if value.constant:
            return self._whole(int(value.extra), 1)
        return self._value("cast", (value,), None, "i4", 1, value.low, value.high)

    def _whole(self, whole: int, scale: int) -> Value:
        return self._value("constant", (), whole, dtype_of(whole, whole), scale, whole, whole)


def rank(dtype: str) -> int:
    return DTYPES.index(dtype)


def dtype_of(low: int, high: int) -> str:
    return "i4" if max(abs(low), abs(high)) <= INT32 else "i8"
