"""What the lines of a reckoning say is true of the claim that they are about."""

import json
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from subsidies.policies import library, policy_texts
from subsidies.rules import Decision, PolicyError, Step, evaluate, load_library
from subsidies.rules.batch.answering import Answerer, LineBlock
from subsidies.rules.model.decision import yuan
from subsidies.rules.model.jsontext import write_json
from subsidies.rules.model.values import ratio
from subsidies.rules.words.cache import money_text
from subsidies.rules.words.wording import YUAN_STYLE

ANSWERER = Answerer(library(), least_rows=1)
DAYS = {"CZ": "2026-03-31", "JC": "2026-03-31", "LL": "2025-03-31"}


def decided(code: str, facts: dict[str, Any], **header: Any) -> Decision:
    """The decision on a claim by a resident of the first kind that the scheme supports; a batch says the same."""
    claim = {
        "scheme": code, "on": DAYS[code[:2]], "applicant_kind": library().schemes[code].kinds[0], "resident": True,
        "facts": facts,
    }  # fmt: skip
    decision = evaluate(library(), claim | header)
    _, answer = ANSWERER.answer(LineBlock(1, [write_json(claim), write_json(claim | header)])).lines
    assert json.loads(answer)["steps"] == decision.to_json()["steps"]
    return decision


def met(decision: Decision) -> list[str]:
    """What the line of the conditions lists."""
    (line,) = [step for step in decision.steps if step.label == "申报条件"]
    return line.rule.partition("：")[2].split("；")


HIRED = {
    "newly_hired_full_time": True, "degree": "doctor", "contract_years": "3", "insurance_months": 6,
    "hired_month": "2025-06",
}  # fmt: skip


@pytest.mark.parametrize(
    ("code", "facts", "listed", "left_out"),
    [
        ("CZ-14", {"tech_enterprise": True, "market": "shanghai", "tier_amount": "1"},
         "为科技型企业", "在山西股交中心挂牌并融资成功"),
        ("CZ-14", {"tech_enterprise": True, "market": "shanghai"}, "为科技型企业", "在山西股交中心挂牌并融资成功"),
        ("CZ-14", {"tech_enterprise": True, "market": "shanxi_equity_exchange", "financed": True},
         "在山西股交中心挂牌并融资成功", ""),
        ("JC-09", {"contest": "national", "provincial_reward": "5"}, "全国赛已获得省奖励", "山西赛区获一、二、三等奖"),
        ("JC-09", {"contest": "shanxi_division", "rank": 2}, "山西赛区获一、二、三等奖", "全国赛已获得省奖励"),
        ("JC-14", HIRED | {"mode": "purchase", "purchase_standard": "50000"}, "在五年之内", "申报月份在有效期内"),
        ("JC-14", HIRED | {"mode": "rent", "first_month": "2026-01", "last_month": "2026-02"},
         "申报月份在有效期内", ""),
        ("JC-08", {"contract_kind": "technology_transfer", "transaction_amount": "5"}, "转化方式在支持范围内", ""),
        ("CZ-07", {"level": "national", "prize": "progress", "grade": "first", "first_completing_unit": True,
                   "upper_reward": "5"}, "奖项在支持范围内", ""),
    ],
)  # fmt: skip
def test_a_condition_of_another_mode_is_not_called_met(code, facts, listed, left_out):
    words = met(decided(code, facts))
    assert listed in words
    assert left_out not in words


@pytest.mark.parametrize(
    ("code", "facts", "header", "says"),
    [
        ("CZ-04A", {"recognition_no": 1}, {}, ["申请人类别和入驻情况相符"]),
        ("CZ-04A", {"recognition_no": 1}, {"approved_outside": True}, ["申请人类别和入驻情况相符"]),
        ("CZ-04A", {"recognition_no": 1}, {"approved_outside": True, "resident": False},
         ["申请人类别相符", "经工作专班审核同意（第19条）"]),
        ("JC-16", {"investee_covered": True, "invested_amount": "5"}, {"resident": False}, ["申请人类别相符"]),
        ("JC-16", {"investee_covered": True, "invested_amount": "5"}, {}, ["申请人类别相符"]),
        ("CZ-13", {}, {"approved_outside": True, "resident": False},
         ["申请人类别相符", "经工作专班审核同意（第19条）"]),
        ("LL-06A", {"local_contribution": "5"}, {"resident": False}, ["申请人类别相符"]),
    ],
)  # fmt: skip
def test_nobody_is_called_resident_who_is_not_or_is_not_asked(code, facts, header, says):
    words = met(decided(code, facts, **header))
    assert words[1 : 1 + len(says)] == says
    assert not any("入驻" in word or "专班" in word for word in words[1 + len(says) :])


def line(decision: Decision, label: str) -> Step:
    """The one line with this label."""
    (found,) = [step for step in decision.steps if step.label == label]
    return found


@pytest.mark.parametrize(
    ("code", "facts", "label"),
    [
        ("JC-03", {"selected": True, "used_as_capital": True, "paid_in_capital": "600000.01"},
         "启动资金上限（最高50万元且不高于实缴资金的50%）"),
        ("CZ-03", {"newly_resident": True, "used_as_capital": True, "fits_industry": True, "recognition": "high_tech",
                   "paid_in_capital": "1500000.04"}, "启动资金上限（最高100万元且不高于实缴资金的20%）"),
        ("CZ-11", {"completed": True, "third_party_assessed": True, "area_m2": "1000", "assessed_cost": "33.35"},
         "装修补贴上限（两项中较低者）"),
    ],
)  # fmt: skip
def test_a_bound_is_shown_as_it_is_answered(code, facts, label):
    decision = decided(code, facts)
    step = line(decision, label)
    assert step.figure == f"{yuan(decision.ceiling)} 元"
    assert "：向下取到分（较小者（" in step.rule


def test_a_bound_without_parts_of_a_fen_is_not_rounded():
    decision = decided("JC-11C", {"high_level_talent": True, "solves_key_problem": True, "months_worked": 3})
    assert "向下取到分" not in line(decision, "可核定金额的上限（实际工作月数乘以每月2万元）").rule


def test_months_that_are_counted_of_the_claim_are_not_said_to_stand_in_the_ledger():
    decision = decided("JC-11C", {"high_level_talent": True, "solves_key_problem": True, "months_worked": 3})
    assert line(decision, "在本市实际工作月数")[1:3] == ("3 个月", "第11条：按申报的月份计数")


EVALUATED = {"passed_evaluation": True}
SHARE = {"investee_covered": True, "rate": "0.333333"}


REST = "「绩效补助（最高不超过100万元）」 － 「本市其他政策已给金额」"
ABOVE = f"第5条：较大者（0.00 元，{REST}）"
NOTHING_LEFT, CRUMBS = ("不低于本项", "不足一分"), ("差额却不足一分", "不低于本项")


@pytest.mark.parametrize(
    ("code", "facts", "other", "rule", "says"),
    [
        ("JC-05B", EVALUATED | {"provincial_subsidy": "0.06"}, "0.01", f"第5条：向下取到分（{REST}）", CRUMBS),
        ("JC-16", SHARE | {"invested_amount": "1000.01"}, "333.33",
         "第16条：向下取到分（「投资奖励」 － 「本市其他政策已给金额」）", CRUMBS),
        ("JC-05B", EVALUATED | {"provincial_subsidy": "0.10"}, "0.02", ABOVE, NOTHING_LEFT),
        ("JC-05B", EVALUATED | {"provincial_subsidy": "100"}, "60", ABOVE, NOTHING_LEFT),
    ],
)  # fmt: skip
def test_the_rest_over_another_policy_is_subtracted_in_a_line(code, facts, other, rule, says):
    decision = decided(code, facts, other_policy_amount=other)
    assert decision.reasons == ("other_policy_higher",)
    assert line(decision, "差额")[1:3] == ("0.00 元", rule)
    said, unsaid = says
    assert said in line(decision, "就高不重复").rule
    assert unsaid not in line(decision, "就高不重复").rule


def test_less_than_a_fen_is_not_called_nothing():
    crumbs = decided("JC-05B", EVALUATED | {"provincial_subsidy": "0.04"})
    assert line(crumbs, "绩效补助（最高不超过100万元）").figure == "0.008 元"
    assert line(crumbs, "应给予的金额")[1:3] == ("0.00 元", "第5条：向下取到分（「绩效补助（最高不超过100万元）」）")
    assert "金额不足一分" in line(crumbs, "计算结果").rule
    nothing = decided("JC-16", SHARE | {"invested_amount": "0"})
    assert "金额为零，" in line(nothing, "计算结果").rule
    assert [step for step in nothing.steps if step.label == "应给予的金额"] == []


def test_the_sentence_of_a_reason_is_true_of_both_its_cases():
    reasons = library().schemes["JC-05B"].reasons
    assert "不低于本项，或者差额不足一分" in reasons["other_policy_higher"]
    assert "为零或不足一分" in reasons["zero_amount"]


LOAN = {"loan_kind": "credit", "interest_paid": "60000", "principal": "2000000"}
BALANCE = "每个支持对象累计最高20万元的余额"


@pytest.mark.parametrize("prior", ["200000.01", "9000000", "123456789012345678901234567"])
def test_a_balance_below_nothing_is_none(prior):
    decision = decided("CZ-16", LOAN | {"prior_awarded": prior})
    assert decision.reasons == ("cap_exhausted",)
    step = line(decision, BALANCE)
    assert step.figure == "0.00 元"
    assert step.rule.startswith("第16条：较大者（0.00 元，")


@pytest.mark.parametrize("prior", ["200000", "199999.99"])
def test_a_balance_is_a_plain_subtraction_elsewhere(prior):
    assert "较大者" not in line(decided("CZ-16", LOAN | {"prior_awarded": prior}), BALANCE).rule


@pytest.mark.parametrize(
    ("prior", "shown"), [({}, "0.00 元"), ({"prior_awarded": 0}, "0.00 元"), ({"prior_awarded": "5.5"}, "5.50 元")]
)
def test_a_cap_is_named_with_its_figure_and_what_was_awarded_before(prior, shown):
    decision = decided("CZ-16", LOAN | prior)
    assert line(decision, "此前累计已获贴息")[1:3] == (shown, "第16条：按发放台账")
    says = "第16条：〔每个支持对象累计最高20万元：200000.00 元〕 － 「此前累计已获贴息」"
    assert line(decision, BALANCE).rule == says


@pytest.mark.parametrize(
    ("code", "facts", "says"),
    [
        ("JC-03", {"selected": True, "used_as_capital": True, "paid_in_capital": "600000.01",
                   "decided_amount": "300000.01"},
         "按「核定的启动资金」 300000.01 元，应在 0.00 元 至 300000.00 元 之间"),
        ("JC-12B", {"review_passed": True, "qualification": "doctor", "decided_amount": "1"},
         "按「核定的项目资助」 1.00 元，应在 300000.00 元 至 500000.00 元 之间"),
        ("JC-11C", {"high_level_talent": True, "solves_key_problem": True, "months_worked": 3,
                    "monthly_standard": "20000.01"},
         "按「核定的每月补贴标准」 20000.01 元/月，应不超过 20000.00 元/月"),
        ("JC-14", HIRED | {"mode": "purchase", "purchase_standard": "400000"},
         "按「购房补贴标准」 400000.00 元，应在 50000.00 元 至 350000.00 元 之间"),
        ("JC-16", {"investee_covered": True, "invested_amount": "5", "rate": "1.5"},
         "按「投资奖励比例」 150%，应不超过 100%"),
    ],
)  # fmt: skip
def test_what_is_out_of_bounds_is_named_with_its_bounds(code, facts, says):
    decision = decided(code, facts)
    assert decision.reasons == ("decision_out_of_bounds",)
    assert line(decision, "核定范围").rule.endswith(f"重新核定（{says}）")


def test_a_floor_that_no_text_gives_cites_no_article():
    project = decided("JC-07", {"approved_project": True, "city_partner": True})
    assert line(project, "可核定金额的下限")[1:3] == ("0.00 元", "内部规则：文件未规定下限")
    talent = decided("JC-12B", {"review_passed": True, "qualification": "doctor"})
    assert line(talent, "项目资助下限30万元").rule.startswith("第12条：")


RENT = {
    "space": "workshop", "area_m2": "100", "start_month": "2025-01", "first_month": "2025-03", "last_month": "2025-12",
    "assessment_passed": True,
}  # fmt: skip


def test_it_is_said_why_there_are_no_months_to_count():
    early = decided("CZ-12", RENT)
    assert line(early, "后两年的计补月数").figure == "0 个月"
    assert line(early, "后两年的计补月数").rule.endswith("），起月晚于止月时为0")
    assert line(early, "前三年的计补月数").rule.endswith("））")
    late = decided("CZ-12", RENT | {"start_month": "2022-01"})
    assert line(late, "后两年的计补月数").rule.endswith("））")
    assert line(late, "前三年的计补月数").rule.endswith("），起月晚于止月时为0")
    home = HIRED | {"mode": "rent", "first_month": "2026-01", "last_month": "2026-02", "monthly_standard": "1000"}
    assert "起月" not in line(decided("JC-14", home), "可计补贴的月数（五年内且在有效期内的完整月份）").rule
    assert decided("JC-14", HIRED | {"mode": "purchase", "purchase_standard": "50000"}).outcome == "payable"


def test_a_number_that_has_words_is_shown_by_them():
    prize = decided("JC-09", {"contest": "shanxi_division", "rank": 2})
    assert line(prize, "山西赛区获奖等次").figure == "二等奖"
    certificate = decided("CZ-04A", {"recognition_no": 3})
    assert line(certificate, "第几次通过高新技术企业认定").figure == "第3次"


def test_only_enterprises_are_let_in_from_outside_and_others_are_told():
    lab = {"newly_approved": True, "category": "key_lab", "level": "provincial"}
    outside = {"resident": False, "approved_outside": True}
    decision = decided("CZ-05", lab, applicant_kind="university", **outside)
    assert decision.reasons == ("not_resident",)
    assert line(decision, "入驻情况").rule.endswith("的企业经工作专班审核同意后也可申报；其他类别的单位须入驻")
    assert "其他类别" not in library().schemes["CZ-04A"].reasons["not_resident"]


@pytest.mark.parametrize("key", ["shown: {first: 一等奖}", "shown: [1]"])
def test_words_for_numbers_name_numbers(key):
    file = "jincheng-2024-39.yaml"
    text = policy_texts()[file].replace("shown: {1: 一等奖, 2: 二等奖, 3: 三等奖}", key)
    with pytest.raises(PolicyError):
        load_library({file: text})


@pytest.mark.parametrize(
    ("code", "facts", "shown"),
    [
        ("CZ-07", {"level": "national", "prize": "progress", "grade": "first", "first_completing_unit": True,
                   "upper_reward": "5"}, {"奖项名称": "科学技术进步奖", "获奖等级": "一等奖"}),
        ("JC-13", HIRED | {"first_month": "2026-01", "last_month": "2026-02"},
         {"劳动合同年限": "3 年", "已缴纳社会保险月数": "6 个月"}),
        ("JC-14", HIRED | {"mode": "purchase", "purchase_standard": "50000"},
         {"劳动合同年限": "3 年", "已缴纳社会保险月数": "6 个月", "到企业工作的首月": "2025-06"}),
        ("JC-11A", {"high_level_talent": True, "contract_years": "3.5", "insurance_months": 7},
         {"劳动合同年限": "3.5 年", "已缴纳社会保险月数": "7 个月"}),
        ("CZ-14", {"tech_enterprise": True, "market": "shanghai"}, {"上市挂牌场所": "上海证券交易所"}),
    ],
)  # fmt: skip
def test_what_a_condition_hangs_on_is_among_the_lines(code, facts, shown):
    decision = decided(code, facts)
    assert {label: line(decision, label).figure for label in shown} == shown


def test_what_the_words_of_a_condition_repeat_is_not():
    for code, facts, label in (
        ("JC-11A", {"high_level_talent": True, "contract_years": "3", "insurance_months": 7}, "是否经认定为高层次人才"),
        (
            "CZ-14",
            {"tech_enterprise": True, "market": "shanxi_equity_exchange", "financed": True},
            "挂牌后是否融资成功",
        ),
    ):
        assert label not in [step.label for step in decided(code, facts).steps]


@pytest.mark.parametrize(
    ("keys", "named"),
    [
        (["colour"], '"colour"'),
        (['say "red"\n'], r'"say \"red\"\n"'),
        (["颜色"], '"颜色"'),
        (["\ud800"], r'"\ud800"'),
        (["x" * 5000], f'"{"x" * 40}…"'),
        (["a", "b", "c", "d"], '"a"、"b"、"c"等4项'),
    ],
)
def test_what_is_unknown_is_named(keys, named):
    unknown = dict.fromkeys(keys, 1)
    fact = decided("CZ-04A", {"recognition_no": 1} | unknown)
    header = decided("CZ-04A", {"recognition_no": 1}, **unknown)
    assert (fact.reasons, header.reasons) == (("unknown_fact",), ("unknown_header",))
    assert fact.steps[0].rule.endswith(f"请删去或改正名称：{named}")
    assert header.steps[0].rule.endswith(f"请删去或改正名称：{named}")


@given(above=st.integers(0, 10**15), below=st.sampled_from([2, 3, 4, 5, 7, 8, 50, 125, 1000, 2000]))
def test_money_is_written_alike_by_the_short_way_and_the_long(above: int, below: int) -> None:
    for fen in (ratio(above, below), Fraction(above, below), Fraction(above)):
        assert money_text(fen) == YUAN_STYLE.text(fen)
