"""Numbers are read as people and programs write them, and never guessed at."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.values.numbers import exact_text, plain_number, squeezed, whole_number


@pytest.mark.parametrize(
    ("typed", "unit", "plain"),
    [
        ("1,500,000", "", "1500000"), ("１５０万", "", "1500000"), ("150万元", "元", "1500000"),
        ("¥ 1.5 万", "元", "15000"),
        ("2亿", "", "200000000"), ("0.000001亿", "", "100"), ("1.23456789万", "", "12345.6789"),
        ("-¥1,000.50", "元", "-1000.50"), ("0.30000000000000004", "", "0.3"), ("12345.670000000001", "", "12345.67"),
        ("-0.30000000000000004", "", "-0.3"), ("1234567890123456.78", "", "1234567890123456.78"),
        ("0.1234567", "", "0.1234567"), ("0.1234560", "", "0.1234560"), ("12345678.1234560", "", "12345678.1234560"),
        ("12345678.1234567", "", "12345678.1234567"), ("123456789.1234567", "", "123456789.123457"),
        ("1234567890.123456", "", "1234567890.123456"), ("9" * 10_000, "", "9" * 10_000),
        ("820.5㎡", "㎡", "820.5"), ("6个月", "个月", "6"), ("1.", "", "1"),
        ("150万元", "万元", "150"), ("00012", "", "00012"), ("0万", "", "0"),
        ("１，５００．５", "", "1500.5"), ("－￥１００", "", "-100"), ("120m²", "㎡", "120"), ("120 m2", "㎡", "120"),
        ("１２０㎡", "m²", "120"),
    ],
)  # fmt: skip
def test_a_number_is_read_however_it_is_written(typed: str, unit: str, plain: str) -> None:
    assert plain_number(typed, unit) == plain


@pytest.mark.parametrize(
    ("typed", "unit"),
    [
        ("", ""), ("三十万", ""), ("1,50", ""), ("1,5000", ""), ("1e5", ""), ("NaN", ""), ("1.2.3", ""), ("+5", ""),
        ("--5", ""), ("万", ""), ("1万2千", ""), ("1万亿", ""),
        ("150万", "万元"), ("9" * 10_001, ""), (".5", ""), ("¥", ""), ("㎡", "㎡"),
    ],
)  # fmt: skip
def test_what_is_no_number_is_none(typed: str, unit: str) -> None:
    assert plain_number(typed, unit) is None


@pytest.mark.parametrize("mark", ["²", "³", "₂", "①", "③", "⑽", "⒈", "Ⅳ", "ⅳ", "½", "⓪", "㉑", "㊀", "\U0001d7cf", "٣"])
@pytest.mark.parametrize("unit", ["", "元", "㎡", "个月", "年"])
def test_what_only_stands_for_a_digit_is_none(mark: str, unit: str) -> None:
    for typed in (mark, f"1500000{mark}", f"15{mark}0000", f"{mark}12", f"1,500{mark}", f"3.{mark}", f"12{mark}万"):
        assert plain_number(typed, unit) is plain_number(f"{typed}{unit}", unit) is None


@given(st.integers(min_value=0, max_value=10**15), st.sampled_from(["", "万", "亿"]))
def test_a_scale_is_exact(number: int, scale: str) -> None:
    plain = plain_number(f"{number:,}{scale}")
    assert plain is not None and int(plain) == number * {"": 1, "万": 10**4, "亿": 10**8}[scale]


@given(st.decimals(min_value=0, max_value=10**9, places=4))
def test_a_float_of_a_program_is_the_number_that_was_meant(number: Decimal) -> None:
    assert Decimal(exact_text(float(number))) == number
    assert Decimal(plain_number(f"{float(number):.17g}") or exact_text(float(number))) == number


@pytest.mark.parametrize(
    ("number", "text"),
    [(Decimal("0.123456789012345"), "0.123456789012345"), (0.1 + 0.7, "0.8"), (0.1 + 0.2, "0.3"), (1e6, "1000000")],
)
def test_fifteen_digits_of_a_number_are_kept_and_no_sixteenth(number: Decimal | float, text: str) -> None:
    assert exact_text(number) == text


@given(st.text(max_size=40))
def test_any_text_is_a_number_or_none(typed: str) -> None:
    plain = plain_number(typed)
    assert plain is None or Decimal(plain).is_finite()
    assert squeezed(squeezed(typed)) == squeezed(typed)


@pytest.mark.parametrize(("text", "key"), [("7", 7), ("007", 7), (12, 12), ("9" * 18, 10**18 - 1)])
def test_a_key_that_a_form_sends_back_is_read(text: object, key: int) -> None:
    assert whole_number(text) == key


@pytest.mark.parametrize("text", ["", None, "abc", "1.5", "-1", "²", "１２", " 7", "9" * 19, "9" * 5000, "7\x00"])
def test_what_is_no_key_is_read_as_none(text: object) -> None:
    assert whole_number(text) == 0
