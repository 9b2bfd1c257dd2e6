"""Reading single values of a claim exactly as they were written, never through binary floating point."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from math import gcd
from typing import Any, Final

from subsidies.rules.model.kinds import FactType

Number = int | Fraction
MAX_DIGITS = 30
PLAIN_NUMBER = re.compile(r"(\d+)(?:\.(\d+))?\Z", re.ASCII)
MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])\Z", re.ASCII)
DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z", re.ASCII)
LIMIT = 10**MAX_DIGITS


class NumberText:
    """A JSON number as it was written, where an int would not keep the writing: 1.10, 1e5, -0."""

    __slots__ = ("text",)

    def __init__(self, text: str) -> None:
        self.text = text

    def __repr__(self) -> str:
        return f"NumberText({self.text!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, NumberText) and other.text == self.text

    def __hash__(self) -> int:
        return hash(self.text)


class _Wrong:
    """The marks for a value that cannot be what it should be, and for one that is not there."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __repr__(self) -> str:
        return self.name


WRONG: Final = _Wrong("WRONG")
ABSENT: Final = _Wrong("ABSENT")
Reader = Callable[[Any], Any]


def as_written(value: Any) -> str | None:
    """The digits of a number: text, int, NumberText, Decimal, or a float of at most fifteen digits; else None."""
    kind = type(value)
    if kind is str:
        return str(value)
    if kind is int:
        return str(value) if 0 <= value < LIMIT else None
    if kind is NumberText:
        return str(value.text)
    if kind is Decimal:
        return str(value)
    if kind is float:
        text = repr(value)
        return text if len(text.replace(".", "").lstrip("0")) <= 15 else None
    return None


def read_decimal(value: Any, places: int) -> Any:
    """The exact number, or WRONG: ASCII digits, at most one point, at most `places` after it, at most 30 digits."""
    kind = type(value)
    if kind is int:
        return value if 0 <= value < LIMIT else WRONG
    if kind is str and value.isascii() and value.isdigit():
        return int(value) if len(value) <= MAX_DIGITS else WRONG
    text = as_written(value)
    found = PLAIN_NUMBER.match(text) if text is not None else None
    if not found:
        return WRONG
    whole, part = found.groups()
    if part is None:
        return int(whole) if len(whole) <= MAX_DIGITS else WRONG
    if len(part) > places or len(whole) + len(part) > MAX_DIGITS:
        return WRONG
    return ratio(int(whole + part), 10 ** len(part))


_new_fraction = object.__new__


def ratio(above: int, below: int) -> Number:
    """above / below exactly: an int where it is whole. What Fraction does, without asking what it was given."""
    shared = gcd(above, below)
    if shared == below:
        return above // below
    found: Any = _new_fraction(Fraction)
    found._numerator, found._denominator = above // shared, below // shared
    return found  # type: ignore[no-any-return]  # a Fraction, made piece by piece


def part_of(value: Number, above: int, below: int) -> Number:
    """The value times above / below."""
    if type(value) is int:
        return ratio(value * above, below)
    return ratio(value.numerator * above, value.denominator * below)


def simple(value: Fraction) -> Number:
    """An int where the fraction is whole."""
    return value.numerator if value.denominator == 1 else value


def read_money(value: Any) -> Any:
    """Yuan (or m², years): at most two places."""
    return read_decimal(value, 2)


def read_fen(value: Any) -> Any:
    """The same number of yuan as whole fen."""
    kind = type(value)
    if kind is int:
        return value * 100 if 0 <= value < LIMIT else WRONG
    if kind is NumberText:
        kind, value = str, value.text
    if kind is str and value.isascii() and len(value) <= MAX_DIGITS:
        if value.isdigit():
            return int(value) * 100
        if value[-3:-2] == "." and (digits := value[:-3] + value[-2:]).isdigit() and len(digits) > 2:
            return int(digits)
    text = as_written(value)
    found = PLAIN_NUMBER.match(text) if text is not None else None
    if not found:
        return WRONG
    whole, part = found[1], found[2] or ""
    if len(part) > 2 or len(whole) + len(part) > MAX_DIGITS:
        return WRONG
    return int(whole + part) * (100, 10, 1)[len(part)]


def read_rate(value: Any) -> Any:
    """A share: at most six places. Above 1 is read too: whether it is allowed is a question of bounds."""
    return read_decimal(value, 6)


def read_int(value: Any) -> Any:
    """A whole number written as JSON digits; "1", 1.0 and 1e0 are none."""
    if type(value) is int:
        return value if 0 <= value < LIMIT else WRONG
    if type(value) is NumberText and value.text.isascii() and value.text.isdigit() and len(value.text) <= MAX_DIGITS:
        return int(value.text)
    return WRONG


def read_bool(value: Any) -> Any:
    """true or false, nothing else."""
    return value if value is True or value is False else WRONG


def read_month(value: Any) -> Any:
    """YYYY-MM as year * 12 + month - 1."""
    return _month(value) if type(value) is str else WRONG


def read_day(value: Any) -> Any:
    """YYYY-MM-DD as a date."""
    if type(value) is date:
        return value
    return _day(value) if type(value) is str else WRONG


@lru_cache(maxsize=4096)
def _month(text: str) -> Any:
    found = MONTH.match(text)
    if not found or found[1] == "0000":
        return WRONG
    return int(found[1]) * 12 + int(found[2]) - 1


@lru_cache(maxsize=4096)
def _day(text: str) -> Any:
    if not DAY.match(text):
        return WRONG
    try:
        return date.fromisoformat(text)
    except ValueError:
        return WRONG


def enum_reader(values: frozenset[str]) -> Reader:
    """One of the values."""

    def read(value: Any) -> Any:
        return value if isinstance(value, str) and value in values else WRONG

    return read


READERS: dict[FactType, Reader] = {
    FactType.MONEY: read_money,
    FactType.DECIMAL: read_money,
    FactType.RATE: read_rate,
    FactType.INT: read_int,
    FactType.BOOL: read_bool,
    FactType.DATE: read_day,
    FactType.MONTH: read_month,
}


# The same with money in fen, as programs and columns count it.
READERS_IN_FEN: dict[FactType, Reader] = READERS | {FactType.MONEY: read_fen}


def read_default(default: str | None, kind: FactType, read: Reader) -> Any:
    """What stands for a fact that is left out, as a value; None when nothing does."""
    if default is None:
        return None
    if kind == FactType.BOOL:
        return default == "true"
    return read(int(default) if kind == FactType.INT else default)


def month_text(month: int) -> str:
    """2025-01 from the number of the month."""
    return f"{month // 12:04d}-{month % 12 + 1:02d}"
