"""Steps that say nothing of their own are folded on a paper."""

from subsidies.rules.words.folding import folded
from subsidies.rules.words.working import Worked

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
