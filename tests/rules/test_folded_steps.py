"""Steps that say nothing of their own are folded on a paper."""

import re

import pytest

from subsidies.policies import library
from subsidies.policies.examples import Example, examples
from subsidies.rules import evaluate
from subsidies.rules.words.folding import folded
from subsidies.rules.words.working import Worked, worked

NONE_LEFT = "2027-09 晚于 2025-12，没有月份"
MONEY = Worked("后两年的补贴", "0.00 元", False, "5.00 元/㎡/月 × 0 个月", "标准 × 后两年的计补月数", "第12条", False)
MONTHS = Worked("后两年的计补月数", "0 个月", False, NONE_LEFT, "自申报的起始月份", "第12条", False)
RENT = Worked("租金补贴", "120000.00 元", False, "", "前三年的补贴 ＋ 后两年的补贴", "第12条", False)
DUE = Worked("应给予的金额", "120000.00 元", False, "", "向下取到分（租金补贴）", "第12条", False)


def test_what_only_hands_on_the_figure_before_it_goes_into_that_step() -> None:
    assert folded([RENT, DUE]) == [RENT._replace(label="租金补贴，即应给予的金额")]


def test_what_rounds_or_binds_or_follows_another_step_stays() -> None:
    for steps in (
        [RENT._replace(figure="120000.005 元"), DUE._replace(sum="120000.005 元，向下取到分")],
        [RENT, DUE._replace(binding=True)],
        [RENT, DUE._replace(source="示例〔2026〕1号")],
        [MONEY, DUE],
        [RENT, DUE._replace(figure="100000.00 元")],
        [DUE],
    ):
        assert folded(steps) == steps


def test_a_sum_without_months_says_so_itself() -> None:
    assert folded([MONTHS, RENT, MONEY]) == [RENT, MONEY._replace(sum=NONE_LEFT, names="")]


def test_a_sum_that_is_nothing_for_want_of_months_is_no_step_nor_is_the_one_that_adds_it() -> None:
    first = Worked("前三年的补贴", "120000.00 元", False, "10.00 元/㎡/月 × 12 个月", "标准 × 月数", "第12条", False)
    whole = first._replace(label="前三年的补贴，即应给予的金额")
    assert folded([first, MONTHS, MONEY, RENT, DUE]) == [whole]
    capped = Worked("上限", "100000.00 元", True, "", "租金补贴 与 限额，取较小者", "第12条", False)
    named = [whole._replace(label="前三年的补贴，即租金补贴，即应给予的金额"), capped]
    assert folded([first, MONTHS, MONEY, RENT, DUE, capped]) == named, "a name that is used later is told"
    later = MONEY._replace(names="", label="前三年的补贴", sum=NONE_LEFT)
    half = first._replace(label="后两年的补贴")
    assert folded([later, half, RENT, DUE]) == [half._replace(label="后两年的补贴，即应给予的金额")]
    for kept in (RENT._replace(binding=True), RENT._replace(names="前三年的补贴 ＋ 后两年的补贴 ＋ 其他")):
        assert len(folded([first, MONTHS, MONEY, kept])) == 3


def test_months_of_which_there_are_some_or_that_two_steps_reckon_with_stay() -> None:
    other = MONEY._replace(label="另一项补贴")
    for steps in (
        [MONTHS._replace(figure="2 个月"), MONEY],
        [MONTHS, MONEY, other],
        [MONTHS, MONEY._replace(figure="10.00 元")],
        [MONTHS._replace(sum=""), MONEY],
        [MONTHS._replace(binding=True), MONEY],
        [MONTHS],
    ):
        assert folded(steps) == steps


def test_pages_fold_as_papers_do_and_name_the_months_of_the_policy() -> None:
    line = {
        "scheme": "CZ-12", "on": "2026-10-31", "applicant_kind": "enterprise", "resident": True,
        "facts": {
            "space": "office", "area_m2": "100", "start_month": "2026-09", "first_month": "2026-09",
            "last_month": "2026-10", "assessment_passed": True, "other_subsidised_area_m2": "0",
        },
    }  # fmt: skip
    scheme = library().schemes["CZ-12"]
    steps = folded(worked(evaluate(library(), line).steps, {}))
    labels = [row.label for row in steps]
    assert "后两年的计补月数" not in labels and "应给予的金额" not in labels
    assert labels[-1] == "前三年的补贴，即应给予的金额" and "后两年的补贴" not in labels
    (early,) = [row for row in steps if row.label == "前三年的计补月数"]
    assert "政策首个完整月（2024-12）" in early.names and "政策最后完整月（2029-10）" in early.names
    assert scheme.policy.first_month and folded(steps) == steps


@pytest.mark.parametrize("example", examples(), ids=lambda example: example.id)
def test_no_step_of_a_worked_example_names_a_month_of_the_policy_without_it(example: Example) -> None:
    for row in worked(evaluate(library(), example.claim).steps, {}):
        assert not re.search("政策(首个|最后)完整月(?!（20)", row.names), row
