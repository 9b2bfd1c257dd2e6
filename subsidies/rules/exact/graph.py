"""Whole-number arithmetic on columns as a graph of operations, with the bounds of every value proven beforehand.

A number of the formula is a whole number over a fixed denominator (`scale`). Each value knows the least and the most
it can be; a value that could leave 64 bits raises Overflow while the graph is made, never while it runs.
"""

from __future__ import annotations

from collections.abc import Sequence

from subsidies.rules.exact.truths import Truths
from subsidies.rules.exact.values import Value, dtype_of, rank


class Graph(Truths):
    """A graph with everything that can be made in it: numbers, truths, choices, and small numbers made of truths."""

    def select(self, test: Value, one: Value, two: Value) -> Value:
        """`one` where the test holds, else `two`."""
        if test.constant:
            return one if test.extra else two
        one, two = self.aligned(one, two)
        if two.constant and not two.extra and not one.constant:
            kept = self._value("cast", (test,), None, one.dtype, 1, 0, 1)
            return self._value("multiply", (one, kept), None, one.dtype, one.scale, min(one.low, 0), max(one.high, 0))
        low, high = min(one.low, two.low), max(one.high, two.high)
        dtype = max(dtype_of(low, high), one.dtype, two.dtype, key=rank)
        one, two = self.cast(one, dtype), self.cast(two, dtype)
        if one.place == two.place:
            return one
        return self._value("select", (test, one, two), None, dtype, one.scale, low, high)

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
