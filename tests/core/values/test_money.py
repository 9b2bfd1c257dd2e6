"""Amounts are exact from the keyboard to the cheque."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.values.money import (
    LARGEST_FEN,
    InvalidAmount,
    daxie,
    format_wan,
    format_yuan,
    is_yuan,
    parse_yuan,
    to_fen,
    to_yuan,
)

FEN = st.integers(min_value=0, max_value=LARGEST_FEN)
SIGNED_FEN = st.integers(min_value=-LARGEST_FEN, max_value=LARGEST_FEN)
DIGITS = "零壹贰叁肆伍陆柒捌玖"


@pytest.mark.parametrize(
    ("fen", "written"),
    [
        (1640902, "人民币壹万陆仟肆佰零玖元零贰分"),
        (32504, "人民币叁佰贰拾伍元零肆分"),
        (10700053, "人民币壹拾万柒仟元零伍角叁分"),
        (168032, "人民币壹仟陆佰捌拾元零叁角贰分"),
        (30000000, "人民币叁拾万元整"),
        (0, "人民币零元整"),
        (1, "人民币壹分"),
        (50, "人民币伍角整"),
        (101, "人民币壹元零壹分"),
        (110, "人民币壹元壹角整"),
        (1000, "人民币壹拾元整"),
        (1010, "人民币壹拾元零壹角整"),
        (100100, "人民币壹仟零壹元整"),
        (100010000, "人民币壹佰万零壹佰元整"),
        (460000171000, "人民币肆拾陆亿零壹仟柒佰壹拾元整"),
        (11_000 * 100, "人民币壹万壹仟元整"),
        (1_1000_0000 * 100, "人民币壹亿壹仟万元整"),
        (1_0950_0000 * 100, "人民币壹亿零玖佰伍拾万元整"),
        (123456789, "人民币壹佰贰拾叁万肆仟伍佰陆拾柒元捌角玖分"),
        (10**12 * 100, "人民币壹万亿元整"),
        (1_0000_0000_0001 * 100, "人民币壹万亿零壹元整"),
        (1_0001_0000_0000 * 100, "人民币壹万零壹亿元整"),
        (LARGEST_FEN, "人民币壹亿亿元整"),
    ],
)
def test_capital_numerals_follow_the_rules_for_bills(fen: int, written: str) -> None:
    assert daxie(fen) == written


def value_of(numeral: str) -> int:
    """Read a whole number in capital numerals: an independent way back."""
    for unit, name in ((10**8, "亿"), (10**4, "万")):
        if name in numeral:
            high, low = numeral.rsplit(name, 1)
            return value_of(high) * unit + (value_of(low) if low else 0)
    total, digit = 0, 0
    for character in numeral:
        if character in DIGITS:
            digit = DIGITS.index(character)
        else:
            total, digit = total + digit * {"仟": 1000, "佰": 100, "拾": 10}[character], 0
    return total + digit


def read_back(written: str) -> int:
    rest = written.removeprefix("人民币").removesuffix("整")
    yuan, _, cents = rest.rpartition("元")
    jiao, _, fen = cents.rpartition("角")
    return value_of(yuan) * 100 + value_of(jiao.lstrip("零")) * 10 + value_of(fen.removesuffix("分"))


@given(FEN)
def test_every_amount_in_capitals_reads_back_as_itself(fen: int) -> None:
    written = daxie(fen)
    assert read_back(written) == fen
    assert "零零" not in written
    assert written.endswith("分") == (fen % 10 != 0)
    assert "零元" not in written or fen == 0


@pytest.mark.parametrize("fen", [-1, LARGEST_FEN + 1])
def test_capitals_are_refused_outside_their_range(fen: int) -> None:
    with pytest.raises(ValueError, match="1亿亿元"):
        daxie(fen)


@given(SIGNED_FEN)
def test_an_amount_survives_every_way_there_and_back(fen: int) -> None:
    assert to_fen(to_yuan(fen)) == fen
    assert to_yuan(fen) * 100 == fen
    assert parse_yuan(format_yuan(fen)) == fen
    assert parse_yuan(str(to_yuan(fen))) == fen
    assert Decimal(format_wan(fen).removesuffix("万元").replace(",", "")) * 1_000_000 == fen


@pytest.mark.parametrize(
    ("text", "fen"),
    [
        ("300000", 30000000), ("¥300,000.00", 30000000), (" ３００,０００.５ 元", 30000050), ("￥0.01", 1),
        ("-1.5", -150), ("1.", 100), ("30万元", 30000000), ("0.30000000000000004", 30),
        ("2.500", 250), ("10000000000000000", LARGEST_FEN),
    ],
)  # fmt: skip
def test_yuan_are_read_as_people_type_them(text: str, fen: int) -> None:
    assert parse_yuan(text) == fen


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "请填写金额"), ("三十万", "应为数字"), ("1e5", "应为数字"), ("1,00", "应为数字"), ("NaN", "应为数字"),
        ("0.001", "两位小数"), ("1.005", "两位小数"), ("10000000000000000.01", "金额过大"), ("9" * 5000, "金额过大"),
        ("1 2 . 3 . 4", "应为数字"), ("30万千元", "应为数字"), ("10000000000000001", "金额过大"),
    ],
)  # fmt: skip
def test_what_is_no_amount_is_refused_with_a_sentence(text: str, sentence: str) -> None:
    with pytest.raises(InvalidAmount, match=sentence):
        parse_yuan(text)


@pytest.mark.parametrize("yuan", [Decimal("0.001"), Decimal("NaN"), Decimal("Infinity"), Decimal("1e999999999")])
def test_a_decimal_that_is_no_whole_number_of_fen_is_refused(yuan: Decimal) -> None:
    with pytest.raises(InvalidAmount):
        to_fen(yuan)


def test_a_decimal_is_read_as_far_as_seventeen_places() -> None:
    assert to_fen(Decimal("1e17")) == 10**19
    with pytest.raises(InvalidAmount, match="过大"):
        to_fen(Decimal("1e18"))


@pytest.mark.parametrize(("fen", "yuan"), [(0, "0.00"), (1, "0.01"), (-1, "-0.01"), (-250, "-2.50")])
def test_an_exact_amount_has_two_places_and_nought_no_sign(fen: int, yuan: str) -> None:
    assert str(to_yuan(fen)) == yuan


@pytest.mark.parametrize(
    ("fen", "yuan", "wan"),
    [
        (30000000, "¥300,000.00", "30万元"), (0, "¥0.00", "0万元"), (5, "¥0.05", "0.000005万元"),
        (123456789, "¥1,234,567.89", "123.456789万元"), (-250000000, "-¥2,500,000.00", "-250万元"),
        (1234500000000, "¥12,345,000,000.00", "1,234,500万元"), (-1, "-¥0.01", "-0.000001万元"),
    ],
)  # fmt: skip
def test_amounts_are_shown_in_yuan_and_in_wan(fen: int, yuan: str, wan: str) -> None:
    assert (format_yuan(fen), format_wan(fen)) == (yuan, wan)


@pytest.mark.parametrize(("unit", "money"), [("元", True), ("万元", False), ("家", False), ("", False)])
def test_only_what_is_counted_in_yuan_is_money(unit: str, money: bool) -> None:
    assert is_yuan(unit) is money
