"""The reckoning can be redone by hand: each line follows from its rule and the lines above, down to the amount."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from subsidies.policies import library
from subsidies.rules import evaluate
from subsidies.rules.words.bounds import UNSAID
from subsidies.rules.words.items import COUNTED, NO_MONTHS, SOURCES
from subsidies.rules.words.lines import ALL_MET
from subsidies.rules.words.money import FINAL_LABEL, OTHER_LABEL
from tests.rules.interpreter import Redo, figure_value
from tests.rules.making import PAYING, SCHEMES, claims

LIB = library()
GIVEN = {*SOURCES.values(), *COUNTED.values(), UNSAID.partition("：")[2]}
ENTITLED = "可享受的额度"


def redone(steps):
    """Goes down the lines; returns the figure of each. Fails when a line does not follow."""
    above = {}
    for step in steps:
        body = step.rule.partition("：")[2].removesuffix(NO_MONTHS)
        if body in GIVEN or step.figure == ALL_MET or body.startswith(ENTITLED) or step.label == OTHER_LABEL:
            if any(mark.isdigit() for mark in step.figure[:1]):
                above[step.label] = figure_value(step.figure)
            continue
        above[step.label] = Redo(body, above).value()
        assert above[step.label] == figure_value(step.figure), step
    return above


@pytest.mark.parametrize("scheme", PAYING, ids=lambda scheme: scheme.code)
@given(data=st.data())
def test_every_line_follows_from_the_lines_above(scheme, data):
    decision = evaluate(LIB, data.draw(claims(scheme, sound=True)))
    if decision.outcome == "payable":
        above = redone(decision.steps)
        assert above[FINAL_LABEL] * 100 == decision.amount
        parts = [value for label, value in above.items() if label.startswith("其中：")]
        assert not parts or sum(parts) == above[FINAL_LABEL]
    if decision.outcome == "needs_decision":
        above = redone(decision.steps)
        bounds = [step for step in (scheme.floor, scheme.ceiling) if step]
        found = [decision.floor, decision.ceiling][: len(bounds)]
        assert [int(above[step.label] * 100 // 1) for step in bounds] == found


@pytest.mark.parametrize("scheme", [row for row in PAYING if row.decision_fact], ids=lambda scheme: scheme.code)
@given(data=st.data(), amount=st.sampled_from(["0", "0.01", "20000", "300000", "99999999"]))
def test_a_decision_has_the_bounds_that_it_had_before_it_was_made(scheme, data, amount):
    claim = data.draw(claims(scheme, sound=True))
    facts = {name: value for name, value in claim["facts"].items() if name != scheme.decision_fact}
    before = evaluate(LIB, claim | {"facts": facts})
    after = evaluate(LIB, claim | {"facts": facts | {scheme.decision_fact: amount}})
    assert after.bounds == before.bounds
    assert evaluate(LIB, claim, explain=False).bounds is None
    if before.outcome == "needs_decision":
        assert before.bounds == (before.floor, before.ceiling)


@pytest.mark.parametrize("scheme", SCHEMES, ids=lambda scheme: scheme.code)
@given(data=st.data())
def test_every_answer_is_explained_and_names_articles(scheme, data):
    decision = evaluate(LIB, data.draw(st.one_of(claims(scheme), claims(scheme, sound=True))))
    assert decision.steps
    for step in decision.steps:
        assert step.rule.startswith(("第", "方案", "末段", "全文", "内部规则"))
        assert step.label
        assert step.figure
    for code in decision.reasons:
        said = {"other_policy_higher": "不再重复支持", "zero_amount": "按所填事实计算的金额"}.get(
            code, scheme.reasons[code]
        )
        assert any(said in step.rule for step in decision.steps)


def explained(**facts):
    claim = {
        "scheme": "CZ-16", "on": "2026-03-31", "applicant_kind": "enterprise", "resident": True,
        "facts": {"loan_kind": "credit", "interest_paid": "60000", "principal": "2000000"} | facts,
    }  # fmt: skip
    return {step.label: step for step in evaluate(LIB, claim).steps}


def test_the_limit_that_decided_is_marked_and_no_other():
    marked = [label for label, step in explained().items() if step.binding]
    assert marked == ["贷款利息的50%"]
    marked = [label for label, step in explained(interest_paid="900000").items() if step.binding]
    assert marked == ["贷款本金的3%"]
    marked = [label for label, step in explained(prior_awarded="190000").items() if step.binding]
    assert marked == ["每个支持对象累计最高20万元的余额"]


def test_figures_are_exact_until_the_last_line():
    steps = explained(interest_paid="43210.99")
    assert steps["贷款利息的50%"].figure == "21605.495 元"
    assert steps["应给予的金额"].figure == "21605.49 元"


@pytest.mark.parametrize("scheme", SCHEMES, ids=lambda scheme: scheme.code)
def test_labels_are_told_apart(scheme):
    labels = [fact.label for fact in scheme.facts.values()] + [step.label for step in scheme.steps.values()]
    labels += [step.label for step in (scheme.floor, scheme.ceiling, scheme.amount) if step]
    assert len(set(labels)) == len(labels)
