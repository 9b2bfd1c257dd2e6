"""What a standing says of its figure: what is lacking, what a month must bring, within which time it is measured."""

from datetime import date

import pytest

from indicators.definitions import DEFINITIONS
from indicators.models import Target
from indicators.observing.measuring import TargetStanding, span_of, standing_of
from indicators.observing.progress import PlanSpan

SINCE, BY, TODAY = date(2024, 11, 28), date(2026, 12, 31), date(2026, 6, 30)


def target(**fields: object) -> Target:
    given = {"key": "CZ-T1", "unit": "家", "figure": 100, "comparison": "at_least", "since": SINCE, "by": BY}
    return Target(**given | fields)


def standing(value: int | None, today: date = TODAY, **fields: object) -> TargetStanding:
    one = target(**fields)
    return TargetStanding(one, None, today, today, PlanSpan(SINCE, BY), value, records=0, reported=None)


@pytest.mark.parametrize(("value", "lacking"), [(None, 100), (0, 100), (1, 99), (99, 1), (100, 0), (101, 0)])
def test_all_of_the_figure_is_lacking_where_nothing_is_recorded(value: int | None, lacking: int) -> None:
    assert standing(value).missing == lacking


@pytest.mark.parametrize(
    ("value", "tenths", "state"),
    [
        (None, None, "no_record"),
        (0, 0, "behind"),
        (64, 640, "behind"),
        (90, 900, "on_schedule"),
        (100, 1000, "reached"),
    ],
)
def test_share_and_state_are_those_of_the_value(value: int | None, tenths: int | None, state: str) -> None:
    assert (standing(value).share_tenths, standing(value).state) == (tenths, state)


def test_the_time_that_has_gone_is_a_share_of_the_plans_days() -> None:
    assert PlanSpan(SINCE, BY).days() == 764
    assert standing(0, SINCE).elapsed_tenths == 1
    assert standing(0).elapsed_tenths == 580 * 1000 // 764
    assert standing(0, BY).elapsed_tenths == 1000
    assert (standing(0).days_left, standing(0, BY).days_left) == (184, 0)


def test_what_is_behind_by_less_than_a_tenth_is_not_told_as_equal_to_the_time() -> None:
    figure = 764_000
    even = 580 * 1000  # the time that has gone is 75.916 %
    for value, state, tenths in ((even - 1, "behind", 760), (even, "on_schedule", 759), (even // 2, "behind", 759)):
        one = standing(value, figure=figure)
        assert (one.state, one.elapsed_tenths) == (state, tenths)
    assert standing(even - 1, figure=figure).share_tenths == 759


def test_a_month_must_bring_a_whole_unit_or_a_hundred_yuan_rounded_up() -> None:
    assert standing(0).per_month == -(-100 * 365 // (12 * 184)) == 17
    assert standing(0, date(2026, 11, 30)).per_month is None
    money = {"unit": "元", "figure": 1_000_000_01}
    assert standing(None, **money).per_month == -(-10_001 * 365 // (12 * 184)) * 100_00 == 1654 * 100_00
    assert standing(1_000_000_01, **money).per_month == 0
    assert standing(1_000_000_00, **money).per_month == 100_00
    assert standing(0, date(2026, 11, 30), **money).per_month is None
    assert standing(0, unit="元", figure=10**14).per_month == 1_653_079_711 * 100_00


@pytest.mark.parametrize(
    ("yearly", "definition", "today", "span"),
    [
        (False, None, date(2026, 6, 30), (SINCE, BY)),
        (False, "service_bodies", date(2026, 6, 30), (SINCE, BY)),
        (False, "technical_needs", date(2026, 6, 30), (date(2026, 1, 1), date(2026, 12, 31))),
        (True, None, date(2026, 6, 30), (date(2026, 1, 1), date(2026, 12, 31))),
        (True, "technical_needs", date(2025, 1, 1), (date(2025, 1, 1), date(2025, 12, 31))),
        (True, None, date(2024, 12, 31), (SINCE, date(2024, 12, 31))),
        (True, None, date(2027, 3, 1), (date(2026, 1, 1), BY)),
    ],
)
def test_what_starts_each_year_is_measured_within_the_year_and_the_plan(
    yearly: bool, definition: str | None, today: date, span: tuple[date, date]
) -> None:
    found = span_of(target(yearly=yearly), DEFINITIONS.get(definition or ""), today)
    assert (found.first, found.last) == span


def test_a_target_that_is_not_reckoned_from_records_stands_on_none() -> None:
    found = standing_of(target(definition=""), TODAY)
    assert (found.value, found.records, found.reported, found.state) == (None, 0, None, "no_record")


def test_a_target_day_within_a_year_ends_the_stretch() -> None:
    found = span_of(target(yearly=True, by=date(2026, 9, 30)), None, TODAY)
    assert (found.first, found.last) == (date(2026, 1, 1), date(2026, 9, 30))


def test_which_definitions_begin_anew_each_year_and_which_add_money() -> None:
    assert {name for name, row in DEFINITIONS.items() if row.of_the_year} == {
        "sci_tech_revenue", "resident_revenue", "tech_sme_applicants", "technical_needs", "joint_projects",
        "matched_entities",
    }  # fmt: skip
    assert {name: row.sum_of for name, row in DEFINITIONS.items() if row.is_money} == {
        "sci_tech_revenue": "revenue_fen", "resident_revenue": "revenue_fen", "funds_set_up": "size_fen",
    }  # fmt: skip
    assert {
        (name, column.label, column.missing)
        for name, row in DEFINITIONS.items()
        for column in row.columns
        if column.money
    } == {
        ("sci_tech_revenue", "当年营业收入", "未填报"), ("resident_revenue", "当年营业收入", "未填报"),
        ("funds_set_up", "规模", "未公布"),
    }  # fmt: skip


def test_two_definitions_are_compared_where_their_plans_count_one_matter() -> None:
    shared = {name: row.matter for name, row in DEFINITIONS.items() if row.matter != name}
    assert shared == {"sci_tech_revenue": "revenue", "resident_revenue": "revenue"}
