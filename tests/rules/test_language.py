"""A policy file with an error does not load, and says in one sentence where and what."""

import pytest

from subsidies.policies import policy_texts
from subsidies.rules import PolicyError, evaluate, load_library

FILE = "changzhi-2024-15.yaml"
OLD = "interest_half: {formula: interest_share * interest_paid, label: '贷款利息的{interest_share}'}"


def refused(old: str, new: str) -> PolicyError:
    """The error of loading the Changzhi policy after one change."""
    text = policy_texts()[FILE]
    assert text.count(old) == 1, old
    with pytest.raises(PolicyError) as error:
        load_library({FILE: text.replace(old, new)})
    return error.value


def interest(formula: str) -> PolicyError:
    return refused(OLD, f"interest_half: {{formula: '{formula}', label: 贷款利息的50%}}")


@pytest.mark.parametrize(
    ("formula", "what"),
    [
        ("interest_paid + on_month", "混在一起"),
        ("interest_paid / prior_awarded", "不为零的常数"),
        ("interest_paid / 0", "不为零的常数"),
        ("interest_paid / (1 - 1)", "不为零的常数"),
        ("1/2 * interest", "不认识的名字“interest”"),
        ('__import__("os")', "不是这种语言里的函数"),
        ("interest_paid.real", "不允许"),
        ("[interest_paid][0]", "不允许"),
        ("interest_paid ** 2", "不允许"),
        ("interest_paid * 0.5", "整数之比"),
        ("interest_paid if loan_kind == credit else 0", "不允许"),
        ("choice(loan_kind, credit=interest_paid, guarantee=principal)", "没有说明"),
        ("choice(loan_kind, credit=1, cash=2)", "没有取值“cash”"),
        ("floor(interest_paid)", "floor 只取没有单位的数的整数部分，这里是元；先除以同一单位的数字"),
        ("floor(interest_paid, 2)", "floor 只取一个没有单位的数"),
        ("months(on_month)", "months 应写两个月份"),
        ("min(interest_paid)", "min 至少写两个数或月份"),
        ("interest_paid +", "写法不对"),
        ("loan_kind == credit", "结果应当是数"),
        ("(" * 500 + "1" + ")" * 500, "写法不对"),
    ],
)
def test_a_wrong_formula_names_file_scheme_line_and_what(formula, what):
    error = interest(formula)
    line = policy_texts()[FILE].splitlines().index("      " + OLD) + 1
    assert (error.file, error.scheme, error.line) == (FILE, "CZ-16", line)
    assert what in error.what
    assert str(error).startswith(f"{FILE} 第{line}行 CZ-16：")
    assert "\n" not in str(error)


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("per_m2: {label: 每平方米补贴上限, value: 1000, unit: 元/㎡}",
         "per_m2: {label: 每平方米补贴上限, value: 1000, unit: 元}", "混在一起"),
        ("area_left: {formula: area_limit - other_subsidised_area_m2, label: 可补贴面积余额}",
         "area_left: {formula: area_limit - early_rate, label: 可补贴面积余额}", "混在一起"),
        ("holds: market != shanxi_equity_exchange or financed", "holds: financed", "可能没有填报"),
        ("amount: {formula: tier_amount, label: 上市挂牌支持资金}", "amount: {formula: tiers}", "不认识的名字"),
        ("    title: 租金补贴\n", "    title: 租金补贴\n    title: 租金\n", "写了两次"),
        ("    title: 租金补贴\n", "    title: 租金补贴\n    rent: 1\n", "不认识的项“rent”"),
        ("  12: [长治高新区]\n", "", "责任单位"),
        ("first: 2024-11-28", "first: 2024-11-31", "应当是日期"),
        ("values: {workshop: 30000, office: 2000}", "values: {workshop: 30000, shed: 2000}", "不是“space”的取值"),
        ("values: {workshop: 30000, office: 2000}", "values: {workshop: 3e4, office: 2000}", "应当是一个数"),
        ("values: {1: 300000, 2: 200000,", "values: {1: 300000, 20000: 200000,", "不是“recognition_no”的取值"),
        ("values: {1: 300000, 2: 200000,", "values: {1: 300000, 01: 200000,", "不是“recognition_no”的取值"),
    ],
)  # fmt: skip
def test_other_errors_have_a_place_too(old, new, what):
    error = refused(old, new)
    assert what in error.what
    assert error.line > 0


def test_a_unit_that_does_not_fit_is_reported_where_it_is_used():
    error = interest("interest_paid * principal")
    assert "以元·元计的数与以元计的数混在一起" in error.what
    assert error.line == policy_texts()[FILE].splitlines().index("      " + OLD) + 3


def test_broken_yaml_has_a_line():
    with pytest.raises(PolicyError, match=r"x\.yaml 第2行"):
        load_library({"x.yaml": "policy: a\n  b: : c\n"})


def test_a_figure_changed_in_the_file_changes_the_award():
    text = policy_texts()[FILE].replace(
        "each: {label: 每一档贷款增加额, value: 10000000", "each: {label: 每一档贷款增加额, value: 5000000"
    )
    claim = {
        "scheme": "CZ-15", "on": "2026-03-31", "applicant_kind": "bank", "resident": True,
        "facts": {"newly_established": True, "eligible_loan_increase": "39999999.99"},
    }  # fmt: skip
    assert evaluate(load_library({FILE: text}), claim).amount == 70000000


PRIOR = "prior_awarded: {type: money, label: 此前累计已获贴息, default: 0,"


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        (PRIOR, PRIOR.replace("default: 0", "default: q w"), "默认值“q w”不对"),
        (PRIOR, PRIOR.replace("default: 0", "default: 0.5"), "默认值“0.5”不对"),
        (PRIOR, PRIOR.replace("default: 0", "default: -1"), "默认值“-1”不对"),
        ("loan_kind: {type: enum,", "loan_kind: {type: enum, default: credit,", "只有是或否和数可以有默认值"),
        ("{type: bool, label: 是否为新设", "{type: bool, default: True, label: 是否为新设", "默认值“True”不对"),
        ("{type: rate, label: 创新券", "{type: rate, default: 2, label: 创新券", "高于可以核定的上限1"),
        ("interest_paid: {type: money,", "interest_paid: {type: money, least: gold,", "核定范围用到的数字“gold”"),
        ("area_m2: {type: decimal, unit: ㎡, label: 租用面积,",
         "area_m2: {type: decimal, most: area_limit, unit: ㎡, label: 租用面积,", "或是一张表"),
    ],
)  # fmt: skip
def test_a_wrong_default_or_bound_is_refused_at_the_line_of_its_fact(old, new, what):
    error = refused(old, new)
    text = policy_texts()[FILE].replace(old, new)
    assert what in error.what
    assert error.line == text[: text.index(new)].count("\n") + 1
    assert error.scheme.startswith("CZ-")


def test_what_a_payer_bears_at_most_may_be_a_step_as_the_error_says():
    error = refused("limit: city_part", "limit: city_prat")
    assert error.what == "不认识的名字“city_prat”；limit 可以写一个步骤（steps）的名称，由步骤算出金额"


def test_a_table_is_not_looked_up_by_what_the_office_decides():
    error = refused("recognition_no: {type: int, label: ", "recognition_no: {type: int, given_by: officer, label: ")
    assert "不能按“recognition_no”查：它由经办人核定" in error.what
    assert "given_by: applicant" in error.what
