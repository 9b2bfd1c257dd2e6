"""Write claims down as JSON, with numbers and names spelt in every way that a sender might think of."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from random import Random
from typing import Any


@dataclass(frozen=True)
class Raw:
    """Characters that go into the line as they are."""

    text: str


@dataclass
class Pairs:
    """An object whose keys may come twice, in this order."""

    items: list[tuple[str, Any]]


def write(value: Any, rng: Random) -> str:
    """JSON, or what was meant to be. Blanks and escapes vary."""
    if isinstance(value, Raw):
        return value.text
    if isinstance(value, Mapping):
        return write(Pairs(list(value.items())), rng)
    if isinstance(value, Pairs):
        colon = rng.choice((":", ": ", ": ", " :\t"))
        comma = rng.choice((",", ", ", ", "))
        return "{" + comma.join(write(name, rng) + colon + write(item, rng) for name, item in value.items) + "}"
    if isinstance(value, list):
        return "[" + ",".join(write(item, rng) for item in value) + "]"
    if isinstance(value, str):
        return text(value, rng)
    return json.dumps(value)


def text(value: str, rng: Random) -> str:
    """A JSON string; now and then each character is escaped, which changes nothing."""
    if value and rng.random() < 0.01 and all(ord(character) < 0x10000 for character in value):
        return '"' + "".join(f"\\u{ord(character):04x}" for character in value) + '"'
    has_surrogate = any(0xD800 <= ord(character) <= 0xDFFF for character in value)
    return json.dumps(value, ensure_ascii=has_surrogate or rng.random() < 0.5)


def plain(amount: Fraction) -> str:
    """Yuan with as few places as will do, two at most."""
    cents = int(amount * 100)
    yuan, rest = divmod(cents, 100)
    if rest == 0:
        return str(yuan)
    return f"{yuan}.{rest:02d}"


def in_due_form(amount: Fraction, rng: Random) -> Any:
    """One of the spellings that the contract allows."""
    written = plain(amount)
    if "." not in written and rng.random() < 0.2:
        written += rng.choice((".0", ".00"))
    elif written.endswith("0") and "." in written and rng.random() < 0.5:
        written = written[:-1]
    if rng.random() < 0.45:
        return Raw(written)
    if rng.random() < 0.08:
        written = "0" * rng.choice((1, 3, 30 - len(written.replace(".", "")))) + written
    return written


def share_in_due_form(share: Fraction, rng: Random) -> Any:
    """A rate, six places at most."""
    millionths = int(share * 1000000)
    written = f"{millionths // 1000000}.{millionths % 1000000:06d}"
    if rng.random() < 0.6:
        written = written.rstrip("0").rstrip(".")
    return Raw(written) if rng.random() < 0.45 else written


ODD_STRINGS = (
    "",
    " ",
    " 1",
    "1 ",
    "1\n",
    "1.",
    ".5",
    ".",
    "+1",
    "-1",
    "-0",
    "-0.00",
    "1e3",
    "1E3",
    "1,000",
    "1 000",
    "1_000",
    "1.2.3",
    "1..2",
    "0x10",
    "１２",
    "1２",
    "٣",
    "²",
    "NaN",
    "Infinity",
    "-Infinity",
    "inf",
    "abc",
    "一百",
    "1.234",
    "1.000",
    "1.0000000",
    "0.0000001",
    "1000000.001",
    "9" * 30,
    "9" * 31,
    "0" * 30,
    "0" * 31,
    "9" * 28 + ".99",
    "9" * 29 + ".99",
    "0" * 29 + "1",
    "0" * 30 + "1",
    "9" * 400,
    "0.01",
    "0.1",
    "00",
    "01",
    "0.00",
    "1.000001",
    "1.5",
    "true",
    "null",
    "1\u0000",
    "\ufeff1",
    "1\u00a0",
)
ODD_NUMBERS = (
    "0",
    "-0",
    "-0.0",
    "-1",
    "-0.01",
    "1e0",
    "1e3",
    "1E+2",
    "1e-2",
    "1e400",
    "1e-400",
    "123456789012345678901234567890",
    "9" * 30,
    "9" * 31,
    "9" * 20,
    "18446744073709551616",
    "9223372036854775807",
    "9223372036854775808",
    "9007199254740993",
    "9007199254740993.01",
    "9" * 28 + ".99",
    "9" * 29 + ".99",
    "9" * 400,
    "9" * 5000,
    "0." + "3" * 29,
    "0." + "3" * 30,
    "1.0",
    "1.00",
    "1.000",
    "1.10",
    "0.1",
    "0.10",
    "1.234",
    "0.000001",
    "0.0000001",
    "1.000000",
    "1.0000000",
    "1.000001",
    "2",
    "0.3",
    "0.29",
    "1.15",
    "2.675",
    "100000000000000000000.01",
)
NOT_EVEN_JSON = (
    "01",
    "1.",
    ".5",
    "+1",
    "-",
    "1e",
    "0x1",
    "NaN",
    "Infinity",
    "-Infinity",
    "1_0",
    "１",
    "'1'",
    "tru",
    "",
)
OTHER_TYPES: tuple[Any, ...] = (True, False, None, Raw("[]"), Raw("{}"), Raw("[1]"), Raw('{"value": 1}'), "x")


def odd_number(rng: Random) -> Any:
    """A spelling at or over the edge of the contract."""
    draw = rng.random()
    if draw < 0.5:
        return rng.choice(ODD_STRINGS)
    if draw < 0.9:
        return Raw(rng.choice(ODD_NUMBERS))
    return rng.choice(OTHER_TYPES)


ODD_DATES = (
    "2025-02-29",
    "2028-02-29",
    "2026-02-30",
    "2025-13-01",
    "2025-00-10",
    "2025-06-00",
    "2025-06-31",
    "2025-6-30",
    "20250630",
    "2025-W27-1",
    "2025/06/30",
    "2025-06-30T00:00:00",
    "2025-06-30 ",
    " 2025-06-30",
    "2025-06-3０",
    "２025-06-30",
    "2025-06",
    "2025-181",
    "+2025-06-30",
    "-025-06-30",
    "12025-06-30",
    "9999-12-31",
    "0001-01-01",
    "1900-02-29",
    "2000-02-29",
    "",
    "today",
)
ODD_MONTHS = (
    "2025-13",
    "2025-00",
    "2025-1",
    "202501",
    "2025-01-01",
    "2025/01",
    " 2025-01",
    "2025-01 ",
    "2025-0１",
    "25-01",
    "2025-+1",
    "2025- 1",
    "0001-01",
    "9999-12",
    "",
    "x",
)


def odd_date(rng: Random) -> Any:
    """A day that is none, or far away, or no string."""
    return rng.choice(ODD_DATES) if rng.random() < 0.8 else rng.choice((*OTHER_TYPES, Raw("20250630")))


def odd_month(rng: Random) -> Any:
    """A month that is none, or far away, or no string."""
    return rng.choice(ODD_MONTHS) if rng.random() < 0.8 else rng.choice((*OTHER_TYPES, Raw("202501")))
