"""Numbers typed into sentences that a figure holds: an edition would change the figure and leave the words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import product
from typing import Any

from subsidies.rules.documents.placeholders import DIGITS, OPERATIONS, PLAIN_TEXTS, TEXTS, Measured, numbers_of
from subsidies.rules.linting.finding import LintFinding, fault
from subsidies.rules.model.schemes import Scheme

WRITTEN = re.compile(
    r"(?<![\d.,])(?P<number>\d[\d,]*(?:\.\d+)?)(?P<unit>亿元|万元|元|[%％]|个月|年|平方米|㎡|倍)"
    r"|(?P<years>[一二两三四五六七八九])年(?!度)|(?P<half>一半)"
)
SCALES: Mapping[str, tuple[str, Fraction]] = {
    "亿元": ("money", Fraction(10**8)),
    "万元": ("money", Fraction(10**4)),
    "元": ("money", Fraction(1)),
    "%": ("share", Fraction(1, 100)),
    "％": ("share", Fraction(1, 100)),
    "个月": ("months", Fraction(1)),
    "年": ("months", Fraction(12)),
    "平方米": ("area", Fraction(1)),
    "㎡": ("area", Fraction(1)),
    "倍": ("times", Fraction(1)),
}
MADE = (("money", "*", "share"), ("money", "/", "share"), ("months", "-", "months"))
Number = tuple[str, Fraction]


def written_numbers(scheme: Scheme) -> Iterator[LintFinding]:
    """Amounts, shares, months, years, areas and times that are a number of the scheme, or that two of them make.

    A number that none of its figures holds is a fact of life (注册不满2年), a date or the number of an article.
    """
    written = scheme.written or scheme
    known = _known(numbers_of(written))
    for line, text in _sentences(written):
        for found in WRITTEN.finditer(text):
            name = known.get(_number(found))
            if name:
                what = f"句子里直接写了“{found[0]}”，它是数字 {name}"
                form = ":part" if found["half"] else ":years" if found["years"] else ""
                todo = f"改写成 {{{name}{form}}}，数字改了，句子随着改"
                yield fault(scheme, line, "number_typed", what, todo)


def _number(found: re.Match[str]) -> Number:
    if found["half"]:
        return "share", Fraction(1, 2)
    if found["years"]:
        return "months", 12 * Fraction(2 if found["years"] == "两" else DIGITS.index(found["years"]))
    dimension, scale = SCALES[found["unit"]]
    return dimension, Fraction(found["number"].replace(",", "")) * scale


def _known(numbers: Mapping[str, Measured]) -> dict[Number, str]:
    """What a sentence may not write in digits, with the name to write instead; a figure itself before what two make."""
    measured = {name: _dimension(one) for name, one in numbers.items()}
    known: dict[Number, str] = {}
    for name, number in measured.items():
        known.setdefault(number, name)
    for (one, first), (two, second) in product(measured.items(), repeat=2):
        for dimension, operation, other in MADE:
            if first[0] == dimension and second[0] == other and second[1]:
                made = OPERATIONS[operation](first[1], second[1])
                known.setdefault((dimension, made), f"{one} {operation} {two}")
    return known


def _dimension(measured: Measured) -> Number:
    if not measured.unit:
        return "share", measured.value
    dimension, scale = SCALES.get(measured.unit.partition("/")[0], (measured.unit, Fraction(1)))
    return dimension, measured.value * scale


def _sentences(scheme: Scheme) -> Iterator[tuple[int, str]]:
    for name, texts in TEXTS.items():
        for part in _parts(getattr(scheme, name)):
            line = getattr(part, "line", 0) or scheme.line
            yield from ((line, text) for attribute in texts for text in _each(getattr(part, attribute)))
    for name in PLAIN_TEXTS:
        yield from ((scheme.line, text) for text in _each(getattr(scheme, name)))


def _parts(value: Any) -> Iterator[Any]:
    if isinstance(value, Mapping):
        yield from value.values()
    elif isinstance(value, tuple):
        yield from value
    elif value is not None:
        yield value


def _each(text: Any) -> Iterator[str]:
    if isinstance(text, tuple):
        yield from text
    elif text:
        yield text
