"""Figures in words: one unit for all amounts of a target."""

import re
from datetime import date

import pytest

from accounts.models import City
from indicators.models import Target
from indicators.observing.measuring import TargetStanding
from indicators.observing.progress import PlanSpan
from indicators.screens.presenting import card_of
from indicators.screens.wording import money_text, share_text

YI = 100_000_000_00
FIVE = 5 * YI


@pytest.mark.parametrize(
    ("fen", "figure", "up", "text"),
    [
        (0, YI - 1, False, "0万元"),
        (1, YI - 1, False, "0.000001万元"),
        (58_600_00, YI - 1, False, "5.86万元"),
        (2 * YI, YI - 1, False, "20,000万元"),
        (0, FIVE, False, "0亿元"),
        (1, FIVE, False, "0.0000000001亿元"),
        (5_000_00, FIVE, True, "0.0001亿元"),
        (YI, YI, False, "1亿元"),
        (258_400_000_00, FIVE, False, "2.584亿元"),
        (238_001_234_56, FIVE, False, "2.38亿元"),
        (238_001_234_56, FIVE, True, "2.3801亿元"),
        (20_585_000_00, FIVE, False, "0.2058亿元"),
        (20_585_000_00, FIVE, True, "0.2059亿元"),
        (12_345 * YI, FIVE, False, "12,345亿元"),
    ],
)
def test_money_is_said_in_the_unit_of_its_target(fen: int, figure: int, up: bool, text: str) -> None:
    assert money_text(fen, figure, up) == text


@pytest.mark.parametrize("value", [None, 0, 1, 12_345_67, 99_999_999_99, 241_599_999_99, FIVE - 1, FIVE, 7 * YI + 1])
@pytest.mark.parametrize(("figure", "unit"), [(FIVE, "亿元"), (90_000_000_00, "万元")])
def test_a_card_has_one_unit_and_its_amounts_add_up(value: int | None, figure: int, unit: str) -> None:
    target = Target(name="技术合同成交额", figure=figure, comparison="at_least", unit="元", by=date(2026, 12, 31))
    target.city = City(name="示例", key="example")
    span = PlanSpan(date(2025, 1, 1), date(2026, 12, 31))
    card = card_of(TargetStanding(target, None, date(2026, 3, 1), date(2026, 3, 1), span, value, 3, 3))
    said = " ".join([card.figure, card.aim, card.verdict, card.bar.text])
    assert set(re.findall("[亿万]元", said)) == {unit}
    lacking = re.search(r"还差([\d.,]+)", card.verdict)
    if lacking and value and unit == "亿元" and value >= 10_000_00:
        parts = [round(float(text.replace(",", "")) * 10_000) for text in (card.figure.removesuffix(unit), lacking[1])]
        assert sum(parts) == figure // 10_000_00


@pytest.mark.parametrize(("tenths", "text"), [(0, "0.0%"), (5, "0.5%"), (643, "64.3%"), (12345, "1,234.5%")])
def test_share_has_one_decimal(tenths: int, text: str) -> None:
    assert share_text(tenths) == text
