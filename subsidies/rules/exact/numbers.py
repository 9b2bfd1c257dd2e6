"""Arithmetic on whole-number columns, each over a fixed denominator."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import gcd, lcm

from subsidies.rules.exact.values import Value, Values, dtype_of, rank


class Numbers(Values):
    """The arithmetic of a graph."""

    def _numbers(self, op: str, one: Value, two: Value, scale: int, low: int, high: int) -> Value:
        dtype = max(dtype_of(low, high), one.dtype, two.dtype, key=rank)
        one, two = self.cast(one, dtype), self.cast(two, dtype)
        return self._value(op, (one, two), None, dtype, scale, low, high)

    def times(self, value: Value, factor: int) -> Value:
        """A whole multiple."""
        if factor == 1:
            return value
        if value.constant:
            return self.number(Fraction(value.extra * factor, value.scale))
        low, high = sorted((value.low * factor, value.high * factor))
        wide = self.cast(value, max(dtype_of(low, high), value.dtype, key=rank))
        return self._value("times", (wide,), factor, wide.dtype, value.scale, low, high)

    def rescaled(self, value: Value, scale: int) -> Value:
        """The same number over a multiple of its denominator."""
        if value.scale == scale:
            return value
        if value.constant:
            whole = value.extra * (scale // value.scale)
            return self._value("constant", (), whole, dtype_of(whole, whole), scale, whole, whole)
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
        return self._value("table", (wide,), whole, dtype_of(min(whole), max(whole)), scale, min(whole), max(whole))
