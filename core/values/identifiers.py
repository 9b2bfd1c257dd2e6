"""统一社会信用代码 (GB 32100-2015): reading what people type, and made-up codes for the demo."""

import unicodedata
from typing import NoReturn

from django.core.exceptions import ValidationError
from stdnum.cn import uscc

from core.values.identity_numbers import looks_like_identity

_LENGTH = 18
IDENTITY_TYPED = "这像是公民身份号码，不能当作统一社会信用代码；没有信用代码的个人和团队请按“个人”或“团队”注册。"
_CHARACTERS = frozenset("0123456789ABCDEFGHJKLMNPQRTUWXY")
_LOOKS_LIKE = {"I": "数字1", "O": "数字0", "S": "数字5", "V": "字母U或Y", "Z": "数字2"}
_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)


def clean_uscc(typed: str) -> str:
    """The code in its one canonical form (half-width, upper case, no blanks).

    Raises ValidationError that says which rule is broken and where: wrong length, a wrong character, a wrong
    check digit, nothing but zeros, the identity number of a person. Codes of offices, institutes and associations
    are as good as those of companies, and old division codes stay valid, so neither is looked up.
    """
    code = "".join(c for c in unicodedata.normalize("NFKC", typed).upper() if not c.isspace() and c not in "-‐–—")
    if not code:
        _refuse("请填写统一社会信用代码。", "required")
    if len(code) != _LENGTH:
        _refuse(f"统一社会信用代码应为18位，现在是{len(code)}位。", "length")
    if looks_like_identity(code):
        _refuse(IDENTITY_TYPED, "identity")
    for place, character in enumerate(code, start=1):
        _check_character(place, character)
    if not code[2:8].strip("0") or not code[8:17].strip("0"):
        _refuse("统一社会信用代码的登记机关区划码和主体标识码不能全是0，请对照营业执照填写。", "empty")
    if uscc.calc_check_digit(code[:-1]) != code[-1]:
        _refuse("统一社会信用代码的校验位（第18位）与前17位不符，请对照营业执照逐位核对。", "check_digit")
    return code


def validate_uscc(value: str) -> None:
    """The same as a validator of stored values: the code must already be in its canonical form."""
    if clean_uscc(value) != value:
        _refuse("统一社会信用代码须为18位半角数字和大写字母，中间没有空格。", "form")


def _check_character(place: int, character: str) -> None:
    if character in _LOOKS_LIKE:
        hint = _LOOKS_LIKE[character]
        _refuse(f"第{place}位是字母{character}，统一社会信用代码不用 I、O、S、V、Z；是否应为{hint}？", "character")
    if character not in _CHARACTERS:
        _refuse(f"第{place}位“{character}”不对，统一社会信用代码只用数字和大写字母。", "character")
    if 3 <= place <= 8 and not character.isdigit():
        _refuse(f"第{place}位应为数字（第3至8位是登记机关行政区划码），现在是{character}。", "character")


def _refuse(sentence: str, code: str) -> NoReturn:
    raise ValidationError(sentence, code=code)


def make_uscc(division: str, serial: int, kind: str = "91") -> str:
    """A well-formed code of nobody for demos and tests: the organisation part begins with XX, never issued.

    `division` is a 6-digit GB/T 2260 code, `serial` 0 to 999,999, `kind` the two leading characters (91 企业).
    """
    if len(division) != 6 or not division.isdigit() or not 0 <= serial <= 999_999:
        raise ValueError("division has 6 digits, serial 0 to 999999")
    body = f"{kind}{division}{_with_organisation_check(f'XX{serial:06d}')}"
    return body + str(uscc.calc_check_digit(body))


def _with_organisation_check(body: str) -> str:
    """GB 11714: weighted sum modulo 11, 10 written X."""
    total = sum(int(c, 36) * weight for c, weight in zip(body, _ORGANISATION_WEIGHTS, strict=True))
    check = (11 - total % 11) % 11
    return body + ("X" if check == 10 else str(check))
