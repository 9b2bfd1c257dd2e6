"""Sentences that take their numbers from the figures: «最高{most}» is 最高50万元 as long as `most` is 500000 元.

Between the braces stands a figure, an entry of a table (`share.national`), `cap`, what is given beside the money
(`credit_loan`), or two of them with `*`, `/` or `-` between; behind a colon, how it is to be written.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from subsidies.rules.documents.fields import PLACEHOLDER
from subsidies.rules.formulas.units import counts_yuan
from subsidies.rules.model.schemes import Guide, Scheme

INSIDE = re.compile(r"([a-z][\w.]*)(?: ([*/-]) ([a-z][\w.]*))?(?::([a-z]+))?\Z", re.ASCII)
MYRIADS = ((10**8, "亿元"), (10**4, "万元"))
DIGITS = "零一二三四五六七八九"
TEXTS: Mapping[str, tuple[str, ...]] = {
    "facts": ("label", "help", "evidence", "recorded"),
    "figures": ("label",),
    "steps": ("label",),
    "rules": ("label", "says"),
    "conditions": ("label", "says"),
    "payers": ("label",),
    "entitlements": ("label",),
    "amount": ("label",),
    "floor": ("label",),
    "ceiling": ("label",),
    "cap": ("label",),
    "matter": ("label", "reference_label", "day", "day_help"),
    "guide": ("summary", "who", "how_much", "until_published"),
}
PLAIN_TEXTS = ("title", "reading", "once", "note")


class NoSuchNumber(ValueError):
    """A placeholder that stands for no number of the scheme; `written` is the placeholder with its braces."""

    def __init__(self, written: str) -> None:
        self.written = written
        super().__init__(f"句子里的“{written}”不是本事项的数字，应写数字的名字，如 {{most}}、{{share.national}}")


@dataclass(frozen=True, slots=True)
class Measured:
    """A number with the unit as the figure writes it: 元, ㎡, 个月; none for a share."""

    value: Fraction
    unit: str

    def text(self) -> str:
        """As sentences write it: 50万元, 1000元, 20%, 36个月, 3年, 2000平方米."""
        if counts_yuan(self.unit):
            return _money(self.value)
        if not self.unit:
            return f"{exact_text(self.value * 100)}%"
        return exact_text(self.value) + {"㎡": "平方米"}.get(self.unit, self.unit)

    def number(self) -> str:
        """The number alone: 2."""
        return exact_text(self.value)

    def years(self) -> str:
        """Months as years in Chinese numerals: 五年; as months where the years are not whole or not few."""
        years = self.value / 12
        if years.denominator != 1 or not 1 <= years < len(DIGITS):
            return self.text()
        return f"{'两' if years == 2 else DIGITS[int(years)]}年"

    def part(self) -> str:
        """A share in words where there is one: 一半; else as percent."""
        return "一半" if self.value == Fraction(1, 2) else self.text()


FORMATS: Mapping[str, Callable[[Measured], str]] = {
    "number": Measured.number,
    "years": Measured.years,
    "part": Measured.part,
}
OPERATIONS: Mapping[str, Callable[[Fraction, Fraction], Fraction]] = {
    "*": lambda one, two: one * two,
    "/": lambda one, two: one / two,
    "-": lambda one, two: one - two,
}


def exact_text(value: Fraction) -> str:
    """A decimal where one is exact, else the fraction."""
    rest = value.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    if rest != 1:
        return str(value)
    text = format(Decimal(value.numerator) / Decimal(value.denominator), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _money(value: Fraction) -> str:
    for size, word in MYRIADS:
        if value and value % size == 0:
            return f"{exact_text(value / size)}{word}"
    return f"{exact_text(value)}元"


def numbers_of(scheme: Scheme) -> dict[str, Measured]:
    """Every number of the scheme by the name that a sentence calls it by."""
    found = {row.key: Measured(Fraction(row.amount, 100), "元") for row in scheme.entitlements}
    if scheme.cap:
        found["cap"] = Measured(Fraction(scheme.cap.amount, 100), "元")
    for figure in scheme.figures.values():
        for key, value in figure.values.items():
            found[".".join((figure.name, *key))] = Measured(value, figure.unit_text)
    return found


def said(text: str, numbers: Mapping[str, Measured]) -> str:
    """The sentence with its numbers. Raises NoSuchNumber."""
    return PLACEHOLDER.sub(lambda found: _number(found[0], found[1], numbers), text) if "{" in text else text


def _number(written: str, inside: str, numbers: Mapping[str, Measured]) -> str:
    parts = INSIDE.match(inside)
    if not parts or parts[1] not in numbers or (parts[4] and parts[4] not in FORMATS):
        raise NoSuchNumber(written)
    measured = numbers[parts[1]]
    if parts[2]:
        if parts[3] not in numbers or (parts[2] == "/" and not numbers[parts[3]].value):
            raise NoSuchNumber(written)
        other = numbers[parts[3]]
        value = OPERATIONS[parts[2]](measured.value, other.value)
        measured = Measured(value, measured.unit or other.unit)
    return FORMATS.get(parts[4] or "", Measured.text)(measured)


def check_placeholders(texts: Iterable[str], scheme: Scheme, others: Collection[str]) -> None:
    """Raise NoSuchNumber for a placeholder that stands anywhere in the scheme's texts and for no number of it."""
    numbers = numbers_of(scheme)
    for text in texts:
        for found in PLACEHOLDER.finditer(text):
            if found[0] not in others:
                _number(found[0], found[1], numbers)


def worded(written: Scheme) -> Scheme:
    """The scheme with the numbers of its figures in all its sentences; `written` keeps it as its file has it.

    Raises NoSuchNumber.
    """
    numbers = numbers_of(written)
    changes: dict[str, Any] = {name: _said(getattr(written, name), numbers, texts) for name, texts in TEXTS.items()}
    changes |= {name: _text(getattr(written, name), numbers) for name in PLAIN_TEXTS}
    changes["guide"] = _with_papers(changes["guide"], numbers)
    reasons = MappingProxyType({code: said(text, numbers) for code, text in written.reasons.items()})
    return replace(written, **changes, reasons=reasons, written=written)


def _with_papers(guide: Guide, numbers: Mapping[str, Measured]) -> Guide:
    papers = tuple(replace(paper, name=said(paper.name, numbers)) for paper in guide.papers)
    return replace(guide, papers=papers)


def _said(part: Any, numbers: Mapping[str, Measured], texts: Iterable[str]) -> Any:
    """A part of the scheme, a tuple or a mapping of such parts, with its sentences said."""
    if isinstance(part, Mapping):
        return MappingProxyType({name: _said(inner, numbers, texts) for name, inner in part.items()})
    if isinstance(part, tuple):
        return tuple(_said(inner, numbers, texts) for inner in part)
    if part is None:
        return None
    return replace(part, **{name: _text(getattr(part, name), numbers) for name in texts})


def _text(text: Any, numbers: Mapping[str, Measured]) -> Any:
    return said(text, numbers) if text else text
