"""What people type is brought into the engine's writing, and never guessed at."""

import pytest

from subsidies.cases.references import day_of
from subsidies.cases.tidying import tidy, tidy_money
from subsidies.policies import library

FACTS = library().schemes


@pytest.mark.parametrize(
    ("scheme", "fact", "typed", "read"),
    [
        ("CZ-06", "received_funds", "1,200,000.50", "1200000.50"),
        ("CZ-06", "received_funds", "¥1200元", "1200"),
        ("CZ-06", "received_funds", "1,20", "1,20"),
        ("CZ-06", "received_funds", "一百万", "一百万"),
        ("CZ-06", "received_funds", "12万", "12万"),
        ("CZ-12", "area_m2", "１２０．５㎡", "120.5"),
        ("CZ-12", "first_month", "2026年3月", "2026-03"),
        ("CZ-12", "first_month", "2026/12", "2026-12"),
        ("CZ-12", "first_month", "202603", "2026-03"),
        ("CZ-12", "first_month", "2026-13", "2026-13"),
        ("CZ-08", "rate", "3.5%", "0.035"),
        ("CZ-08", "rate", "0.035", "0.035"),
        ("CZ-12", "assessment_passed", "是", "true"),
        ("CZ-04A", "recognition_no", "1次", "1"),
    ],
)
def test_texts_become_the_engines_writing_or_stay(scheme, fact, typed, read) -> None:
    assert tidy(FACTS[scheme].facts[fact], typed) == read


@pytest.mark.parametrize("typed", ["0001-01-01", "2101-01-01", "2026-02-30", "W", "", "2026-1", "9999999999"])
def test_what_is_no_day_of_our_time_is_none(typed) -> None:
    assert day_of({"on": typed}) is None


def test_money_with_full_width_marks() -> None:
    assert tidy_money("￥１００，０００．００元") == "100000.00"
