"""Values of lines to the whole numbers of columns, a column at a time. What is out of the ordinary is left over for the
exact readers: nothing here decides that a value is wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, assert_never

from subsidies.rules.model.kinds import FactType
from subsidies.rules.model.schemes import Fact
from subsidies.rules.model.values import WRONG, read_day, read_month, read_rate

LEFT_OVER, LEFT_OUT = -1, -2
MOST_DIGITS = 15
MOST = 10**MOST_DIGITS
NOTHING = "0"
ReadAll = Callable[[list[Any]], list[int]]


class Spelled(str):
    """A JSON number with a point or an exponent, as it was written."""


def fen_of(value: Any) -> int:
    """Hundredths of a number as written; LEFT_OUT for null, LEFT_OVER for what the exact reader should judge."""
    kind = type(value)
    if kind is str or kind is Spelled:
        if len(value) > MOST_DIGITS or not value.isascii():
            return LEFT_OVER
        if value.isdigit():
            return int(value) * 100
        return _hundredths(value)
    if kind is int:
        return value * 100 if 0 <= value < MOST else LEFT_OVER
    return LEFT_OUT if value is None else LEFT_OVER


def all_fen(values: list[Any]) -> list[int]:
    """fen_of for a whole column; plain texts, which are the rule, without a call for each."""
    try:
        plain = "".join(values).isascii() and max(map(len, values)) <= MOST_DIGITS
    except TypeError:
        return [
            0 if value is NOTHING
            else value * 100 if type(value) is int and 0 <= value < MOST
            else int(value) * 100
            if type(value) is str and len(value) <= MOST_DIGITS and value.isascii() and value.isdigit()
            else fen_of(value)
            for value in values
        ]  # fmt: skip
    if not plain:
        return [fen_of(value) for value in values]
    return [0 if text is NOTHING else int(text) * 100 if text.isdigit() else _hundredths(text) for text in values]


def _hundredths(text: str) -> int:
    if text[-3:-2] == "." and (digits := text[:-3] + text[-2:]).isdigit() and len(digits) > 2:
        return int(digits)
    whole, _, part = text.partition(".")
    if not (whole.isdigit() and part.isdigit()) or len(part) > 2:
        return LEFT_OVER
    return int(whole + part) * (10 if len(part) == 1 else 1)


def _millionths(text: str) -> int:
    found = read_rate(text)
    return LEFT_OVER if found is WRONG or found > 10**6 else int(found * 1_000_000)


def whole_of(value: Any) -> int:
    """The same for a whole number."""
    if type(value) is int:
        return value if 0 <= value < MOST else LEFT_OVER
    return LEFT_OUT if value is None else LEFT_OVER


class Remembered(dict[Any, int]):
    """Texts already read; `read` is asked for new ones, and a few hundred thousand are kept."""

    def __init__(self, read: Callable[[Any], int]) -> None:
        super().__init__()
        self.read = read

    def all(self, values: list[Any]) -> list[int]:
        """What each of the values is read as; other kinds than texts are for the exact reader, but null."""
        return [self[value] if type(value) is str else LEFT_OUT if value is None else LEFT_OVER for value in values]

    def __missing__(self, text: str) -> int:
        value = self.read(text)
        if len(self) < 200_000:
            self[text] = value
        return value


def day_of(text: str) -> int:
    """The ordinal of a day."""
    found = read_day(text)
    return LEFT_OVER if found is WRONG else int(found.toordinal())


def _month(text: str) -> int:
    found = read_month(text)
    return LEFT_OVER if found is WRONG else int(found)


def codes_of(names: Iterable[str]) -> Remembered:
    """The places of the names."""
    codes = {name: code for code, name in enumerate(names)}
    return Remembered(lambda text: codes.get(text, LEFT_OVER))


def all_truths(values: list[Any]) -> list[int]:
    """A column of truths."""
    if set(map(type, values)) == {bool}:
        return values
    return [value if value is True or value is False else LEFT_OUT if value is None else LEFT_OVER for value in values]


RATES, MONTHS, DAYS = Remembered(_millionths), Remembered(_month), Remembered(day_of)


def all_rates(values: list[Any]) -> list[int]:
    """A column of rates: the few that there are, as texts or as numbers with a point."""
    return [
        RATES[value] if type(value) is str
        else RATES[str(value)] if type(value) is Spelled or type(value) is int
        else LEFT_OUT if value is None else LEFT_OVER
        for value in values
    ]  # fmt: skip


def reader_of(fact: Fact) -> ReadAll:
    """How the fact's column is read."""
    match fact.type:
        case FactType.ENUM:
            return codes_of(fact.values).all
        case FactType.BOOL:
            return all_truths
        case FactType.INT:
            return lambda values: [whole_of(value) for value in values]
        case FactType.RATE:
            return all_rates
        case FactType.MONTH:
            return MONTHS.all
        case FactType.DATE:
            return DAYS.all
        case FactType.MONEY | FactType.DECIMAL:
            return all_fen
        case _:
            assert_never(fact.type)
