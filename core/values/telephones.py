"""Telephone numbers as people write them."""

from django.core.exceptions import ValidationError

SENTENCE = "电话号码只填数字，可带区号和分机，例如 13800000000 或 0355-2000000。"
_SIGNS = frozenset("0123456789+-() ")


def validate_telephone(value: str) -> None:
    """A mobile or fixed number with its signs, 7 to 15 digits; raises ValidationError with a sentence."""
    digits = [character for character in value if character.isdigit()]
    if not 7 <= len(digits) <= 15 or set(value) - _SIGNS:
        raise ValidationError(SENTENCE, code="phone")
