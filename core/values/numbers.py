"""Numbers as people and programs write them: 1,500,000, １５０万, 0.30000000000000004."""

import re
import unicodedata
from decimal import Decimal

EXACT_DIGITS = 15  # what a spreadsheet holds of a number; what stands behind is noise of its arithmetic
_LONGEST = 10_000
_MOST_OF_A_KEY = 18  # digits that every whole column holds; Python itself reads no more than 4,300
_NUMBER = re.compile(r"(-?)¥?(\d{1,3}(?:,\d{3})+|\d+)(\.\d*)?(万|亿)?", re.ASCII)
_SCALES = {"万": 4, "亿": 8}
_LARGE = re.compile(r"(?<![\d.])\d{4,}(?=(?:\.\d+)? ?[元㎡])")
_NOISY_PLACES = 7  # nobody writes an amount so fine; a program that adds 0.1 and 0.2 does


def plain_decimal(value: Decimal) -> str:
    """A figure as it is read: 12,600 and 3.5, without the places that the column keeps behind it."""
    return f"{value.normalize():,f}"


def whole_number(text: object) -> int:
    """A key or a count as a form sends it back, in plain digits; 0, which is no key, for anything else."""
    plain = str(text or "")
    return int(plain) if plain.isascii() and plain.isdigit() and len(plain) <= _MOST_OF_A_KEY else 0


def squeezed(text: object) -> str:
    """Half width and without blanks."""
    narrow = "".join(unicodedata.normalize("NFKC", str(text)).split())
    return unicodedata.normalize("NFKC", narrow)


def half_width(text: object) -> str:
    """Full width as half width, for numbers and days: what only stands for a digit (², ③, ½) stays, and is none.

    A footnote or an exponent behind a sum would else become a digit of it: 1500000① is not 15,000,001.
    """
    typed = str(text)
    if typed.isascii():
        return typed
    return "".join(c if _stands_for_digits(c) else unicodedata.normalize("NFKC", c) for c in typed)


def figures_of(text: object) -> str:
    """The same without blanks: what a number, a day or a month is read from."""
    return "".join(half_width(text).split())


def _stands_for_digits(character: str) -> bool:
    """Whether it is folded to digits (or Ⅳ to letters that count) and is none of ０ to ９."""
    if character.isascii() or unicodedata.east_asian_width(character) == "F":
        return False
    folded = unicodedata.normalize("NFKC", character)
    return folded != character and (character.isnumeric() or any(map(str.isnumeric, folded)))


def _without_unit(bare: str, measure: str) -> str:
    """The number alone, however its unit is written: ㎡, m² and m2 are one."""
    sizes = range(len(measure), 0, -1)
    return next((bare[:-size] for size in sizes if squeezed(bare[-size:]) == measure), bare)


def plain_number(text: str, unit: str = "") -> str | None:
    """The digits of a number, unit and marks taken off: "¥1,200.50元" is 1200.50, "150万" is 1500000.

    Where the unit counts 万 or 亿 itself, a 万 behind the number is the unit's.
    """
    measure = squeezed(unit)
    bare = _without_unit(figures_of(text), measure)
    match = _NUMBER.fullmatch(bare) if len(bare) <= _LONGEST else None
    if match is None or (match[4] and match[4] in measure):
        return None
    sign, whole, places = match[1], match[2].replace(",", ""), match[3] or ""
    if match[4]:
        whole, places = _shifted(whole, places, _SCALES[match[4]])
    return _without_noise(sign + whole + places.removesuffix("."))


def _shifted(whole: str, places: str, by: int) -> tuple[str, str]:
    """The point moved to the right; zeros in front of the number go."""
    digits = places.removeprefix(".").ljust(by, "0")
    return (whole + digits[:by]).lstrip("0") or "0", f".{digits[by:]}"


def _without_noise(plain: str) -> str:
    """At EXACT_DIGITS significant digits, where the number is finer than anybody writes it."""
    whole, _, places = plain.partition(".")
    digits = (whole.lstrip("-") + places).lstrip("0")
    if len(places) < _NOISY_PLACES or len(digits) <= EXACT_DIGITS:
        return plain
    return exact_text(Decimal(plain))


def exact_text(number: Decimal | float) -> str:
    """A number at EXACT_DIGITS significant digits, written out: 0.30000000000000004 is 0.3, 1e6 is 1000000."""
    return f"{Decimal(f'{number:.{EXACT_DIGITS - 1}e}').normalize():f}"


def thousands_apart(text: str) -> str:
    """A sentence in which yuan and areas have their thousands apart: 1,200,000.00 元, 30,000 ㎡."""
    return _LARGE.sub(lambda found: f"{int(found[0]):,}", text)
