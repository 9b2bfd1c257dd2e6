"""Whole-number arithmetic on columns as a graph of operations, with the bounds of every value proven beforehand.

A number of the formula is a whole number over a fixed denominator (`scale`). Each value knows the least and the most
it can be; a value that could leave 64 bits raises Overflow while the graph is made, never while it runs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import gcd, lcm
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


class Graph:
    """Makes values; the same operation on the same values is made once."""

    def __init__(self) -> None:
        self.values: list[Value] = []
        self.known: dict[Any, Value] = {}

    def _value(self, op: str, args: Sequence[Value], extra: Any, dtype: str, scale: int, low: int, high: int) -> Value:
        if max(abs(low), abs(high)) > INT64:
            raise Overflow
        places = tuple(value.place for value in args)
        key = (op, places, extra, dtype, scale)
        if key not in self.known:
            value = Value(op, places, extra, dtype, scale, low, high, len(self.values))
            self.values.append(value)
            self.known[key] = value
        return self.known[key]

    # -- where values come from
    def input(self, name: str, dtype: str, scale: int, low: int, high: int) -> Value:
        """A column given from outside."""
        return self._value("input", (), name, dtype, scale, low, high)

    def number(self, value: Fraction | int) -> Value:
        """A constant number."""
        value = Fraction(value)
        whole = value.numerator
        return self._value("constant", (), whole, _dtype(whole, whole), value.denominator, whole, whole)

    def truth(self, value: bool) -> Value:
        """A constant truth."""
        return self._value("constant", (), bool(value), "b1", 1, int(value), int(value))

    # -- numbers
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

    def _numbers(self, op: str, one: Value, two: Value, scale: int, low: int, high: int) -> Value:
        dtype = max(_dtype(low, high), one.dtype, two.dtype, key=_rank)
        one, two = self.cast(one, dtype), self.cast(two, dtype)
        return self._value(op, (one, two), None, dtype, scale, low, high)

    def times(self, value: Value, factor: int) -> Value:
        """A whole multiple."""
        if factor == 1:
            return value
        if value.constant:
            return self.number(Fraction(value.extra * factor, value.scale))
        low, high = sorted((value.low * factor, value.high * factor))
        wide = self.cast(value, max(_dtype(low, high), value.dtype, key=_rank))
        return self._value("times", (wide,), factor, wide.dtype, value.scale, low, high)

    def rescaled(self, value: Value, scale: int) -> Value:
        """The same number over a multiple of its denominator."""
        if value.scale == scale:
            return value
        if value.constant:
            whole = value.extra * (scale // value.scale)
            return self._value("constant", (), whole, _dtype(whole, whole), scale, whole, whole)
        wide = self.times(value, scale // value.scale)
        return self._value("same", (wide,), None, wide.dtype, scale, wide.low, wide.high)

    def aligned(self, *values: Value) -> tuple[Value, ...]:
        """The values over their common denominator."""
        scale = lcm(*(value.scale for value in values))
        return tuple(self.rescaled(value, scale) for value in values)

    def add(self, one: Value, two: Value) -> Value:
        one, two = self.aligned(one, two)
        if one.constant and two.constant:
            return self.number(Fraction(one.extra + two.extra, one.scale))
        return self._numbers("add", one, two, one.scale, one.low + two.low, one.high + two.high)

    def subtract(self, one: Value, two: Value) -> Value:
        one, two = self.aligned(one, two)
        if one.constant and two.constant:
            return self.number(Fraction(one.extra - two.extra, one.scale))
        return self._numbers("subtract", one, two, one.scale, one.low - two.high, one.high - two.low)

    def multiply(self, one: Value, two: Value) -> Value:
        if one.constant:
            one, two = two, one
        if two.constant:
            return self.scaled(one, Fraction(two.extra, two.scale))
        corners = [a * b for a in (one.low, one.high) for b in (two.low, two.high)]
        return self._numbers("multiply", one, two, one.scale * two.scale, min(corners), max(corners))

    def scaled(self, value: Value, factor: Fraction) -> Value:
        """The number times a constant fraction: a whole multiple over a larger denominator."""
        if value.constant:
            return self.number(Fraction(value.extra, value.scale) * factor)
        scale = value.scale * factor.denominator
        shared = gcd(factor.numerator, scale)
        if factor == 0 or shared == 0:
            return self.number(0)
        wide = self.times(value, factor.numerator // shared)
        scale //= shared
        if wide.scale == scale:
            return wide
        return self._value("same", (wide,), None, wide.dtype, scale, wide.low, wide.high)

    def pick(self, op: str, one: Value, two: Value) -> Value:
        """The lesser ("min") or the greater ("max")."""
        one, two = self.aligned(one, two)
        choose = min if op == "min" else max
        if one.constant and two.constant:
            return self.number(Fraction(choose(one.extra, two.extra), one.scale))
        return self._numbers(op, one, two, one.scale, choose(one.low, two.low), choose(one.high, two.high))

    def floor(self, value: Value, scale: int = 1, *, early: bool = False) -> Value:
        """Rounded down to a whole number of 1/scale. `early` rounds the parts of a min or max before comparing them,
        which comes to the same and is cheaper where the exact value is not needed besides."""
        value = self.rescaled(value, lcm(value.scale, scale))
        return self._labelled(self._divided(value, value.scale // scale, early), scale)

    def _labelled(self, value: Value, scale: int) -> Value:
        """The same whole numbers over another denominator."""
        if value.scale == scale:
            return value
        if value.constant:
            return self._whole(value.extra, scale)
        return self._value("same", (value,), None, value.dtype, scale, value.low, value.high)

    def _divided(self, value: Value, divisor: int, early: bool) -> Value:
        """The whole numbers divided by the divisor, rounded down, over denominator 1."""
        if value.constant:
            return self._whole(value.extra // divisor, 1)
        if divisor == 1:
            return self._labelled(value, 1)
        inner = [self.values[place] for place in value.args]
        if value.op == "same":
            return self._divided(inner[0], divisor, early)
        if early and value.op in ("min", "max"):
            one, two = (self._divided(item, divisor, early) for item in inner)
            return self.pick(value.op, one, two)
        if value.op == "times" and (shared := gcd(value.extra, divisor)) > 1:
            fewer = self.times(self._labelled(inner[0], 1), value.extra // shared)
            return self._divided(fewer, divisor // shared, early)
        low, high = value.low // divisor, value.high // divisor
        return self._value("floor", (value,), divisor, value.dtype, 1, low, high)

    def _whole(self, whole: int, scale: int) -> Value:
        return self._value("constant", (), whole, _dtype(whole, whole), scale, whole, whole)

    def table(self, index: Value, numbers: Sequence[Fraction]) -> Value:
        """The number at the index; all over one denominator."""
        scale = lcm(*(number.denominator for number in numbers))
        whole = tuple(int(number * scale) for number in numbers)
        if len(set(whole)) == 1:
            return self._whole(whole[0], scale)
        if len(whole) == 2:
            step = self.times(self.cast(index, "i4"), whole[1] - whole[0])
            return self._labelled(self.add(step, self._whole(whole[0], 1)), scale)
        wide = self._value("cast", (index,), None, "ip", 1, index.low, index.high)
        return self._value("table", (wide,), whole, _dtype(min(whole), max(whole)), scale, min(whole), max(whole))

    def select(self, test: Value, one: Value, two: Value) -> Value:
        """`one` where the test holds, else `two`."""
        if test.constant:
            return one if test.extra else two
        one, two = self.aligned(one, two)
        if two.constant and not two.extra and not one.constant:
            kept = self._value("cast", (test,), None, one.dtype, 1, 0, 1)
            return self._value("multiply", (one, kept), None, one.dtype, one.scale, min(one.low, 0), max(one.high, 0))
        low, high = min(one.low, two.low), max(one.high, two.high)
        dtype = max(_dtype(low, high), one.dtype, two.dtype, key=_rank)
        one, two = self.cast(one, dtype), self.cast(two, dtype)
        if one.place == two.place:
            return one
        return self._value("select", (test, one, two), None, dtype, one.scale, low, high)

    # -- truths
    def compare(self, op: str, one: Value, two: Value) -> Value:
        """one op two, for the six comparisons."""
        if one.constant:
            one, two, op = two, one, _MIRRORED[op]
        if one.constant:
            return self.truth(_HOLDS[op](Fraction(one.extra, one.scale), Fraction(two.extra, two.scale)))
        if two.constant:
            return self._compare_constant(op, one, Fraction(two.extra, two.scale) * one.scale)
        one, two = self.aligned(one, two)
        dtype = max(one.dtype, two.dtype, key=_rank)
        return self._truth(op, (self.cast(one, dtype), self.cast(two, dtype)))

    def _compare_constant(self, op: str, value: Value, bound: Fraction) -> Value:
        """A whole number compared with a fraction is compared with the whole number beside it."""
        if bound.denominator != 1 and op in ("==", "!="):
            return self.truth(op == "!=")
        whole = -(-bound.numerator // bound.denominator) if op in (">=", "<") else bound.numerator // bound.denominator
        if (always := _settled(op, value, whole)) is not None:
            return self.truth(always)
        return self._truth(op, (value, self._whole(whole, 1)))

    def _truth(self, op: str, args: Sequence[Value], extra: Any = None) -> Value:
        return self._value(op, args, extra, "b1", 1, 0, 1)

    def equals_code(self, value: Value, code: int) -> Value:
        """The enum column has this code."""
        if value.constant:
            return self.truth(value.extra == code)
        return self._truth("==", (value, self._whole(code, 1)))

    def all(self, *items: Value) -> Value:
        return self._logic("and", items, neutral=True)

    def any(self, *items: Value) -> Value:
        return self._logic("or", items, neutral=False)

    def _logic(self, op: str, items: Sequence[Value], neutral: bool) -> Value:
        left: Value | None = None
        for item in items:
            if item.constant:
                if bool(item.extra) != neutral:
                    return item
            else:
                left = item if left is None else self._join(op, left, item)
        return self.truth(neutral) if left is None else left

    def _join(self, op: str, one: Value, two: Value) -> Value:
        return one if one.place == two.place else self._truth(op, (one, two))

    def negate(self, item: Value) -> Value:
        if item.constant:
            return self.truth(not item.extra)
        if item.op == "not":
            return self.values[item.args[0]]
        return self._truth("not", (item,))

    # -- small whole numbers made of truths
    def weighted(self, items: Sequence[tuple[Value, int]]) -> Value:
        """The sum of the weights (at most 255 together) of the items that hold, as u1."""
        total = self._value("constant", (), 0, "u1", 1, 0, 0)
        for item, weight in items:
            if item.constant:
                part = self._value("constant", (), weight * int(item.extra), "u1", 1, 0, weight)
                if not part.extra:
                    continue
            else:
                part = self._value("weigh", (item,), weight, "u1", 1, 0, weight)
            total = (
                part
                if total.constant and not total.extra
                else self._value("gather", (total, part), None, "u1", 1, 0, 255)
            )
        return total

    def some(self, value: Value) -> Value:
        """Where a u1 is not 0."""
        return self.truth(bool(value.extra)) if value.constant else self._truth("some", (value,))

    def masked(self, value: Value, where: Value) -> Value:
        """The u1 where the truth holds, else 0."""
        if where.constant:
            return value if where.extra else self._value("constant", (), 0, "u1", 1, 0, 0)
        if value.constant and not value.extra:
            return value
        return self._value("mask", (value, where), None, "u1", 1, 0, value.high)

    def gathered(self, *values: Value) -> Value:
        """The bits of several u1 together."""
        found = [value for value in values if not value.constant or value.extra]
        total = found[0] if found else self._value("constant", (), 0, "u1", 1, 0, 0)
        for value in found[1:]:
            total = self._value("gather", (total, value), None, "u1", 1, 0, 255)
        return total


_MIRRORED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "==", "!=": "!="}
_HOLDS: dict[str, Any] = {
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
    "==": lambda a, b: a == b,
    "!=": lambda a, b: a != b,
}


def _settled(op: str, value: Value, bound: int) -> bool | None:
    """Whether the comparison comes out the same for all that the value can be."""
    low, high = _HOLDS[op](value.low, bound), _HOLDS[op](value.high, bound)
    if op in ("==", "!="):
        outside = bound < value.low or bound > value.high
        return (op == "!=") if outside else None
    return bool(low) if low == high else None


def _rank(dtype: str) -> int:
    return DTYPES.index(dtype)


def _dtype(low: int, high: int) -> str:
    return "i4" if max(abs(low), abs(high)) <= INT32 else "i8"
