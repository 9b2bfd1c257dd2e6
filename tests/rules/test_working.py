"""A reckoning with its numbers first: formulas in figures, spans of months as one, what fails with its facts."""

import pytest

from subsidies.cases.presenting import asked_of
from subsidies.policies import library
from subsidies.rules import Step, evaluate
from subsidies.rules.words.working import Worked, worked

RENT = {
    "space": "workshop", "area_m2": "5000", "start_month": "2025-01", "first_month": "2025-01",
    "last_month": "2025-12", "assessment_passed": True, "other_subsidised_area_m2": "0",
}  # fmt: skip


def of(scheme: str, facts: dict[str, object], on: str = "2026-01-15") -> dict[str, Worked]:
    line = {"scheme": scheme, "on": on, "applicant_kind": "enterprise", "resident": True, "facts": facts}
    return {
        row.label: row for row in worked(evaluate(library(), line).steps, asked_of(library().schemes[scheme], line))
    }


def test_rent_is_said_in_numbers_with_names_and_article_beneath() -> None:
    found = of("CZ-12", RENT)
    first = found["前三年的补贴"]
    assert (first.sum, first.figure) == ("10.00 元/㎡/月 × 5000 ㎡ × 12 个月", "600000.00 元")
    assert (first.article, first.names) == ("第12条", "前三年补贴标准 × 计补面积 × 前三年的计补月数")
    assert found["前三年的计补月数"].sum == "2025-01 至 2025-12，共 12 个月"
    assert found["后两年的计补月数"].sum == "2028-01 晚于 2025-12，没有月份"
    assert found["计补面积"].sum == "5000 ㎡ 与 30000 ㎡，取较小者"
    assert found["前三年的计补月数"].names == (
        "自申报的起始月份、政策首个完整月（2024-12）中较晚的月份，至申报的截止月份、政策最后完整月（2029-10）、"
        "首次享受补贴的租赁首月 ＋ 执行前三年标准的月数 － 1 个月中较早的月份"
    )
    assert found["应给予的金额"].sum == "" and found["申报条件"].sum == ""
    given = {label for label, row in found.items() if row.given}
    assert given == {"租用面积", "申报的起始月份", "申报的截止月份", "首次享受补贴的租赁首月", "房屋用途"} & set(found)


def test_months_over_the_end_of_the_first_years_are_cut_to_them() -> None:
    found = of("CZ-12", RENT | {"first_month": "2027-10", "last_month": "2028-03"}, "2028-04-15")
    assert found["前三年的计补月数"].sum == "2027-10 至 2027-12，共 3 个月"
    assert found["后两年的计补月数"].sum == "2028-01 至 2028-03，共 3 个月"


def test_parts_of_a_fen_are_said_to_be_rounded_and_nothing_else_is() -> None:
    facts = {"loan_kind": "credit", "interest_paid": "43210.99", "principal": "1000000", "prior_awarded": "0"}
    found = of("CZ-16", facts)
    assert found["贷款利息的50%"].sum == "50% × 43210.99 元"
    assert found["贴息额（两项中较低者）"].sum == "21605.495 元 与 30000.00 元，取较小者"
    assert found["应给予的金额"].sum == "21605.495 元 与 200000.00 元，取较小者，向下取到分"


@pytest.mark.parametrize(
    ("facts", "label", "told"),
    [
        ({"newly_approved": True, "category": "other_city"}, "平台类别在支持范围内", "平台类别 其他市级平台"),
        ({"newly_approved": False, "category": "provincial_key_lab"}, "平台为新获批", "是否为新获批的平台 否"),
    ],
)
def test_what_is_not_met_says_of_which_facts(facts: dict[str, object], label: str, told: str) -> None:
    assert of("JC-04", facts)[label].sum == told


def test_the_day_and_the_kind_that_fail_are_said_too() -> None:
    facts = {"newly_approved": True, "category": "other_city"}
    line = {"scheme": "JC-04", "on": "2020-01-01", "applicant_kind": "individual", "resident": True, "facts": facts}
    steps = evaluate(library(), line).steps
    found = {row.label: row.sum for row in worked(steps, asked_of(library().schemes["JC-04"], line))}
    assert (found["政策有效期"], found["申请人类别"]) == ("事项日期 2020-01-01", "申请人类别 个人")


def test_a_name_that_stands_nowhere_above_leaves_the_rule_in_words() -> None:
    (row,) = worked([Step("和", "3", "第1条：「没有的」 ＋ 〔一：1〕", True)], {})
    assert (row.sum, row.names, row.rule, row.binding) == ("", "没有的 ＋ 一", "第1条：没有的 ＋ 一", True)
    (row,) = worked([Step("议定金额", "¥1.00", "一事一议，依据：评审意见")], {})
    assert (row.sum, row.rule) == ("", "一事一议，依据：评审意见")


@pytest.mark.parametrize(("rule", "article", "names"), [
    ("一事一议，依据：示例纪要〔2026〕9号：第2项", "", "一事一议，依据：示例纪要〔2026〕9号：第2项"),
    ("第10条：按议定的数额", "第10条", "按议定的数额"),
    ("方案五(一)2：按议定的数额", "方案五(一)2", "按议定的数额"),
])  # fmt: skip
def test_a_sentence_with_a_colon_of_its_own_cites_no_article(rule: str, article: str, names: str) -> None:
    (row,) = worked([Step("议定金额", "¥600,000.00", rule, False)], {})
    assert (row.article, row.names) == (article, names) and row.rule == rule
