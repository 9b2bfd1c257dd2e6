"""Keys: by which text two references, names or numbers are the same, however they were written.

A key is compared and never shown. Folded away are case, width, accents, blanks, ornament, scripts of digits (Chinese
ones too), traditional characters, letters of other alphabets that look like Latin ones, and words such as 证书编号 and
第…号 that only say that a number follows. Two different numbers stay two: what differs in a digit, or in the place of a
mark between digits.
"""

import re
import unicodedata
from functools import cache, lru_cache

from confusable_homoglyphs.confusables import confusables_data
from django.core.exceptions import ValidationError
from opencc import OpenCC

from core.values.text import RARE_PLANES

_SAME_DIGITS = ("〇零○", "一壹", "二贰两", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖")
_CHINESE_DIGITS = {character: str(value) for value, same in enumerate(_SAME_DIGITS) for character in same}
_TENS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_COUNTED = re.compile(f"[{''.join(_CHINESE_DIGITS)}{''.join(_TENS)}]+")
_NEVER_FIRST = "百佰千仟"  # of a number: 一百 is one, 百 alone is a word
_TOO_LONG_TO_COUNT = 9
# What is said before a number and only says what it is a number of: …编号 with a mark or blank after it, 证号, №.
_ANNOUNCED = re.compile(
    r"^(?:[^-0-9A-Z]{0,12}编号-|编号|(?:证书|登记|合同|项目|备案)编号|证书号码|(?:证书号|登记号|合同号|证号|文号)(?=[-0-9A-Z第])"
    r"|NUMBER(?=[-0-9])|NO(?=[-0-9])|-)+(?=.*[^-])"
)
_BARE = re.compile(r"[A-MO-Za-mo-z0-9][A-Za-z0-9]*")  # no announcement (NO, NUMBER) begins it
_MARKED = re.compile(r"[编編][号號]\s+")
_LATIN = re.compile("[0-9A-Z]")
_SIMPLIFIED = OpenCC("t2s")
_ORDINAL = re.compile(r"第(?=-*[0-9A-Z])|(?<=[0-9A-Z])号")


def canonical_key(text: str) -> str:
    """What stays of a reference when all that is only writing is disregarded.

    长科合〔2026〕12号 and 长科合[2026] 12 号 have one key, so have 证书编号：GR 2026 1400 0001 and GR202614000001,
    第一期 and 第1期, １２ and ١٢. Punctuation between two digits stays as one «-», because 2026-1-12 and 2026-11-2 are
    two contracts. Raises ValidationError when nothing is left, since what has no name would equal all without one.
    """
    key, before = _folded(text), text
    while key != before:  # what one fold lays bare, another takes away: a key is its own key
        key, before = _folded(key), key
    if not key:
        raise ValidationError("编号中至少要有一个汉字、字母或数字。", code="empty_key")
    return key


def _folded(text: str) -> str:
    """One fold; never longer in marks than before, so that folding comes to an end."""
    if _BARE.fullmatch(text):  # most numbers of certificates: nothing is to be folded but the case
        return text.upper()
    upper = unicodedata.normalize(
        "NFKC", unicodedata.normalize("NFKC", _MARKED.sub("编号:", text).replace("№", "NO.")).upper()
    )
    bare = (c for c in unicodedata.normalize("NFD", upper) if unicodedata.category(c) != "Mn")
    plain = _COUNTED.sub(_as_digits, "".join(_plain_character(c) for c in bare))
    marks = "".join(_mark(character) for character in plain)
    said = _ORDINAL.sub("-", _ANNOUNCED.sub("", marks))  # a mark like others: 12号3号 is not 1号23号
    said = said if said.strip("-") else marks
    return re.sub(r"(?<=\d)-+(?=\d)", "=", said).replace("-", "").replace("=", "-")


@lru_cache(maxsize=30_000)  # many rows of one sheet ask for a key again and again
def key_of(text: str) -> str:
    """The same; empty when the text names nothing."""
    try:
        return canonical_key(text)
    except ValidationError:
        return ""


def _plainly(character: str) -> str:
    """An ASCII digit for a decimal digit of any script, the Latin letter that another alphabet's letter looks like, the
    simplified character for a traditional one (by itself, whatever stands beside it)."""
    if character.isascii():
        return character
    character = _SIMPLIFIED.convert(character)
    digit = unicodedata.decimal(character, None)
    if digit is not None:
        return str(digit)
    looks = {row["c"].upper() for row in confusables_data.get(character, ())}
    latin = {look for look in looks if _LATIN.fullmatch(look)}
    return min(latin, default=character) if character.isalpha() else character


_plain_character = cache(_plainly)


def _as_digits(run: re.Match[str]) -> str:
    """二〇二六 is 2026, 十二 is 12, 一百零三 is 103; 百 or 千 alone is a word and no number."""
    text = run[0]
    if not any(character in _TENS for character in text):
        return "".join(_CHINESE_DIGITS[character] for character in text)
    if len(text) > _TOO_LONG_TO_COUNT or text[0] in _NEVER_FIRST:
        return "".join(_CHINESE_DIGITS.get(character, character) for character in text)
    return str(_counted(text))


def _counted(text: str) -> int:
    """The number that a text of digits and tens says."""
    total, digit = 0, 0
    for character in text:
        if character in _TENS:
            total, digit = total + (digit or 1) * _TENS[character], 0
        else:
            digit = int(_CHINESE_DIGITS[character])
    return total + digit


def _mark(character: str) -> str:
    """A letter or digit as it is, punctuation and symbols as «-», anything else as nothing. A character of the planes
    of rare ones is a letter, though the interpreter's Unicode may be older than it."""
    category = unicodedata.category(character)[0]
    if category in "LN" or ord(character) in RARE_PLANES:
        return character
    return "-" if category in "PS" else ""
