"""公民身份号码 (GB 11643-1999): reading what a person types, its masked end, and made-up numbers for demo and tests.

A number is read here and given to whoever makes a hash of it or seals it; nobody keeps it as it is.
"""

import re
import unicodedata
from datetime import date
from html import unescape
from typing import NoReturn
from urllib.parse import unquote

from django.core.exceptions import ValidationError
from django.utils import timezone
from stdnum.cn import ric

CHINESE_DIGITS = "〇零一二三四五六七八九壹贰叁肆伍陆柒捌玖貳參陸"
DIVIDING = "年月日"  # what may stand between its digits beside marks
MEANT_FOR_DIGITS = "OIL"  # by a scan, or by a person
_MEANT = str.maketrans(MEANT_FOR_DIGITS, "011")
_CHINESE = str.maketrans(CHINESE_DIGITS, "00123456789123456789236", DIVIDING)
_ENCODED = re.compile(r"[&%]")
_COUNTING = re.compile("[" + "".join(c for c in map(chr, range(0x12600)) if unicodedata.category(c) == "Nl") + "]")
_MANY_DIGITS = re.compile(rf"(?:[\d{CHINESE_DIGITS}{MEANT_FOR_DIGITS}][\W_{DIVIDING}]*){{15}}", re.IGNORECASE)
_SHAPE = re.compile(r"\d{17}[\dX]", re.ASCII)
_LENGTH = 18
_OLDEST = 130
SHOWN = 4
UNKEPT = "*" * _LENGTH  # what is kept where somebody typed one and it does not belong


def clean_identity_number(typed: str) -> str:
    """The number in its canonical form.

    Raises ValidationError that says what is wrong, and never repeats what was typed. Where a person was born is not
    looked up: old division codes stay valid.
    """
    number = _plain(typed)
    if not number:
        _refuse("请填写公民身份号码。", "required")
    if len(number) != _LENGTH:
        _refuse(f"公民身份号码应为18位，现在是{len(number)}位。", "length")
    if not _SHAPE.fullmatch(number):
        _refuse("公民身份号码前17位是数字，第18位是数字或X。", "character")
    if born_on(number) is None:
        _refuse("公民身份号码第7至14位不是可能的出生日期，请逐位核对。", "birth")
    if ric.calc_check_digit(number) != number[-1]:
        _refuse("公民身份号码的校验位（第18位）与前17位不符，请逐位核对。", "check_digit")
    return number


def born_on(number: str) -> date | None:
    """The day of birth in a number of 18 places; None when that is no day on which a living person was born."""
    try:
        day = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return None
    today = timezone.localdate()
    return day if today.year - _OLDEST <= day.year and day <= today else None


def looks_like_identity(text: str) -> bool:
    """Whether somebody has typed an identity number where it does not belong."""
    number = _plain(text)
    fits = _SHAPE.fullmatch(number) is not None and born_on(number) is not None
    return fits and ric.calc_check_digit(number) == number[-1]


def holds_identity(text: str) -> bool:
    """Whether an identity number, of 18 places or the old 15, stands anywhere in a text. The old ones have no check
    digit: letters are not taken for digits in them, or codes would be numbers of people."""
    old = re.search(r"(?<!\d)[1-8]\d{5}\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])\d{3}(?!\d)", _read(text))
    return old is not None or holds_full_identity(text)


def shaped_as_identity(text: str) -> bool:
    """Whether a text as a whole has the shape of a number of 18 places, a mistyped one too."""
    number = _read(text).translate(_MEANT)
    return len(number) == _LENGTH and number[:-1].isdigit() and born_on(number) is not None


def holds_full_identity(text: str) -> bool:
    """Whether one of 18 places does: it has a check digit, so that hardly any other number is taken for it."""
    plain = _read(text)
    meant = plain.translate(_MEANT)
    return _holds_eighteen(plain) or (meant != plain and _holds_eighteen(meant))


def may_hold_one(text: str) -> bool:
    """Whether it is worth while to read a text for one: 15 signs that may be digits stand close to each other, or some
    that tell only once they are read."""
    if _ENCODED.search(text) or _COUNTING.search(text):
        return True
    return bool(_MANY_DIGITS.search(unicodedata.normalize("NFKC", text)))


def _read(text: str) -> str:
    """Its letters and digits, what is encoded for web pages and addresses read as what it stands for."""
    return _plain(unquote(unescape(text)) if _ENCODED.search(text) else text)


def _holds_eighteen(plain: str) -> bool:
    starts = (place.start() for place in re.finditer(r"(?=\d{17}[\dX])", plain, re.ASCII))
    return any(looks_like_identity(plain[start : start + _LENGTH]) for start in starts)


def masked_end(number: str) -> str:
    """What may be shown of a number: its last four places."""
    return number[-SHOWN:]


def make_identity_number(division: str, born: date, serial: int = 0) -> str:
    """A well-formed number for demo and tests. With serial 0, which no office gives out, it is nobody's."""
    body = f"{division}{born:%Y%m%d}{serial:03d}"
    return body + ric.calc_check_digit(f"{body}0")


def _plain(typed: str) -> str:
    """Letters and digits alone, digits of any script, Chinese, Suzhou and Roman ones as ours: however it is written."""
    if typed.isascii():
        return "".join(filter(str.isalnum, typed.upper()))
    folded = unicodedata.normalize("NFKC", "".join(map(_numeral, typed))).upper().translate(_CHINESE)
    return "".join(str(unicodedata.decimal(c, c)) for c in folded if c.isalnum())


def _numeral(character: str) -> str:
    """A sign that counts to nine and is no digit (〡, Ⅸ) as the digit."""
    value = unicodedata.numeric(character, -1) if unicodedata.category(character) == "Nl" else -1
    return str(int(value)) if value in range(10) else character


def _refuse(sentence: str, code: str) -> NoReturn:
    raise ValidationError(sentence, code=code)
