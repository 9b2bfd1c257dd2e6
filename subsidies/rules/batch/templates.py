"""Answers written from columns: a template with holes for its figures, made once for every kind of reckoning."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from functools import lru_cache
from operator import itemgetter
from typing import Any, NamedTuple

import numpy as np

from subsidies.rules.columns.columns import Columns, Decisions, claim_of
from subsidies.rules.columns.operations import Array
from subsidies.rules.columns.program import OUTCOMES
from subsidies.rules.formulas.units import counts_yuan
from subsidies.rules.library import Compiled
from subsidies.rules.model.decision import BINDING_MARK
from subsidies.rules.model.jsontext import write_json
from subsidies.rules.model.kinds import Outcome
from subsidies.rules.model.reasons import AMOUNT_STAGE
from subsidies.rules.model.values import month_text
from subsidies.rules.single.reckoning import Reckoned, reckon
from subsidies.rules.words.failing import SHOWING
from subsidies.rules.words.line import Line
from subsidies.rules.words.wording import YUAN_STYLE, Style, decimal_text, number_text

MOST_TEMPLATES = 20_000


class Hole(NamedTuple):
    """A figure of the template: where its value comes from and how it is written."""

    source: str
    style: Style


class Template(NamedTuple):
    """The bytes of a line with a %-hole for the id and for each figure."""

    text: bytes
    holes: tuple[Hole, ...]


Plain = Callable[[Outcome, Iterable[str]], Template]


class Templates:
    """The templates of one scheme."""

    def __init__(self, compiled: Compiled, plain: Plain, *, steps: bool) -> None:
        self.compiled, self.plain, self.steps = compiled, plain, steps
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
              skip: set[int]) -> list[bytes]:  # fmt: skip
        """One line for each row, without its end; empty for the rows to skip."""
        lines: list[bytes] = [b""] * columns.count
        figures = Figures(self.compiled, columns, decisions, found)
        for key, rows in self._kinds(decisions, found, skip).items():
            template = self._template(key, columns, rows[0])
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
            if key in kinds:
                kinds[key].append(row)
            else:
                kinds[key] = [row]
        if skip:
            kept = {key: [row for row in rows if row not in skip] for key, rows in kinds.items()}
            kinds = {key: rows for key, rows in kept.items() if rows}
        return kinds

    def _template(self, key: tuple[int, int, int], columns: Columns, row: int) -> Template:
        if key not in self.known:
            if len(self.known) >= MOST_TEMPLATES:
                self.known.clear()
            self.known[key] = self._made(key, columns, row)
        return self.known[key]

    def _made(self, key: tuple[int, int, int], columns: Columns, row: int) -> Template:
        outcome, reasons = OUTCOMES[key[0]], key[1]
        if reasons & ~int(self.late):
            return self.plain(outcome, [code for code, bit in self.compiled.columns.bits.items() if reasons >> bit & 1])
        found = reckon(self.compiled.single, claim_of(self.compiled.scheme, columns, row))
        if found.outcome != outcome:
            raise AssertionError(f"{self.compiled.scheme.code}: {found.outcome} != {outcome}")
        return make_template(self.compiled, found, _pattern, steps=self.steps)


# ------------------------------------------------------------------ making a template
Pattern = Callable[[Compiled, Hole], bytes]


def make_template(compiled: Compiled, found: Reckoned, pattern: Pattern, *, steps: bool) -> Template:
    """The answer to what was found, with holes for the figures; `pattern` gives the % of a hole."""
    scheme, holes = found.program.scheme, []
    pieces = [b'{"id":%b,"scheme":', _constant(scheme.code), b',"outcome":', _constant(found.outcome)]
    for name, there in (
        ("amount", found.amount is not None),
        ("floor", found.outcome == Outcome.NEEDS_DECISION and found.floor is not None),
        ("ceiling", found.outcome == Outcome.NEEDS_DECISION and found.ceiling is not None),
    ):
        pieces.append(b',"%s":' % name.encode())
        pieces.append(b'"%d.%02d"' if there else b"null")
        holes += [Hole(f"fen:{name}", YUAN_STYLE)] if there else []
    payers = list(found.shares)
    pieces.append(b',"shares":{%s}' % b",".join(_constant(payer) + b':"%d.%02d"' for payer in payers))
    holes += [Hole(f"fen:share:{payer}", YUAN_STYLE) for payer in payers]
    entitlements = found.program.entitlements if found.outcome == Outcome.PAYABLE else {}
    pieces += [
        b',"entitlements":',
        _constant({key: f"{fen // 100}.{fen % 100:02d}" for key, fen in entitlements.items()}),
    ]
    pieces += [
        b',"reasons":',
        _constant(sorted(set(found.reasons))),
        b',"basis":',
        _constant(scheme.basis),
        b',"steps":[',
    ]
    lines = compiled.words.reckoning.lines(found) if steps else []
    pieces.append(b",".join(_step(line, compiled, pattern, holes) for line in lines))
    return Template(b"".join([*pieces, b"]}"]), tuple(holes))


def _constant(value: Any) -> bytes:
    return _worded(value) if type(value) is str else write_json(value).replace(b"%", b"%%")


@lru_cache(maxsize=4096)
def _worded(value: str) -> bytes:
    return write_json(value).replace(b"%", b"%%")


def _step(line: Line, compiled: Compiled, pattern: Pattern, holes: list[Hole]) -> bytes:
    rule = _constant(line.rule + (BINDING_MARK if line.binding else ""))
    if line.figure is not None:
        figure = _constant(line.figure)
    else:
        hole = Hole(line.source, line.style)
        holes.append(hole)
        figure = b'"%s"' % pattern(compiled, hole)
    return b'{"label":%s,"figure":%s,"rule":%s}' % (_constant(line.label), figure, rule)


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


def unit_tail(style: Style) -> bytes:
    """What stands behind a number with its unit."""
    return _constant(f" {style.unit}")[1:-1] if style.unit else b""


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
