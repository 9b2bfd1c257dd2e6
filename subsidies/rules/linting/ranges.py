"""How far and how finely the unknowns of a condition go, and sums of their products."""

from __future__ import annotations

from collections.abc import Hashable
from fractions import Fraction
from math import prod

Powers = tuple[Hashable, ...]
Sum = dict[Powers, Fraction]
Term = tuple[tuple[Powers, Fraction], ...]
Range = tuple[Fraction | None, Fraction | None]


class Ranges:
    """The unknowns met so far: between which numbers each lies, and in which steps it grows."""

    def __init__(self) -> None:
        self.ranges: dict[Hashable, Range] = {}
        self.grids: dict[Hashable, Fraction] = {}

    def unknown(self, name: Hashable, between: Range, grid: Fraction | None) -> Sum:
        """The unknown as a sum of its own."""
        self.ranges[name] = between
        if grid is not None:
            self.grids[name] = grid
        return {(name,): Fraction(1)}

    def range_of(self, value: Sum) -> Range:
        """The least and the most that the sum can be; None where there is no end."""
        low: Fraction | None = Fraction(0)
        high: Fraction | None = Fraction(0)
        for powers, factor in value.items():
            one, two = self._product_range(powers)
            one, two = (one, two) if factor > 0 else (two, one)
            low = None if low is None or one is None else low + factor * one
            high = None if high is None or two is None else high + factor * two
        return low, high

    def _product_range(self, powers: Powers) -> Range:
        between = [self.ranges[name] for name in powers]
        lows = [low for low, _ in between if low is not None and low >= 0]
        if len(lows) < len(between):
            return between[0] if len(between) == 1 else (None, None)
        highs = [high for _, high in between if high is not None]
        return Fraction(prod(lows)), Fraction(prod(highs)) if len(highs) == len(between) else None

    def grid_of(self, term: Term) -> Fraction | None:
        """The step in which the term grows where it is one unknown, or whole numbers of whole unknowns."""
        names = [powers[0] for powers, _ in term if len(powers) == 1]
        if len(names) < len(term) or any(factor.denominator != 1 for _, factor in term):
            return None
        grids = {self.grids.get(name) for name in names}
        return grids.pop() if len(grids) == 1 and (len(term) == 1 or grids == {Fraction(1)}) else None
