"""Sentences that take their numbers from the figures, and the linter that finds those typed in."""

from datetime import date
from fractions import Fraction

import pytest

from subsidies.policies import library, policy_texts
from subsidies.rules import PolicyError, Supersession, evaluate, load_library, with_figures
from subsidies.rules.documents.placeholders import Measured, NoSuchNumber, said
from subsidies.rules.linting.written_numbers import written_numbers

CHANGZHI = "changzhi-2024-15.yaml"
DAY = date(2026, 1, 1)
NUMBERS = {
    "most": Measured(Fraction(500_000), "元"),
    "per_m2": Measured(Fraction(1000), "元/㎡"),
    "large": Measured(Fraction(200_000_000), "元"),
    "odd": Measured(Fraction("12345.5"), "元"),
    "half": Measured(Fraction(1, 2), ""),
    "third": Measured(Fraction(1, 3), ""),
    "rate.high": Measured(Fraction(7, 200), ""),
    "term": Measured(Fraction(60), "个月"),
    "early": Measured(Fraction(36), "个月"),
    "odd_term": Measured(Fraction(30), "个月"),
    "years": Measured(Fraction(3), "年"),
    "area": Measured(Fraction(30_000), "㎡"),
    "times": Measured(Fraction(2), "倍"),
    "nothing": Measured(Fraction(0), "元"),
}


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("最高{most}", "最高50万元"),
        ("{per_m2}和{large}", "1000元和2亿元"),
        ("{odd}、{nothing}", "12345.5元、0元"),
        ("{half}即{half:part}", "50%即一半"),
        ("{rate.high}，{rate.high:part}", "3.5%，3.5%"),
        ("{third}", "100/3%"),
        ("{term}（{term:years}）", "60个月（五年）"),
        ("后{term - early:years}", "后两年"),
        ("{odd_term:years}", "30个月"),
        ("{years}{area}", "3年30000平方米"),
        ("1比{times:number}，{times}", "1比2，2倍"),
        ("{most / half}或{half * most}", "100万元或25万元"),
        ("没有数字", "没有数字"),
    ],
)
def test_a_number_is_written_as_sentences_write_it(written: str, printed: str) -> None:
    assert said(written, NUMBERS) == printed


@pytest.mark.parametrize("written", ["{gold}", "{rate}", "{most:words}", "{most + half}", "{most / nothing}", "{}"])
def test_what_is_no_number_of_the_scheme_is_refused(written: str) -> None:
    with pytest.raises(NoSuchNumber, match="不是本事项的数字"):
        said(written, NUMBERS)


def test_a_wrong_name_is_told_with_the_line_of_its_sentence() -> None:
    text = policy_texts()[CHANGZHI].replace("上限（最高{most}且", "上限（最高{mots}且")
    line = next(number for number, row in enumerate(text.splitlines(), 1) if "{mots}" in row)
    with pytest.raises(PolicyError) as error:
        load_library({CHANGZHI: text})
    assert str(error.value).startswith(f"{CHANGZHI} 第{line}行 CZ-03：句子里的“{{mots}}”不是本事项的数字")


def test_an_edition_changes_figure_and_words_together() -> None:
    changes = [
        Supersession("CZ-03", "least", "", "400000", DAY),
        Supersession("CZ-03", "capital_share", "", "1/4", DAY),
    ]
    lib = with_figures(library(), changes)
    later, before = lib.compiled_on("CZ-03", DAY), lib.compiled_on("CZ-03", date(2025, 12, 31))
    assert later and before
    code = "paid_in_capital_too_low"
    assert later.scheme.reasons[code].startswith(
        "启动资金最低40万元，又不得高于实缴资金的25%，所以实缴资金至少要160万元；"
    )
    assert before.scheme.reasons[code].startswith(
        "启动资金最低30万元，又不得高于实缴资金的20%，所以实缴资金至少要150万元；"
    )
    assert later.scheme.guide.how_much.startswith("一次性40万元到100万元，并且不超过公司实缴资金的25%（")


def test_the_cap_of_an_edition_stands_in_the_reckoning() -> None:
    lib = with_figures(library(), [Supersession("CZ-16", "cap", "", "300000", DAY)])
    facts = {"loan_kind": "credit", "interest_paid": "900000", "principal": "30000000"}
    claim = {"scheme": "CZ-16", "on": "2026-03-31", "applicant_kind": "enterprise", "resident": True, "facts": facts}
    decision = evaluate(lib, claim)
    assert decision.amount == 300_000_00
    words = " ".join(f"{step.label} {step.rule}" for step in decision.steps)
    assert "每个支持对象累计最高30万元" in words and "20万元" not in words


def test_no_sentence_of_ours_has_a_placeholder_left() -> None:
    for scheme in library().schemes.values():
        sentences = [*scheme.reasons.values(), scheme.guide.how_much, scheme.guide.who, scheme.guide.summary]
        sentences += [fact.help for fact in scheme.facts.values()] + [step.label for step in scheme.steps.values()]
        assert not [text for text in sentences if "{" in text]


@pytest.mark.parametrize(
    ("sentence", "todo"),
    [
        ("最高20万元", "{cap}"),
        ("最高200,000元", "{cap}"),
        ("利息的50%", "{interest_share}"),
        ("利息的一半", "{interest_share:part}"),
        ("本金的3％", "{principal_share}"),
        ("每次10万元", "{cap * interest_share}"),
    ],
)
def test_a_number_typed_into_a_sentence_is_found(sentence: str, todo: str) -> None:
    text = policy_texts()[CHANGZHI].replace("how_much: 贷款利息的{interest_share}，", f"how_much: {sentence}，")
    found = list(written_numbers(load_library({CHANGZHI: text}).schemes["CZ-16"]))
    assert [row.todo for row in found] == [f"改写成 {todo}，数字改了，句子随着改"]


def test_years_in_words_are_found_and_facts_of_life_are_not() -> None:
    text = policy_texts()[CHANGZHI].replace("最长{term:years}", "最长五年，2025年起，注册不满7年的除外")
    (found,) = written_numbers(load_library({CHANGZHI: text}).schemes["CZ-12"])
    assert found.todo == "改写成 {term:years}，数字改了，句子随着改"
