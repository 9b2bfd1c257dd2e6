"""A decision in words: the answer in a line, what it rests on, what is missing or would change it."""

import pytest

from subsidies.cases.explaining import Explanation, bounds_words, explain, field_label, limits_words, steps_saying
from subsidies.policies import library
from subsidies.rules import Decision, Outcome, Scheme, Step
from subsidies.rules.words.working import Worked
from tests import road
from tests.factories import CityFactory

LINES = {
    Outcome.PAYABLE: "¥1,234.56",
    Outcome.NOT_PAYABLE: "按目前的内容不予兑付",
    Outcome.NEEDS_DECISION: "最高 ¥500.00",
    Outcome.NEEDS_PARAMETER: "标准未公布",
    Outcome.CASE_BY_CASE: "一事一议",
    Outcome.INVALID: "填写完整后即可试算",
}


def scheme_of(code: str) -> Scheme:
    return library().schemes[code]


def decision(outcome: Outcome, **more: object) -> Decision:
    return Decision(outcome, "CZ-11", "条款", **more)  # type: ignore[arg-type]  # what a Decision has, by name


def of(outcome: Outcome) -> Decision:
    """An answer of each kind, with the money that such a one has."""
    amount = 1_234_56 if outcome == Outcome.PAYABLE else None
    return decision(outcome, amount=amount, ceiling=500_00 if outcome == Outcome.NEEDS_DECISION else None)


@pytest.mark.django_db
@pytest.mark.parametrize("outcome", list(Outcome))
def test_each_answer_has_its_line_its_label_and_its_shape(outcome: Outcome) -> None:
    told = explain(scheme_of("CZ-11"), of(outcome))
    assert (told.outcome, told.headline) == (outcome, LINES[outcome])
    assert told.figure_label == ("核定限额" if outcome == Outcome.NEEDS_DECISION else "试算结果")
    assert told.is_incomplete is (outcome == Outcome.INVALID)
    assert told.unpublished == []
    shapes = {
        Outcome.PAYABLE: "done", Outcome.NOT_PAYABLE: "stopped", Outcome.NEEDS_PARAMETER: "attention",
        Outcome.INVALID: "draft",
    }  # fmt: skip
    assert told.shape == shapes.get(outcome, "waiting")


@pytest.mark.django_db
def test_what_is_not_published_is_named_only_where_the_answer_waits_for_it(changzhi: object) -> None:
    (told,) = {tuple(explain(scheme_of("CZ-08"), of(Outcome.NEEDS_PARAMETER)).unpublished)}
    assert len(told) == 1 and "：未公布。" in told[0]
    others = [outcome for outcome in Outcome if outcome != Outcome.NEEDS_PARAMETER]
    assert [explain(scheme_of("CZ-08"), of(outcome)).unpublished for outcome in others] == [[]] * len(others)


@pytest.mark.django_db
def test_what_the_money_rests_on_is_told_with_it() -> None:
    road.policies_loaded()
    step = Step("一", "1.00", "规则")
    paid = explain(
        scheme_of("CZ-04A"), decision(Outcome.PAYABLE, amount=300, shares={"city": 200, "zone": 100}, steps=(step,))
    )
    payers = CityFactory(changzhi=True).payers
    assert paid.shares == [(payers["city"], "¥2.00"), (payers["zone"], "¥1.00")]
    assert (paid.amount, paid.reasons, paid.entitlements) == (300, [], [])
    assert [(row.label, row.figure, row.rule) for row in paid.steps] == [("一", "1.00", "规则")]
    beside = explain(scheme_of("JC-12B"), decision(Outcome.PAYABLE, amount=1, entitlements={"loan": 100}))
    assert len(beside.entitlements) == 1 and beside.entitlements[0].endswith("¥1.00") and beside.shares == []


def test_a_payable_answer_without_an_amount_is_nothing_and_one_with_an_amount_is_told_by_it() -> None:
    scheme = scheme_of("CZ-11")
    assert explain(scheme, decision(Outcome.PAYABLE)).headline == "¥0.00"
    assert explain(scheme, decision(Outcome.NOT_PAYABLE, amount=5_00)).headline == "¥5.00"


def test_the_sentences_of_the_answer_come_before_those_of_the_scheme_and_end_in_one_stop() -> None:
    scheme = scheme_of("CZ-04A")
    code, said = next(iter(scheme.reasons.items()))
    own = explain(scheme, decision(Outcome.NOT_PAYABLE, reasons=(code,)))
    assert own.reasons == [f"{said.rstrip('。')}。"]
    told = explain(scheme, decision(Outcome.NOT_PAYABLE, reasons=(code, "another"), sentences={code: "不在本市。"}))
    assert told.reasons == ["不在本市。", "another。"]


def test_texts_that_cannot_be_read_come_first_and_each_field_is_told_once() -> None:
    scheme = scheme_of("CZ-11")
    invalid = decision(Outcome.INVALID, reasons=("fact:area_m2", "on"), sentences={"fact:area_m2": "面积不对"})
    told = explain(scheme, invalid, {"area_m2": "不是数"})
    assert told.problems == [("area_m2", "不是数"), ("on", "on")] and told.is_incomplete
    assert explain(scheme, of(Outcome.PAYABLE), {"area_m2": "不是数"}).outcome == Outcome.INVALID
    assert explain(scheme, of(Outcome.PAYABLE), {}).outcome == Outcome.PAYABLE


@pytest.mark.parametrize(
    ("floor", "ceiling", "limits", "bounds"),
    [
        (None, None, "", "由责任单位核定"),
        (0, None, "", "由责任单位核定"),
        (100_00, None, "¥100.00以上", "¥100.00以上，由责任单位核定"),
        (None, 500_00, "最高 ¥500.00", "最高 ¥500.00"),
        (0, 500_00, "最高 ¥500.00", "最高 ¥500.00"),
        (0, 0, "最高 ¥0.00", "最高 ¥0.00"),
        (100_00, 500_00, "¥100.00 至 ¥500.00", "¥100.00 至 ¥500.00"),
    ],
)
def test_bounds_in_words(floor: int | None, ceiling: int | None, limits: str, bounds: str) -> None:
    assert (limits_words(floor, ceiling), bounds_words(floor, ceiling)) == (limits, bounds)


@pytest.mark.django_db
def test_the_two_leading_units_are_named_as_those_who_decide() -> None:
    several = explain(scheme_of("CZ-10"), of(Outcome.CASE_BY_CASE))
    assert several.note == "文件没有规定金额，由市科技局、市发改委研究确定。"
    assert explain(scheme_of("CZ-11"), of(Outcome.NEEDS_DECISION)).note == "具体金额由长治高新区审核时在限额内核定。"


@pytest.mark.parametrize(
    ("scheme", "name", "label"),
    [
        ("CZ-04A", "on", "发证日期"),
        ("CZ-04A", "record", "高新技术企业证书"),
        ("CZ-04A", "reference", "高新技术企业证书"),
        ("CZ-03", "reference", "统一社会信用代码"),
        ("CZ-16", "year", "本次申报的年度"),
        ("CZ-12", "months", "本次申报的月份"),
        ("CZ-09", "achievement", "科技成果名称或登记号"),
        ("CZ-04A", "resident", "是否入驻"),
        ("CZ-04A", "applicant_kind", "主体类型"),
        ("CZ-04A", "other_policy_amount", "同一事项已获本市其他政策的金额"),
        ("CZ-04A", "nobody_knows", "nobody_knows"),
    ],
)
def test_each_question_has_its_label(scheme: str, name: str, label: str) -> None:
    assert field_label(scheme_of(scheme), name) == label
    fact = next(iter(scheme_of(scheme).facts.values()))
    assert field_label(scheme_of(scheme), fact.name) == fact.label != fact.name


def test_an_explanation_is_told_apart_by_what_it_says() -> None:
    """It is compared and kept by value."""
    assert (
        Explanation(Outcome.INVALID, "一") == Explanation(Outcome.INVALID, "一") != Explanation(Outcome.INVALID, "二")
    )


@pytest.mark.parametrize("words", ["A", "\u9fff，以后不再补"])
def test_the_sentence_of_this_matter_stands_in_place_of_the_general_one(words: str) -> None:
    scheme = scheme_of("CZ-04A")
    general = scheme.reasons["not_resident"]
    steps = [Step("入驻情况", "不符合", f"第19条：{general}"), Step("其他", "1", "第4条：别的")]
    first, second = steps_saying(scheme, steps, {"not_resident": words, "no_such_reason": "无"})
    assert (first.rule, second.rule) == (f"第19条：{words}", "第4条：别的")
    assert steps_saying(scheme, steps, {"not_resident": general}) == tuple(steps)


@pytest.mark.django_db
def test_where_an_office_finds_the_figure_of_each_matter_no_document_is_said_to_be_missing() -> None:
    """The standard for one deal (JC-10) is found in the review; the rate of vouchers (CZ-08) is published."""
    told = explain(scheme_of("JC-10"), Decision(Outcome.NEEDS_PARAMETER, "JC-10", "条款"))
    assert told.headline == "金额待核定"
    assert told.note.startswith("“按省补助标准计算的金额”由") and "公布" not in told.note
    assert told.note.endswith("在审核时核定，核定后即可算出金额；可以先提交，无须重新申报。")
    waits = explain(scheme_of("CZ-08"), Decision(Outcome.NEEDS_PARAMETER, "CZ-08", "条款"))
    assert waits.headline == "标准未公布" and "标准公布后再核算金额" in waits.note


@pytest.mark.parametrize(
    ("figures", "amount", "told"),
    [
        # the sum of a product, though the zone's share is reckoned behind it
        ([("小计", "600.00 元", "10.00 元 × 60"), ("市", "200.00 元", "600 元 － 400 元")], 600_00, "10.00 元 × 60"),
        # parts of a fen are left out in the end
        ([("小计", "6.005 元", "0.5 × 12.01 元"), ("金额", "6.00 元", "向下取到分")], 6_00, "0.5 × 12.01 元"),
        # a standard of the text has no sum
        ([("一次性奖励，即应给予的金额", "50.00 元", "")], 50_00, "第1条 一次性奖励"),
        # what no step comes to is told by none
        ([("小计", "60 ㎡", "6 ㎡ × 10"), ("金额", "7.00 元", "1 × 7")], 60_00, ""),
        ([("小计", "0.00 元", "0 × 7")], None, ""),
    ],
)  # fmt: skip
def test_the_amount_is_told_by_the_step_that_comes_to_it(
    figures: list[tuple[str, str, str]], amount: int | None, told: str
) -> None:
    steps = [Worked(label, figure, False, sums, "", "第1条", given=False) for label, figure, sums in figures]
    given = Worked("申报的金额", "600.00 元", False, "不是它", "", "", given=True)
    assert Explanation(Outcome.PAYABLE, "", amount=amount, steps=[given, *steps]).in_numbers == told
