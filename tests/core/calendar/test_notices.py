"""What the notice of a year says is read into days; what cannot be read is refused with a sentence."""

from datetime import date, timedelta

import pytest

from core.calendar.months import months_of, working_days_of
from core.calendar.notices import read_notice
from core.values.periods import PUBLISHED, WorkCalendar, public_notice_last_day
from core.values.verdict import Refused
from tests.core.calendar.notices import OF_2023, OF_2024, OF_2026, OF_2027

NOTICES = {2023: OF_2023, 2024: OF_2024, 2026: OF_2026}


@pytest.mark.parametrize("year", NOTICES)
def test_every_day_of_a_published_year_reads_as_it_was_kept(year: int) -> None:
    read = WorkCalendar(read_notice(NOTICES[year], year), (year,))
    days = [date(year, 1, 1) + timedelta(days=n) for n in range((date(year + 1, 1, 1) - date(year, 1, 1)).days)]
    assert [day for day in days if read.works_on(day) != PUBLISHED.works_on(day)] == []


def test_the_days_of_2026_are_those_of_the_notice() -> None:
    found = read_notice(OF_2026, 2026)
    worked = {day for day, works in found.items() if works}
    assert worked == {
        date(2026, 1, 4), date(2026, 2, 14), date(2026, 2, 28), date(2026, 5, 9), date(2026, 9, 20), date(2026, 10, 10),
    }  # fmt: skip
    assert len(found) - len(worked) == 3 + 9 + 3 + 5 + 3 + 3 + 7
    calendar = WorkCalendar(found, (2026,))
    assert public_notice_last_day(date(2026, 2, 11), 5, calendar) == date(2026, 2, 24)
    assert public_notice_last_day(date(2026, 4, 29), 5, calendar) == date(2026, 5, 8)
    assert public_notice_last_day(date(2026, 9, 29), 5, calendar) == date(2026, 10, 10)


def test_a_new_year_that_begins_in_december_is_read_too() -> None:
    found = read_notice(OF_2023, 2023)
    assert found[date(2022, 12, 31)] is False
    assert [row.label for row in months_of(2023, found)][:2] == ["2022年12月（通知写明的日期）", "1月"]


def test_the_months_show_what_is_off_and_what_is_worked() -> None:
    found = read_notice(OF_2026, 2026)
    february = months_of(2026, found)[1]
    assert february.label == "2月" and february.working_days == 16
    assert february.worked == "14日（周六）、28日（周六）"
    assert february.off.startswith("15日（周日）、16日（周一）")
    assert working_days_of(2026, found) == sum(row.working_days for row in months_of(2026, found)) == 248


@pytest.mark.parametrize(
    ("was", "typed", "sentence"),
    [
        ("共9天", "共8天", "写明共8天，读到9天"),
        ("2月14日（周六）", "2月14日（周日）", "2026年2月14日是星期六，通知写的是星期日"),
        ("2月14日（周六）", "2月13日", "2026年2月13日是星期五，不是调休上班的周末"),
        ("5月9日（周六）上班", "5月2日上班", "2026年5月2日既放假又上班"),
        ("五、端午节：6月19日（周五）至21日（周日）放假，共3天。", "", "没有读到端午节的放假日期"),
        ("至21日（周日）放假", "至31日（周日）放假", "没有“6月31日”这一天"),
        ("四、劳动节：5月1日（周五）", "四、劳动节：1日", "“1日”没有写明月份"),
        ("至5日（周二）放假调休", "至25日放假调休", "不是一段放假日期"),
    ],
)
def test_what_does_not_fit_is_refused_with_a_sentence(was: str, typed: str, sentence: str) -> None:
    assert was in OF_2026
    with pytest.raises(Refused, match=sentence):
        read_notice(OF_2026.replace(was, typed), 2026)


def test_the_notice_of_another_year_is_refused() -> None:
    with pytest.raises(Refused, match="这份通知是2026年的，不是2027年的"):
        read_notice(OF_2026, 2027)
    with pytest.raises(Refused, match="星期"):
        read_notice(OF_2026.replace("2026年", ""), 2027)


def test_a_text_that_is_no_notice_names_what_lacks() -> None:
    with pytest.raises(Refused, match="没有读到元旦、春节、清明节"):
        read_notice("请各单位安排好值班。", 2027)


def test_the_made_up_year_of_the_tests_can_be_read() -> None:
    assert len(read_notice(OF_2027, 2027)) == 3 + 7 + 3 + 5 + 1 + 1 + 7 + 5
