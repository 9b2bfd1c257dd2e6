"""The unified social credit code: one canonical form, and a sentence for each way to get it wrong."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import uscc

from core.values.identifiers import clean_uscc, make_uscc, validate_uscc
from core.values.identity_numbers import make_identity_number

STANDARD = "91350100M000100Y43"


@pytest.mark.parametrize("code", [STANDARD, "11140500012420117H", "113302060029544576", "91110000600037341L"])
def test_published_codes_are_good(code: str) -> None:
    assert clean_uscc(code) == code


@pytest.mark.parametrize(
    "typed",
    [STANDARD.lower(), f" {STANDARD}　", "9135 0100 M000 100Y 43", "91350100-M000100Y-43",
     "".join(chr(ord(c) + 0xFEE0) for c in STANDARD)],
)  # fmt: skip
def test_case_width_and_blanks_do_not_matter(typed: str) -> None:
    assert clean_uscc(typed) == STANDARD


@pytest.mark.parametrize(
    ("typed", "code", "sentence"),
    [
        ("", "required", "请填写"),
        (STANDARD[:-1], "length", "应为18位，现在是17位"),
        (STANDARD + "1", "length", "现在是19位"),
        ("91350100M000100Y4Z", "character", "第18位是字母Z"),
        ("9135O100M000100Y43", "character", "第5位是字母O.*数字0"),
        ("91350100M000100Y4中", "character", "第18位“中”不对"),
        ("9135A100M000100Y43", "character", "第5位应为数字"),
        ("91350100M000100Y44", "check_digit", "校验位（第18位）"),
        ("0" * 18, "empty", "不能全是0"),
        ("110000000000000000", "empty", "不能全是0"),
        (make_identity_number("140402", date(1988, 2, 29)), "identity", "像是公民身份号码"),
        (make_identity_number("140402", date(1990, 1, 1)).lower(), "identity", "像是公民身份号码"),
    ],
)
def test_each_mistake_has_its_own_sentence(typed: str, code: str, sentence: str) -> None:
    with pytest.raises(ValidationError, match=sentence) as caught:
        clean_uscc(typed)
    assert caught.value.code == code


def test_a_stored_code_must_already_be_canonical() -> None:
    validate_uscc(STANDARD)
    with pytest.raises(ValidationError, match="半角"):
        validate_uscc(STANDARD.lower())


@given(st.sampled_from(["140403", "140581", "141182", "140402"]), st.integers(0, 999_999))
def test_made_up_codes_are_valid_and_recognisable(division: str, serial: int) -> None:
    code = make_uscc(division, serial)
    assert clean_uscc(code) == code == uscc.validate(code)
    assert code[2:8] == division
    assert code[8:10] == "XX"


@given(st.integers(0, 17), st.sampled_from("0123456789ABCDEFGHJKLMNPQRTUWXY"))
def test_any_one_wrong_character_is_found(place: int, other: str) -> None:
    typed = STANDARD[:place] + other + STANDARD[place + 1 :]
    if other != STANDARD[place]:
        with pytest.raises(ValidationError):
            clean_uscc(typed)


@pytest.mark.parametrize(("division", "serial"), [("14", 1), ("14040X", 1), ("140403", -1), ("140403", 10**6)])
def test_a_code_needs_a_division_and_a_serial(division: str, serial: int) -> None:
    with pytest.raises(ValueError, match="division"):
        make_uscc(division, serial)
