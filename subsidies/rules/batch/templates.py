"""Answers written from columns: a template with holes for its figures, made once for every kind of reckoning."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from functools import lru_cache
from operator import itemgetter
from typing import Any

import numpy as np

from subsidies.rules.batch.assembling import Hole, Template, TemplateMaker, unit_tail
from subsidies.rules.columns.columns import Columns, Decisions
from subsidies.rules.columns.operations import Array
from subsidies.rules.columns.program import OUTCOMES
from subsidies.rules.formulas.units import counts_yuan
from subsidies.rules.library import Compiled
from subsidies.rules.model.kinds import Outcome
from subsidies.rules.model.reasons import AMOUNT_STAGE
from subsidies.rules.model.values import month_text
from subsidies.rules.single.reckoning import reckon
from subsidies.rules.words.failing import SHOWING
from subsidies.rules.words.wording import Style, decimal_text, number_text

MOST_TEMPLATES = 20_000


Plain = Callable[[Outcome, Iterable[str]], Template]
ClaimAt = Callable[[int], Mapping[str, Any]]


class Templates:
    """The templates of one scheme."""

    def __init__(self, compiled: Compiled, plain: Plain, *, steps: bool) -> None:
        self.compiled, self.plain, self.steps = compiled, plain, steps
        self.maker = TemplateMaker(compiled, _pattern, steps=steps)
        self.known: dict[tuple[int, int, int], Template] = {}
        bits = compiled.columns.bits
        cap = compiled.scheme.cap is not None
        late = [code for code in AMOUNT_STAGE if cap or code != "cap_exhausted"]
        self.showing = np.uint64(sum(1 << bits[code] for code in SHOWING if code in bits))
        self.late = np.uint64(sum(1 << bits[code] for code in late if code in bits))

    def singly(self, decisions: Decisions) -> set[int]:
        """The rows whose words show more than figures: no template fits them."""
        if not self.steps:
            return set()
        return set(np.flatnonzero(decisions.reasons & self.showing).tolist())

    def write(self, columns: Columns, decisions: Decisions, found: Mapping[str, Array], ids: Sequence[bytes],
              skip: set[int], claim_at: ClaimAt) -> list[bytes]:  # fmt: skip
        """One line for each row, without its end; empty for the rows to skip. `claim_at` reads the claim of a row."""
        lines: list[bytes] = [b""] * columns.count
        figures = Figures(self.compiled, columns, decisions, found)
        for key, rows in self._kinds(decisions, found, skip).items():
            template = self._template(key, claim_at, rows[0])
            chosen = itemgetter(*rows) if len(rows) > 1 else _single(rows[0])
            parts = [chosen(ids), *(chosen(part) for hole in template.holes for part in figures.parts(hole))]
            text = template.text
            for row, values in zip(rows, zip(*parts, strict=True), strict=True):
                lines[row] = text % values
        return lines

    def _kinds(self, decisions: Decisions, found: Mapping[str, Array], skip: set[int]) -> dict[Any, list[int]]:
        """Rows by outcome, reasons and shape; the shape does not matter where the reasons alone are shown."""
        plain = (decisions.reasons & ~self.late) != 0
        shapes = np.where(plain, 0, found["shape"]) if self.steps else np.zeros(len(plain), np.int64)
        kinds: dict[Any, list[int]] = {}
        keys = zip(decisions.outcome.tolist(), decisions.reasons.tolist(), shapes.tolist(), strict=True)
        for row, key in enumerate(keys):
            if row in skip:
                continue
            if key in kinds:
                kinds[key].append(row)
            else:
                kinds[key] = [row]
        return kinds

    def _template(self, key: tuple[int, int, int], claim_at: ClaimAt, row: int) -> Template:
        if key not in self.known:
            if len(self.known) >= MOST_TEMPLATES:
                self.known.clear()
            self.known[key] = self._made(key, claim_at, row)
        return self.known[key]

    def _made(self, key: tuple[int, int, int], claim_at: ClaimAt, row: int) -> Template:
        outcome, reasons = OUTCOMES[key[0]], key[1]
        if reasons & ~int(self.late):
            return self.plain(outcome, [code for code, bit in self.compiled.columns.bits.items() if reasons >> bit & 1])
        found = reckon(self.compiled.single, claim_at(row))
        if found.outcome != outcome:
            raise AssertionError(f"{self.compiled.scheme.code}: {found.outcome} != {outcome}")
        return self.maker.make(found)


# ------------------------------------------------------------------ how figures are written
def scale_of(compiled: Compiled, source: str) -> int:
    """The denominator of the whole numbers of a source."""
    if source in ("amount", "other") or source.startswith(("share:", "fen:")):
        return 100
    return compiled.columns.scales[source]


def _pattern(compiled: Compiled, hole: Hole) -> bytes:
    way = _way(hole.style, scale_of(compiled, hole.source))
    return {"fen": b"%d.%02d", "split": b"%d%b", "percent": b"%d%b%%", "whole": b"%d"}.get(way, b"%b") + (
        unit_tail(hole.style) if way in ("fen", "split", "whole") else b""
    )


def _way(style: Style, scale: int) -> str:
    """How the whole number becomes text: yuan and fen, a number split at the point, a percentage, or word by word."""
    if style.form != "number":
        return "month" if style.form == "month" else "percent"
    if counts_yuan(style.unit):
        return "fen" if scale == 100 else "split" if _terminates(scale) else "text"
    if not style.unit or not _terminates(scale):
        return "text"
    return "whole" if scale == 1 else "split"


@lru_cache(maxsize=1024)
def _terminates(scale: int) -> bool:
    return "/" not in decimal_text(Fraction(1, scale))


# ------------------------------------------------------------------ filling it
class Figures:
    """The figures of a block as lists, each made once and only when a template asks for it."""

    def __init__(self, compiled: Compiled, columns: Columns, decisions: Decisions, found: Mapping[str, Array]) -> None:
        self.compiled, self.columns, self.decisions, self.found = compiled, columns, decisions, found
        self.made: dict[Hole, list[list[Any]]] = {}

    def parts(self, hole: Hole) -> list[list[Any]]:
        """One list for each % of the hole."""
        if hole not in self.made:
            scale = scale_of(self.compiled, hole.source)
            self.made[hole] = WAYS[_way(hole.style, scale)](self._numbers(hole.source), scale, hole.style)
        return self.made[hole]

    def _numbers(self, source: str) -> Array:
        kind, _, name = source.removeprefix("fen:").partition(":")
        if kind == "fact":
            return self.columns.values[name]
        if kind == "other":
            return self.columns.values["other_policy_amount"]
        if kind == "share":
            return self.decisions.shares[name]
        if kind in ("amount", "floor", "ceiling"):
            array: Array | None = getattr(self.decisions, kind)
            return array if array is not None else np.zeros(self.columns.count, np.int64)
        return self.found[source]


def _fen(numbers: Array, scale: int, style: Style) -> list[list[Any]]:
    whole, part = np.divmod(numbers, scale)
    return [whole.tolist(), part.tolist()]


def _split(numbers: Array, scale: int, style: Style) -> list[list[Any]]:
    whole, part = np.divmod(numbers, scale)
    tails = _tails(scale, 2 if counts_yuan(style.unit) else 0)
    return [whole.tolist(), list(map(tails.__getitem__, part.tolist()))]


def _percent(numbers: Array, scale: int, style: Style) -> list[list[Any]]:
    return _split(numbers * 100, scale, Style("number"))


def _whole(numbers: Array, scale: int, style: Style) -> list[list[Any]]:
    return [numbers.tolist()]


def _month(numbers: Array, scale: int, style: Style) -> list[list[Any]]:
    return [[_month_bytes(number) for number in numbers.tolist()]]


def _text(numbers: Array, scale: int, style: Style) -> list[list[Any]]:
    return [[number_text(Fraction(number, scale), style.unit).encode() for number in numbers.tolist()]]


WAYS: Mapping[str, Callable[[Array, int, Style], list[list[Any]]]] = {
    "fen": _fen, "split": _split, "percent": _percent, "whole": _whole, "month": _month, "text": _text,
}  # fmt: skip


@lru_cache(maxsize=4096)
def _month_bytes(number: int) -> bytes:
    return month_text(number).encode()


class _Tails(dict[int, bytes]):
    """What stands from the point on, for each remainder."""

    def __init__(self, scale: int, least: int) -> None:
        self.scale, self.least = scale, least

    def __missing__(self, part: int) -> bytes:
        tail = decimal_text(Fraction(part, self.scale), self.least)[1:].encode()
        if len(self) < 100_000:
            self[part] = tail
        return tail


@lru_cache(maxsize=256)
def _tails(scale: int, least: int) -> _Tails:
    return _Tails(scale, least)


def _single(row: int) -> Callable[[Sequence[Any]], tuple[Any]]:
    return lambda values: (values[row],)
