"""Comparisons of whole-number columns, and truths made of truths."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from subsidies.rules.exact.numbers import Numbers
from subsidies.rules.exact.values import Value, rank


class Truths(Numbers):
    """The tests of a graph."""

    def compare(self, op: str, one: Value, two: Value) -> Value:
        """one op two, for the six comparisons."""
        if one.constant:
            one, two, op = two, one, _MIRRORED[op]
        if one.constant:
            return self.truth(_HOLDS[op](Fraction(one.extra, one.scale), Fraction(two.extra, two.scale)))
        if two.constant:
            return self._compare_constant(op, one, Fraction(two.extra, two.scale) * one.scale)
        one, two = self.aligned(one, two)
        dtype = max(one.dtype, two.dtype, key=rank)
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
