"""What is a telephone number, and what only looks like one."""

import pytest
from django.core.exceptions import ValidationError

from core.values.telephones import SENTENCE, validate_telephone


@pytest.mark.parametrize(
    "number",
    [
        "13800000000", "138-0000-0000", "138 0000 0000", "+86 13800000000", "008613800000000", "0355-2000000",
        "03552000000", "(0355)2000000", "010-80000000", "0355-2000000-801", "+86-355-2000000", "400-600-1234",
        "+852 2123 4567",
    ],
)  # fmt: skip
def test_a_number_that_can_be_called_is_taken(number: str) -> None:
    validate_telephone(number)


@pytest.mark.parametrize(
    "number",
    [
        "1380000", "2000000", "138000000001", "1380000000", "23800000000", "0355-200000", "0355", "问前台", "---------",
        "+", "+86 1",
    ],
)  # fmt: skip
def test_digits_that_are_no_number_are_refused_with_a_sentence(number: str) -> None:
    with pytest.raises(ValidationError, match=SENTENCE[:6]):
        validate_telephone(number)
