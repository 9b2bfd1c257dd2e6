"""What is wrong with the matter that a case names: no record, months that have not run, a year that has not begun."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
import time_machine

from subsidies.cases.case import achievement_of, case_of, day_on_record
from subsidies.cases.matters import matter_problems, waits_for_record
from subsidies.policies import library
from tests.cases.asking import case_about, case_without
from tests.factories import (
    AchievementFactory,
    ApplicantFactory,
    EngagementFactory,
    LoanFactory,
    PlatformFactory,
    PremisesFactory,
    RecognitionFactory,
    TechnologyContractFactory,
)

pytestmark = pytest.mark.django_db
MAY = "2026-05-15T04:00:00Z"


@pytest.fixture
def firm(changzhi: Any) -> Any:
    return ApplicantFactory(city=changzhi)


@pytest.fixture
def worker(jincheng: Any) -> Any:
    """Somebody who came in March 2025 and whose months of work are claimed."""
    firm = ApplicantFactory(city=jincheng)
    return EngagementFactory(person__applicant=firm, applicant=firm, flexible=True)


def problems(case: Any, **facts: str) -> dict[str, str]:
    return matter_problems(case, facts)


def test_a_record_is_wanted_where_the_matter_is_one(firm: Any) -> None:
    assert problems(case_without(firm, "CZ-04A")) == {"record": "请选择高新技术企业证书；还没有登记的，先登记再申报。"}
    assert problems(case_about(RecognitionFactory(applicant=firm), "CZ-04A")) == {}
    assert problems(case_without(firm, "CZ-03")) == {}


def test_a_record_that_does_not_say_its_level_or_its_achievement_is_to_be_completed(firm: Any) -> None:
    platform = PlatformFactory(applicant=firm, city=firm.city, level="")
    assert problems(case_about(platform, "CZ-05")) == {"record": "所选的创新平台没有写明级别，请先把这条记录补充完整。"}
    contract = TechnologyContractFactory(applicant=firm, achievement=None)
    assert problems(case_about(contract, "CZ-09", "2026-01-31", year="2026")) == {
        "record": "所选的技术合同没有写明转化的是哪一项科技成果，请先把这条记录补充完整。"
    }
    contract.achievement = AchievementFactory(applicant=firm, city=firm.city)
    contract.save()
    assert problems(case_about(contract, "CZ-09", "2026-01-31", year="2026")) == {}
    assert problems(case_about(LoanFactory(applicant=firm), "CZ-16", year="2025")) == {}


@time_machine.travel(MAY, tick=False)
def test_months_are_wanted_where_they_are_answered_as_a_list(worker: Any, firm: Any) -> None:
    case = case_about(worker, "JC-11C", "2026-04-30")
    assert problems(case) == {"months": "请写明本次申报的月份，如 2026-01至2026-03、2026-05。"}
    assert problems(case_about(worker, "JC-11C", "2026-04-30", months="2025-03、2026-04")) == {}
    assert problems(case_about(PremisesFactory(applicant=firm), "CZ-12", "2026-04-30")) == {}


@time_machine.travel(MAY, tick=False)
def test_months_that_cannot_be_read_are_named_where_they_are_answered_as_a_list(worker: Any, firm: Any) -> None:
    unread = "“上个月”看不懂，请写成 2026-01至2026-03、2026-05 这样。"
    assert problems(case_about(worker, "JC-11C", "2026-04-30", months="上个月")) == {"months": unread}
    blank = case_about(worker, "JC-11C", "2026-04-30", months=" \u3000")
    assert problems(blank) == {"months": "请写明本次申报的月份，如 2026-01至2026-03、2026-05。"}
    rooms = case_about(PremisesFactory(applicant=firm), "CZ-12", "2026-04-30", months="上个月")
    assert problems(rooms, first_month="2026-03", last_month="2026-04") == {}


@pytest.mark.parametrize(
    ("now", "late"),
    [
        (MAY, "2026年5月至6月还没有过完，2026年7月1日起才能申报。"),
        ("2026-05-31T15:59:00Z", "2026年5月至6月还没有过完，2026年7月1日起才能申报。"),
        ("2026-05-31T16:01:00Z", "2026年6月还没有过完，2026年7月1日起才能申报。"),
        ("2026-06-30T16:01:00Z", ""),
    ],
)
def test_a_month_can_be_claimed_from_the_first_of_the_next_in_shanxi(worker: Any, now: str, late: str) -> None:
    with time_machine.travel(now, tick=False):
        case = case_about(worker, "JC-11C", "2026-06-30", months="2026-04至2026-06")
        assert problems(case) == ({"months": late} if late else {})


@time_machine.travel(MAY, tick=False)
def test_a_span_of_months_that_has_not_run_is_said_where_the_last_month_is_asked(firm: Any) -> None:
    case = case_about(PremisesFactory(applicant=firm), "CZ-12", "2026-05-31")
    assert problems(case, first_month="2026-04", last_month="2026-05") == {
        "last_month": "2026年5月还没有过完，2026年6月1日起才能申报。"
    }
    assert problems(case, first_month="2020-04", last_month="2026-04") == {}


@time_machine.travel("2031-05-15T04:00:00Z", tick=False)
@pytest.mark.parametrize(
    ("on", "months", "said"),
    [
        ("2026-04-30", "2025-02、2025-03", "2025年2月早于到岗的月份2025年3月，请核对。"),
        ("2026-04-30", "2025-03", ""),
        (
            "2030-06-30",
            "2029-11、2029-12",
            "2029年12月不在文件有效期内的完整月份（2025年1月至2029年11月）之中，请删去。",
        ),
        ("2030-06-30", "2029-11", ""),
        ("", "2029-11", ""),
    ],
)
def test_months_lie_within_the_work_the_policy_and_the_day(worker: Any, on: str, months: str, said: str) -> None:
    case = case_about(worker, "JC-11C", on, months=months)
    assert problems(case) == ({"months": said} if said else {})


@time_machine.travel("2031-05-15T04:00:00Z", tick=False)
def test_months_go_no_further_than_the_day_where_that_is_known_otherwise(worker: Any) -> None:
    case = case_about(worker, "JC-11C", months="2026-04、2026-05")
    assert problems(replace(case, on=date(2026, 5, 1))) == problems(replace(case, on=None)) == {}
    late = replace(case, on=date(2026, 4, 30))
    assert problems(late) == {"months": "2026年5月晚于申报期间的最后一天，请核对。"}


@time_machine.travel(MAY, tick=False)
@pytest.mark.parametrize(
    ("since", "months"), [(date(2024, 11, 20), "2024-12"), (date(2024, 12, 1), "2024-12、2025-01")]
)
def test_the_first_whole_month_of_the_policy_is_the_first(worker: Any, since: date, months: str) -> None:
    worker.hired_on = since
    worker.save()
    assert problems(case_about(worker, "JC-11C", "2026-04-30", months=months)) == {
        "months": "2024年12月不在文件有效期内的完整月份（2025年1月至2029年11月）之中，请删去。"
    }


@time_machine.travel(MAY, tick=False)
@pytest.mark.parametrize(
    ("on", "year", "said"),
    [
        ("2026-04-30", "", "请填写本次申报的年度，如 2025。"),
        ("2026-04-30", "2026", ""),
        ("2026-04-30", "2027", "2027年还没有到，只能申报已经发生的年度。"),
        ("2025-12-31", "2026", "2026年还没有到，只能申报已经发生的年度。"),
        ("2025-12-31", "2025", ""),
        ("2025-01-01", "2025", ""),
        ("2024-12-31", "2025", "2025年还没有到，只能申报已经发生的年度。"),
        ("2026-01-01", "2025", "付款日期2026年1月1日不在2025年之内，请核对年度和付款日期。"),
        ("", "2026", ""),
        ("", "2027", "2027年还没有到，只能申报已经发生的年度。"),
    ],
)
def test_a_payment_lies_in_the_year_that_is_claimed(firm: Any, on: str, year: str, said: str) -> None:
    result = AchievementFactory(applicant=firm, city=firm.city)
    contract = TechnologyContractFactory(applicant=firm, achievement=result)
    case = case_about(contract, "CZ-09", on, year=year)
    assert problems(case) == ({"year": said} if said else {})


@pytest.mark.parametrize(
    ("now", "year", "said"),
    [
        (MAY, "2025", ""),
        (MAY, "2026", "2026年还没有过完，2027年1月1日起才能申报这一年度。"),
        ("2026-12-31T15:59:00Z", "2026", "2026年还没有过完，2027年1月1日起才能申报这一年度。"),
        ("2026-12-31T16:01:00Z", "2026", ""),
    ],
)
def test_a_year_that_is_claimed_whole_has_ended_in_shanxi(firm: Any, now: str, year: str, said: str) -> None:
    with time_machine.travel(now, tick=False):
        case = case_about(LoanFactory(applicant=firm), "CZ-16", year=year)
        assert problems(case) == ({"year": said} if said else {})


def test_what_a_record_will_say_need_not_be_asked_before_it_is_picked(firm: Any) -> None:
    assert waits_for_record(case_without(firm, "CZ-04A")) == {"on", "recognition_no"}
    assert waits_for_record(case_without(firm, "CZ-16")) == {"on", "loan_kind", "interest_paid", "principal"}
    assert waits_for_record(case_without(firm, "CZ-03")) == frozenset()
    assert waits_for_record(case_about(RecognitionFactory(applicant=firm), "CZ-04A")) == frozenset()


def test_the_day_is_that_of_the_record_where_the_law_names_it(firm: Any) -> None:
    row = RecognitionFactory(applicant=firm)
    assert (
        case_about(row, "CZ-04A", "2020-01-01").on == row.issued_on == day_on_record(library().schemes["CZ-04A"], row)
    )
    loan = LoanFactory(applicant=firm)
    assert case_about(loan, "CZ-16", "2026-01-31").on == date(2026, 1, 31)
    assert (
        day_on_record(library().schemes["CZ-16"], loan) is None
        and day_on_record(library().schemes["CZ-04A"], None) is None
    )
    assert case_without(firm, "CZ-03", "2026-01-31", facts={"last_month": "2026-03"}).on == date(2026, 1, 31)
    with pytest.raises(ValueError, match="day of this case"):
        assert case_about(loan, "CZ-16").day


def test_the_achievement_is_that_of_the_record_and_as_typed_where_there_is_none(firm: Any) -> None:
    result = AchievementFactory(applicant=firm, city=firm.city)
    contract = TechnologyContractFactory(applicant=firm, achievement=result)
    assert achievement_of(contract, {"achievement": "别的"}) == result.identity
    assert achievement_of(LoanFactory(applicant=firm), {"achievement": "别的"}) == ""
    assert achievement_of(None, {"achievement": "成果甲"}) == "成果甲" and achievement_of(None, {}) == ""


def test_what_is_typed_beside_the_facts_is_taken_and_more_wins(firm: Any) -> None:
    answers = {"on": "2026-01-31", "other_policy_amount": "12", "disputed": ["a"], "facts": {"b": "1"}}
    made = case_of(firm, firm.city, library().schemes["CZ-03"], answers, other_policy_amount="13")
    assert (made.other_policy_amount, made.disputed, made.facts) == ("13", {"a"}, {"b": "1"})
    assert case_of(firm, firm.city, library().schemes["CZ-03"], {}).other_policy_amount == ""
    assert case_of(firm, firm.city, library().schemes["CZ-03"], answers).other_policy_amount == "12"
