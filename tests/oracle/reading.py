"""Read a claim file as the contract says: lines, JSON with numbers kept as written, and the types of facts."""

import calendar
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

ASCII_DIGITS = "0123456789"
MOST_DIGITS = 30


class NotJson(Exception):
    """The line is no JSON object; the whole line is answered, by its number."""


class Fault(Exception):
    """A value that cannot be right. The message names the cause."""


class OutOfBounds(Exception):
    """A rate above 1: a number in due form, but not one that a person may decide."""


@dataclass(frozen=True)
class Written:
    """A JSON number, kept as the characters in the file."""

    text: str


def lines(data: bytes) -> list[bytes]:
    """Cut at LF alone. What follows the last LF is a line only when something stands there."""
    parts = data.split(b"\n")
    if parts[-1] == b"":
        parts.pop()
    return parts


def numbered(raw: Iterable[bytes]) -> Iterator[tuple[int, bytes]]:
    """Lines counted from 1."""
    return enumerate(raw, start=1)


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is not JSON")


_DECODER = json.JSONDecoder(parse_int=Written, parse_float=Written, parse_constant=_no_constant)


def json_object(raw: bytes) -> dict[str, Any]:
    """The object on one line (LF already cut off); of a repeated key the last counts. Raises NotJson."""
    try:
        text = raw.decode("utf-8")
        value = _DECODER.decode(text)
    except (ValueError, RecursionError) as error:
        raise NotJson(str(error)) from error
    if not isinstance(value, dict):
        raise NotJson("no object")
    return value


# ------------------------------------------------------------------ types


def all_digits(text: str) -> bool:
    """At least one character, and each one of 0 to 9."""
    return text != "" and all(character in ASCII_DIGITS for character in text)


def plain_number(text: str, most_places: int) -> Fraction:
    """ASCII digits, at most one point with digits on both sides, so many places, 30 digits in all."""
    whole, point, places = text.partition(".")
    if not all_digits(whole):
        raise Fault("no plain number")
    if point == "." and not all_digits(places):
        raise Fault("no plain number")
    if len(places) > most_places:
        raise Fault("too many places")
    if len(whole) + len(places) > MOST_DIGITS:
        raise Fault("too many digits")
    return Fraction(int(whole + places), 10 ** len(places))


def number_text(value: Any) -> str:
    """The characters of a JSON number or a string."""
    if isinstance(value, Written):
        return value.text
    if isinstance(value, str):
        return value
    raise Fault("neither number nor string")


def money(value: Any) -> Fraction:
    """Yuan, two places at most."""
    return plain_number(number_text(value), 2)


def decimal(value: Any) -> Fraction:
    """A plain number, two places at most."""
    return plain_number(number_text(value), 2)


def rate(value: Any) -> Fraction:
    """A share from 0 to 1, six places at most; above 1 is OutOfBounds."""
    number = plain_number(number_text(value), 6)
    if number > 1:
        raise OutOfBounds
    return number


def whole(value: Any) -> int:
    """A JSON integer written as digits: no string, no point, no exponent, no sign."""
    if not isinstance(value, Written) or not all_digits(value.text):
        raise Fault("no whole number")
    if len(value.text) > MOST_DIGITS:
        raise Fault("too many digits")
    return int(value.text)


def truth(value: Any) -> bool:
    """true or false."""
    if value is True or value is False:
        return bool(value)
    raise Fault("neither true nor false")


def day(value: Any) -> date:
    """YYYY-MM-DD, a day that exists."""
    if not isinstance(value, str) or len(value) != 10 or value[4] != "-" or value[7] != "-":
        raise Fault("no date")
    year, number, dom = value[:4], value[5:7], value[8:]
    if not (all_digits(year) and all_digits(number) and all_digits(dom)):
        raise Fault("no date")
    if int(year) < 1 or not 1 <= int(number) <= 12:
        raise Fault("no such month")
    if not 1 <= int(dom) <= calendar.monthrange(int(year), int(number))[1]:
        raise Fault("no such day")
    return date(int(year), int(number), int(dom))


def month(value: Any) -> int:
    """YYYY-MM as a count of months, so that the next month is one more."""
    if not isinstance(value, str) or len(value) != 7 or value[4] != "-":
        raise Fault("no month")
    year, number = value[:4], value[5:]
    if not (all_digits(year) and all_digits(number)):
        raise Fault("no month")
    if int(year) < 1 or not 1 <= int(number) <= 12:
        raise Fault("no such month")
    return month_count(int(year), int(number))


def month_count(year: int, number: int) -> int:
    """Months since January of the year 0."""
    return 12 * year + number - 1


def text_or_null(value: Any) -> str | None:
    """A non-empty string or null."""
    if value is None or (isinstance(value, str) and value != ""):
        return value
    raise Fault("neither a non-empty string nor null")
