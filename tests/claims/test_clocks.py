"""The clock of a claim: working days from the trail, over a holiday, standing while the claim lies elsewhere."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from core.values.periods import PUBLISHED
from subsidies.claims.clocks.clocks import ClaimClock, Timing, is_late, told
from subsidies.claims.clocks.visits import Move
from subsidies.claims.models import Claim, PromisedDays

CITY = 7


def on(month: int, day: int, year: int = 2026) -> datetime:
    return datetime(year, month, day, 10, tzinfo=ZoneInfo("Asia/Shanghai"))


def promised(step: str = "accepted", days: int = 5, since: date = date(2026, 1, 1)) -> PromisedDays:
    said: Any = {"basis_title": "示例承诺", "basis_number": "示例〔2026〕1号"}
    return PromisedDays(city_id=CITY, step=step, working_days=days, from_day=since, **said)


def clock(moves: list[Move], today: date, *rows: PromisedDays) -> ClaimClock | None:
    """Of a claim that came this way, as it is told on a day."""
    rows = rows or (promised(), promised("submitted", 2))
    promises: dict[tuple[int, str], list[PromisedDays]] = {}
    for row in sorted(rows, key=lambda row: row.from_day, reverse=True):
        promises.setdefault((CITY, row.step), []).append(row)
    claim, timing = Claim(city_id=CITY, state=moves[-1][0]), Timing(promises, PUBLISHED, today)
    found = told(claim, moves, timing)
    assert is_late(claim, moves, timing) == bool(found and found.overdue), "the list and the page agree"
    return found


def words(moves: list[Move], today: date, *rows: PromisedDays) -> str:
    found = clock(moves, today, *rows)
    assert found is not None
    return found.words


ACCEPTED: list[Move] = [("draft", on(9, 25)), ("submitted", on(9, 27)), ("accepted", on(9, 28))]


@pytest.mark.parametrize(
    ("today", "said", "overdue"),
    [
        (date(2026, 9, 28), "还剩 5 个工作日（至10月10日）", False),
        (date(2026, 9, 30), "还剩 3 个工作日（至10月10日）", False),
        (date(2026, 10, 5), "还剩 3 个工作日（至10月10日）", False),  # the holiday, 10-01 to 10-07
        (date(2026, 10, 8), "还剩 2 个工作日（至10月10日）", False),
        (date(2026, 10, 10), "今天到期", False),  # a Saturday that is worked
        (date(2026, 10, 11), "已过期限（10月10日）", True),  # a Sunday: no further working day has passed
        (date(2026, 10, 12), "已超期 1 个工作日", True),
        (date(2026, 10, 16), "已超期 5 个工作日", True),
    ],
)
def test_five_days_from_before_the_national_holiday(today: date, said: str, overdue: bool) -> None:
    found = clock(ACCEPTED, today)
    assert found is not None
    assert (found.step, found.words, found.overdue) == ("审核", said, overdue)
    assert found.basis == "审核承诺 5 个工作日，依据《示例承诺》（示例〔2026〕1号）"


def test_the_clock_stands_while_the_applicant_corrects() -> None:
    returned: list[Move] = [*ACCEPTED, ("returned", on(9, 29))]
    # the day on which it went back counts, however long it lies there
    assert words(returned, date(2026, 9, 29)) == "计时暂停（补正），已用 1 个工作日"
    assert words(returned, date(2026, 11, 20)) == "计时暂停（补正），已用 1 个工作日"
    again: list[Move] = [*returned, ("submitted", on(11, 19)), ("accepted", on(11, 20))]
    # 11-20 is a Friday: 11-23 to 11-26 are what is left
    assert words(again, date(2026, 11, 20)) == "还剩 4 个工作日（至11月26日）"
    assert words(again, date(2026, 11, 27)) == "已超期 1 个工作日"


def test_each_step_has_its_own_days_and_goes_on_where_it_was_left() -> None:
    returned: list[Move] = [("submitted", on(11, 2)), ("returned", on(11, 3))]
    assert words(returned, date(2026, 11, 9)) == "计时暂停（补正），已用 1 个工作日"
    again: list[Move] = [*returned, ("submitted", on(11, 10))]
    assert words(again, date(2026, 11, 10)) == "还剩 1 个工作日（至11月11日）"
    assert words(again, date(2026, 11, 11)) == "今天到期"
    accepted: list[Move] = [*again, ("accepted", on(11, 11))]
    assert words(accepted, date(2026, 11, 11)) == "还剩 5 个工作日（至11月18日）"


def test_returned_and_handed_in_anew_on_one_day_loses_no_day() -> None:
    moves: list[Move] = [("submitted", on(11, 2)), ("returned", on(11, 3)), ("submitted", on(11, 3))]
    assert words(moves, date(2026, 11, 4)) == "今天到期"


def test_the_clock_stands_while_a_standard_is_awaited() -> None:
    waiting: list[Move] = [*ACCEPTED, ("approved", on(9, 30)), ("waiting_parameter", on(9, 30))]
    assert words(waiting, date(2026, 11, 2)) == "计时暂停（待公布标准），已用 2 个工作日"


def test_what_was_overdue_when_it_went_back_says_so_and_is_nobodys_arrear() -> None:
    moves: list[Move] = [*ACCEPTED, ("returned", on(10, 13))]
    found = clock(moves, date(2026, 11, 2))
    assert found is not None
    assert found.words == "计时暂停（补正），已超期 2 个工作日" and not found.overdue


def test_a_review_after_a_revocation_begins_anew() -> None:
    moves: list[Move] = [*ACCEPTED, ("approved", on(9, 29)), ("awarded", on(9, 29)), ("accepted", on(11, 2))]
    assert words(moves, date(2026, 11, 3)) == "还剩 4 个工作日（至11月9日）"


def test_a_reckoning_that_was_taken_back_goes_on() -> None:
    moves: list[Move] = [*ACCEPTED, ("approved", on(9, 29)), ("accepted", on(10, 8))]
    assert words(moves, date(2026, 10, 9)) == "还剩 3 个工作日（至10月13日）"


def test_nothing_runs_while_a_worker_reckons_and_once_it_is_over() -> None:
    for state in ("approved", "awarded", "refused", "withdrawn"):
        assert clock([*ACCEPTED, (state, on(9, 29))], date(2026, 9, 30)) is None
    assert clock([("draft", on(9, 25))], date(2026, 9, 30)) is None


def test_without_a_promise_it_is_unpublished_and_never_late() -> None:
    found = clock(ACCEPTED, date(2026, 11, 2), promised("submitted", 2))
    assert found is not None
    assert (found.words, found.overdue, found.basis) == ("时限未公布", False, "")


def test_the_promise_of_the_day_of_arrival_holds() -> None:
    rows = (promised(days=5), promised(days=3, since=date(2026, 9, 29)), promised(days=9, since=date(2026, 9, 28)))
    assert words(ACCEPTED, date(2026, 9, 29), *rows) == "还剩 8 个工作日（至10月15日）"
    before = promised(since=date(2026, 9, 29))
    assert words(ACCEPTED, date(2026, 9, 29), before) == "时限未公布"


def test_a_year_that_nobody_has_published_is_not_guessed() -> None:
    moves: list[Move] = [("submitted", on(12, 27)), ("accepted", on(12, 28))]
    said = "还剩 4 个工作日（2027年节假日安排公布后才能确定到期日）"
    assert words(moves, date(2026, 12, 29)) == said
    assert words(moves, date(2027, 1, 4)) == "2027年节假日安排未公布，期限暂不能计算"
    over: list[Move] = [("submitted", on(12, 20)), ("accepted", on(12, 21))]
    assert words(over, date(2027, 1, 4)) == "2027年节假日安排未公布，已过期限"
