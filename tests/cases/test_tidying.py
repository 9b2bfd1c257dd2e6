"""What people type is brought into the engine's writing, and never guessed at."""

from datetime import date

import pytest

from enterprises.models import Applicant
from subsidies.cases.references import MAX_REFERENCE, day_of, months_of, reference_of, reference_problem
from subsidies.cases.tidying import months_fault, tidy, tidy_money, tidy_months, tidy_year
from subsidies.policies import library

FACTS = library().schemes


@pytest.mark.parametrize(
    ("scheme", "fact", "typed", "read"),
    [
        ("CZ-06", "received_funds", "1,200,000.50", "1200000.50"),
        ("CZ-06", "received_funds", "¥1200元", "1200"),
        ("CZ-06", "received_funds", "1,20", "1,20"),
        ("CZ-06", "received_funds", "一百万", "一百万"),
        ("CZ-06", "received_funds", "12万", "120000"),
        ("CZ-06", "received_funds", "0.30000000000000004", "0.3"),
        ("CZ-12", "area_m2", "１２０．５㎡", "120.5"),
        ("CZ-12", "area_m2", "120m²", "120"),
        ("CZ-12", "area_m2", "120²", "120²"),
        ("CZ-06", "received_funds", "1500000①", "1500000①"),
        ("CZ-08", "rate", "3²%", "3²%"),
        ("CZ-12", "first_month", "2026年③月", "2026年③月"),
        ("CZ-12", "first_month", "2026年3月", "2026-03"),
        ("CZ-12", "first_month", "2026/12", "2026-12"),
        ("CZ-12", "first_month", "202603", "2026-03"),
        ("CZ-12", "first_month", "2026-13", "2026-13"),
        ("CZ-08", "rate", "3.5%", "0.035"),
        ("CZ-08", "rate", "0.035", "0.035"),
        ("CZ-08", "rate", "100%", "1.00"),
        ("CZ-08", "rate", "若干%", "若干%"),
        ("CZ-12", "assessment_passed", "是", "true"),
        ("CZ-04A", "recognition_no", "1次", "1"),
    ],
)
def test_texts_become_the_engines_writing_or_stay(scheme, fact, typed, read) -> None:
    assert tidy(FACTS[scheme].facts[fact], typed) == read


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2026-03-31", date(2026, 3, 31)), ("2026年3月1日", date(2026, 3, 1)),
        ("２０２６／１２／９", date(2026, 12, 9)),
        ("2026.3.1", date(2026, 3, 1)), ("20260301", date(2026, 3, 1)),
        ("1900-01-01", date(1900, 1, 1)), ("2100-12-31", date(2100, 12, 31)),
    ],
)  # fmt: skip
def test_a_day_is_read_however_it_is_written(typed: str, day: date) -> None:
    assert day_of({"on": typed}) == day


@pytest.mark.parametrize(
    "typed",
    ["0001-01-01", "1899-12-31", "2101-01-01", "2026-02-30", "W", "", "2026-1", "9999999999", "2026W011", "2026-W01-1"],
)
def test_what_is_no_day_of_our_time_is_none(typed) -> None:
    assert day_of({"on": typed}) is None


@pytest.mark.parametrize(
    ("typed", "year"),
    [("2025", 2025), ("2025年", 2025), ("２０２５年度", 2025), ("1900", 1900), ("2100", 2100), ("1899", None),
     ("2101", None), ("25", None), ("2025年1", None), ("", None)],
)  # fmt: skip
def test_a_year_is_one_of_our_time(typed: str, year: int | None) -> None:
    assert tidy_year(typed) == year


@pytest.mark.parametrize(
    ("typed", "months"),
    [
        ("2026-03", "2026-03"),
        ("2026-01、2026年3月至5月", "2026-01 2026-03 2026-04 2026-05"),
        ("2026年3月至2026年4月；2026-04,202603", "2026-03 2026-04"),
        ("2025-12~2026-02", "2025-12 2026-01 2026-02"),
        ("2026-11到12", "2026-11 2026-12"),
        ("2026年5月—6月", "2026-05 2026-06"),
        ("2026-1 至 2026-02", "2026-01 2026-02"),
        ("2026年三月", "2026-03"),
        ("2026年十月至十二月", "2026-10 2026-11 2026-12"),
        ("2026年 1 月 - 3 月", "2026-01 2026-02 2026-03"),
        ("2026年1-3月", "2026-01 2026-02 2026-03"),
        ("2025-12 – 2026-01。", "2025-12 2026-01"),
        ("2026年4月、5月", "2026-04 2026-05"),
        ("2026年4、5月", "2026-04 2026-05"),
        ("2026年四月、五月", "2026-04 2026-05"),
        ("2026年4月、6-8月", "2026-04 2026-06 2026-07 2026-08"),
        ("2026年11月至2027年1月、2月至3月", "2026-11 2026-12 2027-01 2027-02 2027-03"),
    ],
)
def test_months_are_read_each_once_and_in_their_order(typed: str, months: str) -> None:
    assert tidy_months(typed) == months_of(typed) == tuple(months.split())


@pytest.mark.parametrize(
    "typed",
    ["2026-13", "2026-00", "三月", "2026-01至2026-02至2026-03", "2026-03至2026-01", "2026-05至3月", "1899-12",
     "2026-01至x", "2026年11月、1月", "2026年11月、2月", "2026年4月、4月",
     "5月、2026年6月", "2026年4月、13月", "x至2026-01", "2026-03-1"],
)  # fmt: skip
def test_what_is_no_list_of_months_is_none(typed: str) -> None:
    assert tidy_months(typed) is None and months_of(typed) == ()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("2026年1月、上个月", "“上个月”看不懂，请写成 2026-01至2026-03、2026-05 这样。"),
        ("2026-03至2026-01", "“2026-03至2026-01”的止月早于起月，请核对。"),
        ("上" * 41, f"“{'上' * 40}”看不懂，请写成 2026-01至2026-03、2026-05 这样。"),
        (f"2026-03{'—' * 34}2026-01", f"“2026-03{'—' * 33}”的止月早于起月，请核对。"),
        ("2000-01至2026-01", "一次最多申报120个月，请分开申报。"),
        ("2026-01", ""),
        ("", ""),
    ],
)
def test_what_is_no_month_is_named(typed: str, said: str) -> None:
    assert months_fault(typed) == said


def test_nobody_means_more_than_ten_years_of_months() -> None:
    ten_years = tidy_months("2017-01至2026-12")
    assert ten_years is not None and (len(ten_years), ten_years[0], ten_years[-1]) == (120, "2017-01", "2026-12")
    assert tidy_months("2016-12至2026-12") is None
    assert tidy_months("2016-12、2017-01至2026-12") is None
    assert tidy_months("2016-12至2021-12、2022-01至2026-11") == tidy_months("2016-12至2026-11")


def test_a_matter_is_named_as_typed_and_by_the_units_own_code_where_it_is_the_unit() -> None:
    unit, typed = Applicant(unit_code="91140400MA0TEST001"), {"reference": "合同 1号"}
    assert reference_of(FACTS["CZ-12"], unit, typed) == "合同 1号"
    assert reference_of(FACTS["CZ-12"], unit, {"reference": None}) == reference_of(FACTS["CZ-12"], unit, {}) == ""
    assert reference_of(FACTS["CZ-15"], unit, typed) == "91140400MA0TEST001"


def test_a_name_of_a_matter_is_said_and_no_longer_than_it_is_kept() -> None:
    assert reference_problem("  ", "合同编号") == "请填写合同编号。"
    assert reference_problem("—〔〕", "合同编号") == "合同编号：编号中至少要有一个汉字、字母或数字。"
    assert reference_problem("长科合〔2026〕12号", "合同编号") == ""
    assert reference_problem("号" * 120, "合同编号") == ""
    assert reference_problem("ß" * 61, "合同编号") == "合同编号太长，最多120个字符。"
    assert reference_problem("号" * 121, "合同编号") == "合同编号：最多120个字，现在有121个字。"
    assert MAX_REFERENCE == 120


def test_money_with_full_width_marks() -> None:
    assert tidy_money("￥１００，０００．００元") == "100000.00"
