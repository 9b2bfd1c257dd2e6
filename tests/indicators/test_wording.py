"""Figures in words, exact."""

import pytest

from indicators.screens.wording import money_text, share_text


@pytest.mark.parametrize(
    ("fen", "text"),
    [
        (0, "0万元"),
        (1, "0.000001万元"),
        (58_600_00, "5.86万元"),
        (99_999_999_99, "9,999.999999万元"),
        (100_000_000_00, "1亿元"),
        (741_600_000_00, "7.416亿元"),
        (100_010_000_00, "1.0001亿元"),
        (100_000_000_01, "10,000.000001万元"),
        (1_234_500_000_000_00, "12,345亿元"),
    ],
)
def test_money_keeps_every_fen(fen: int, text: str) -> None:
    assert money_text(fen) == text


@pytest.mark.parametrize(("tenths", "text"), [(0, "0.0%"), (5, "0.5%"), (643, "64.3%"), (12345, "1,234.5%")])
def test_share_has_one_decimal(tenths: int, text: str) -> None:
    assert share_text(tenths) == text
