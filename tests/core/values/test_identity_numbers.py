"""Identity numbers: one canonical form, a sentence for each way to get it wrong, and never the number in a sentence."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from core.values.identity_numbers import (
    clean_identity_number,
    holds_full_identity,
    holds_identity,
    looks_like_identity,
    make_identity_number,
    masked_end,
    may_hold_one,
    shaped_as_identity,
)

STANDARD = "11010519491231002X"


@pytest.mark.parametrize("typed", [STANDARD, STANDARD.lower(), " 110105 19491231 002X　", "110105-19491231-002x"])
def test_the_example_of_the_standard_is_read_however_it_is_typed(typed: str) -> None:
    assert clean_identity_number(typed) == STANDARD
    assert looks_like_identity(typed)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "required"), (STANDARD[:-1], "length"), ("11010519491231A02X", "character"),
        ("110105194912310０2Y", "character"), ("110105194913310028", "birth"), ("110105194902300024", "birth"),
        ("110105188012310029", "birth"), ("110105299912310021", "birth"), ("110105194912310021", "check_digit"),
    ],
)  # fmt: skip
def test_each_mistake_has_its_own_sentence_without_the_number(typed: str, code: str) -> None:
    with pytest.raises(ValidationError) as caught:
        clean_identity_number(typed)
    assert caught.value.code == code
    assert not typed or typed not in caught.value.messages[0]
    assert not looks_like_identity(typed)


DAYS = st.dates(date(1930, 1, 1), date(2020, 1, 1))


@given(DAYS, st.integers(0, 999), st.integers(0, 16), st.sampled_from("0123456789"))
def test_any_one_wrong_digit_is_found(born: date, serial: int, place: int, other: str) -> None:
    number = make_identity_number("140400", born, serial)
    assert clean_identity_number(number) == number
    typed = number[:place] + other + number[place + 1 :]
    if typed != number:
        with pytest.raises(ValidationError):
            clean_identity_number(typed)


def test_the_masked_end_is_four_places() -> None:
    assert masked_end(STANDARD) == "002X"


@pytest.mark.parametrize(
    "written",
    [
        "〡〡〇〡〇〥〡〩〤〩〡〢〣〡〇〇〢X",
        "ⅠⅠ0Ⅰ0ⅤⅠⅨⅣⅨⅠⅡⅢⅠ00ⅡX",
        "ll0lO5l949l23lOO2X",
        "&#49;&#49;0105194912310&#x30;2X",
        "%31%31010519491231002X",
        "编号11010519491231002X号",
    ],
)
def test_a_number_is_found_in_a_text_however_oddly_it_is_written(written: str) -> None:
    assert holds_full_identity(written)


@pytest.mark.parametrize("other", ["91140500MA0LLO1105", "GR202614000001", "20%的比例，110105194912310021&c", "Ⅰ类Ⅱ型"])
def test_other_numbers_are_taken_for_none(other: str) -> None:
    assert not holds_full_identity(other)


OLD = "110105491231002"


@pytest.mark.parametrize("old", [OLD, "%31" + OLD[1:], "&#49;" + OLD[1:], f"证件{OLD}号"])
def test_an_old_number_is_read_however_it_is_encoded(old: str) -> None:
    assert may_hold_one(old) and holds_identity(old)


def test_letters_of_a_code_are_no_digits_of_an_old_number() -> None:
    assert not holds_identity(OLD.replace("0", "O"))


@pytest.mark.parametrize(
    "typed", ["11O105194912310O28", "%31" + STANDARD[1:-1] + "8", "1101051949123100２８", "\u2170" * 2 + STANDARD[2:]]
)
def test_what_has_the_shape_of_one_is_seen_however_it_is_written(typed: str) -> None:
    assert may_hold_one(typed) and shaped_as_identity(typed)


@pytest.mark.parametrize("six", ["ↅ", "Ⅵ", "〦", "六", "6", "６", "%36", "&#54;"])
def test_whatever_is_read_as_a_digit_is_looked_for(six: str) -> None:
    number = make_identity_number("140600", date(1990, 6, 6))
    written = number.replace("6", six)
    assert written != number or six == "6"
    assert may_hold_one(written) and holds_full_identity(written)
