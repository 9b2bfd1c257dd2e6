"""Telephone numbers as people write them."""

import re

from django.core.exceptions import ValidationError

SENTENCE = "电话号码请填11位手机号码，或带区号的座机号码（可带分机），例如 13800000000、0355-2000000。"
_HOME = r"(?:(?:\+|00)?86-?)"
_NUMBER = re.compile(
    rf"{_HOME}?1[3-9]\d-?\d{{4}}-?\d{{4}}"  # mobile
    rf"|(?:0|{_HOME}0?)\d{{2,3}}-?\d{{7,8}}(?:-\d{{1,6}})?"  # fixed, with its area code
    r"|[48]00-?\d{3}-?\d{4}"  # of a service
    r"|\+(?!86)\d[\d-]{6,17}",  # abroad
    re.ASCII,
)


def validate_telephone(value: str) -> None:
    """A mobile number, a fixed one with its area code, one of a service or one abroad; raises ValidationError with a
    sentence."""
    if not _NUMBER.fullmatch(re.sub(r"[() ]", "", value)):
        raise ValidationError(SENTENCE, code="phone")
