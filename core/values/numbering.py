"""Codes that people read aloud and type, and the form of official document numbers.

A code is Crockford's base 32 (no I L O U) with one check character, in groups: `7KQM-3XTR-9BWZ-5D2H`.
The check is a polynomial over GF(32): it finds every single wrong character and every swap of two.
"""

import re
import secrets
import unicodedata

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_MISREAD = str.maketrans({"I": "1", "L": "1", "O": "0"})
_GROUP = 4
_BRACKETS = str.maketrans({"[": "〔", "(": "〔", "【": "〔", "{": "〔", "]": "〕", ")": "〕", "】": "〕", "}": "〕"})
_NUMBER = re.compile(r"(\D{1,20})〔(\d{4})〕(?:第)?0*([1-9]\d*)号")


class InvalidCode(ValueError):
    """The typed code or number cannot be right; the message is a Chinese sentence."""


def new_code(length: int = 16) -> str:
    """A random code of `length` characters, the last a check: 75 random bits at 16. At most 31."""
    if not 2 <= length <= 31:
        raise ValueError("a code has 2 to 31 characters")
    body = "".join(secrets.choice(_ALPHABET) for _ in range(length - 1))
    return _grouped(body + _check_character(body))


def read_code(typed: str) -> str:
    """The code as issued, from what a person typed (any case, width, blanks; I, L, O read as 1, 1, 0)."""
    plain = "".join(c for c in unicodedata.normalize("NFKC", typed).upper() if c not in "-‐–—" and not c.isspace())
    plain = plain.translate(_MISREAD)
    if len(plain) < 2 or any(character not in _ALPHABET for character in plain):
        raise InvalidCode("核验码由数字和大写字母组成（不含 I、L、O、U），请对照通知书重新输入。")
    if len(plain) > 31 or _check_character(plain[:-1]) != plain[-1]:
        raise InvalidCode("核验码有误，可能输错或颠倒了字符，请对照通知书重新输入。")
    return _grouped(plain)


def _grouped(plain: str) -> str:
    return "-".join(plain[start : start + _GROUP] for start in range(0, len(plain), _GROUP))


def _check_character(body: str) -> str:
    remainder = 0
    for character in body:
        remainder = _times_x(remainder ^ _ALPHABET.index(character))
    return _ALPHABET[remainder]


def _times_x(value: int) -> int:
    """Multiply by x in GF(2^5) modulo x^5 + x^2 + 1, whose x has order 31."""
    value <<= 1
    return value ^ 0b100101 if value & 0b100000 else value


def document_number(mark: str, year: int, serial: int) -> str:
    """发文字号 after GB/T 9704-2012, 7.2.5: full year in 六角括号, no 第, no leading zero: 晋创兑〔2026〕12号."""
    if not mark or serial < 1 or not 1900 <= year <= 2100:
        raise ValueError("a document number needs a mark, a year from 1900 to 2100 and a serial from 1")
    return f"{mark}〔{year}〕{serial}号"


def read_document_number(typed: str) -> tuple[str, int, int]:
    """Mark, year and serial of a 发文字号, with any kind of bracket, width or blanks; raises InvalidCode."""
    plain = "".join(unicodedata.normalize("NFKC", typed).split()).translate(_BRACKETS)
    match = _NUMBER.fullmatch(plain)
    if match is None:
        raise InvalidCode("文号应形如“晋创兑〔2026〕12号”。")
    return match[1], int(match[2]), int(match[3])
