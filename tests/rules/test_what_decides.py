"""Which limit is marked decisive: none where an office decided, where a sum was agreed on, where it was paid before."""

from typing import Any

import pytest

from subsidies.policies import library
from subsidies.rules import Decision, Step, evaluate
from subsidies.rules.words.working import worked
from tests.examples import worked_examples

DECIDED = [name for name, scheme in library().schemes.items() if scheme.decision_fact]
START = {"selected": True, "used_as_capital": True, "paid_in_capital": "600000"}
FIT_OUT = {"completed": True, "third_party_assessed": True, "area_m2": "1000", "assessed_cost": "300000"}
FLEXIBLE = {"flexible_talent": True, "months_worked": 7}


def decided(code: str, facts: dict[str, Any], **more: Any) -> Decision:
    claim = {"scheme": code, "on": "2026-03-31", "applicant_kind": "enterprise", "resident": True, "facts": facts}
    return evaluate(library(), claim | more, duplicate=bool(more.pop("duplicate", False)))


def marked(decision: Decision) -> list[str]:
    return [step.label for step in decision.steps if step.binding]


@pytest.mark.parametrize(
    ("code", "facts", "below"),
    [
        ("JC-03", START, {"decided_amount": "200000"}),
        ("JC-03", START, {"decided_amount": "300000"}),
        ("CZ-11", FIT_OUT, {"decided_amount": "100000"}),
        ("CZ-11", FIT_OUT, {"decided_amount": "150000"}),
    ],
)  # fmt: skip
def test_where_an_office_decided_no_limit_has(code: str, facts: dict[str, Any], below: dict[str, str]) -> None:
    open_, made = decided(code, facts), decided(code, facts | below)
    assert (str(open_.outcome), str(made.outcome)) == ("needs_decision", "payable")
    assert len(marked(open_)) == 1 and marked(made) == []


@pytest.mark.parametrize("example", worked_examples(), ids=lambda example: example.id)
def test_no_example_with_a_decided_amount_has_a_decisive_limit(example: Any) -> None:
    decision = evaluate(library(), example.claim)
    if example.claim["scheme"] in DECIDED and decision.amount is not None:
        assert marked(decision) == []


def test_a_limit_of_the_amount_itself_is_still_marked() -> None:
    loan = {"loan_principal": "1000000", "interest_paid": "100000", "loan_kind": "credit"}
    decision = decided("CZ-16", loan)
    assert marked(decision) or str(decision.outcome) == "invalid", decision
    examples = [evaluate(library(), row.claim) for row in worked_examples() if row.claim["scheme"] == "CZ-16"]
    assert any(marked(row) for row in examples)


def test_a_rule_of_our_own_cites_no_article_and_a_bound_that_no_text_sets_is_not_shown() -> None:
    steps = [
        Step("可核定金额的下限", "0.00 元", "内部规则：文件未规定下限"),
        Step("同一事项", "不符合", "内部规则：同一单位的同一事项只支持一次（措施没有写明，为本系统的统一规则）"),
        Step("入驻情况", "不符合", "末段：本措施适用于入驻企业"),
    ]
    shown = worked(steps, {})
    assert [(row.label, row.article) for row in shown] == [("同一事项", ""), ("入驻情况", "末段")]
    assert shown[0].rule == "同一单位的同一事项只支持一次（措施没有写明，为本系统的统一规则）"


@pytest.mark.parametrize("example", worked_examples(), ids=lambda example: example.id)
def test_no_reckoning_that_is_shown_speaks_of_internal_rules(example: Any) -> None:
    rows = worked(evaluate(library(), example.claim).steps, {})
    assert not any("内部规则" in f"{row.rule}{row.sum}{row.label}" for row in rows)
