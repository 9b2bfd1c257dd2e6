"""就高, caps, bounds and shares to the fen: each limit met exactly, missed by a fen, passed by a fen."""

from datetime import date
from fractions import Fraction
from types import SimpleNamespace
from typing import Any

import pytest

from subsidies.policies import library
from subsidies.policies.examples import answered
from subsidies.rules import Decision, Outcome, Supersession, evaluate, with_figures
from subsidies.rules.evaluating import compiled_for, whole
from subsidies.rules.model.decision import Step, yuan
from subsidies.rules.single.reckoning import reckon, shares_of
from tests.examples import worked_examples

CERTIFICATE = {"recognition_no": 1}
LOAN = {"loan_kind": "credit", "interest_paid": "60000", "principal": "2000000"}
START_UP = {
    "newly_resident": True, "used_as_capital": True, "fits_industry": True, "recognition": "high_tech",
    "paid_in_capital": "2000000",
}  # fmt: skip
FLEXIBLE = {"high_level_talent": True}


def claim(code: str, facts: dict[str, Any], **header: Any) -> dict[str, Any]:
    return {
        "scheme": code, "on": "2026-03-31", "applicant_kind": "enterprise", "resident": True, "facts": facts,
    } | header  # fmt: skip


def decided(code: str, facts: dict[str, Any], *, duplicate: bool = False, **header: Any) -> Decision:
    return evaluate(library(), claim(code, facts, **header), duplicate=duplicate)


def test_every_worked_example_has_its_answer() -> None:
    found = list(answered(library(), worked_examples()))
    assert len(found) == len(worked_examples())
    assert [example.id for example, decision in found if not example.matches(decision)] == []


# ------------------------------------------------------------------ the higher of two policies
@pytest.mark.parametrize(
    ("other", "outcome", "amount", "shares", "reasons"),
    [
        ("0", "payable", 30_000_000, {"city": 20_000_000, "zone": 10_000_000}, ()),
        ("0.01", "payable", 29_999_999, {"city": 20_000_000, "zone": 9_999_999}, ()),
        ("100000", "payable", 20_000_000, {"city": 20_000_000, "zone": 0}, ()),
        ("100000.01", "payable", 19_999_999, {"city": 19_999_999, "zone": 0}, ()),
        ("299999.99", "payable", 1, {"city": 1, "zone": 0}, ()),
        ("300000", "not_payable", None, {}, ("other_policy_higher",)),
        ("300000.01", "not_payable", None, {}, ("other_policy_higher",)),
    ],
)
def test_what_another_policy_gave_is_topped_up_to_the_amount_and_the_shares_are_of_the_rest(
    other: str, outcome: str, amount: int | None, shares: dict[str, int], reasons: tuple[str, ...]
) -> None:
    found = decided("CZ-04A", CERTIFICATE, other_policy_amount=other)
    assert (found.outcome, found.amount, found.shares, found.reasons) == (outcome, amount, shares, reasons)


def test_a_part_of_a_fen_is_cut_off_before_the_other_policy_is_subtracted() -> None:
    assert decided("CZ-16", LOAN | {"interest_paid": "0.03"}, other_policy_amount="0").amount == 1
    found = decided("CZ-16", LOAN | {"interest_paid": "0.03"}, other_policy_amount="0.01")
    assert (found.outcome, found.reasons) == ("not_payable", ("other_policy_higher",))


def test_less_than_a_fen_is_nought_and_no_other_policy_is_blamed() -> None:
    for interest in ("0", "0.01"):
        found = decided("CZ-16", LOAN | {"interest_paid": interest})
        assert (found.outcome, found.amount, found.reasons) == ("not_payable", None, ("zero_amount",))
    assert decided("CZ-16", LOAN | {"interest_paid": "0"}, other_policy_amount="5").reasons == ("zero_amount",)


@pytest.mark.parametrize(
    ("interest", "other", "words"),
    [
        ("0", "0", "为零"),
        ("0.01", "0", "不足一分"),
        ("0.03", "0.01", "差额却不足一分"),
        ("0.02", "0.01", "不低于本项"),
        ("0.02", "0.02", "不低于本项"),
    ],
)
def test_why_nothing_is_left_is_said_as_it_is(interest: str, other: str, words: str) -> None:
    found = decided("CZ-16", LOAN | {"interest_paid": interest}, other_policy_amount=other)
    assert words in found.steps[-1].rule
    assert "贷款利息的50%" in [step.label for step in found.steps]


def test_a_payers_limit_is_cut_to_whole_fen_and_the_last_one_takes_the_rest() -> None:
    limits = (("county", lambda env: Fraction(env[0], 2)), ("zone", lambda env: 1), ("city", None))
    shares = [shares_of(SimpleNamespace(payers=limits), [5], amount) for amount in (1, 2, 3, 9)]
    assert [list(row.values()) for row in shares] == [[1, 0, 0], [2, 0, 0], [2, 1, 0], [2, 1, 6]]


# ------------------------------------------------------------------ caps
@pytest.mark.parametrize(
    ("before", "amount", "reasons"),
    [
        ("0", 3_000_000, ()),
        ("170000", 3_000_000, ()),
        ("170000.01", 2_999_999, ()),
        ("199999.99", 1, ()),
        ("200000", None, ("cap_exhausted",)),
        ("200000.01", None, ("cap_exhausted",)),
    ],
)
def test_of_a_cap_the_rest_is_paid_to_its_last_fen(before: str, amount: int | None, reasons: tuple[str, ...]) -> None:
    found = decided("CZ-16", LOAN | {"prior_awarded": before})
    assert (found.amount, found.reasons) == (amount, reasons)
    assert found.outcome == ("payable" if amount else "not_payable")


def test_a_cap_that_is_met_exactly_is_not_what_decided() -> None:
    def binding(before: str) -> list[str]:
        return [step.label for step in decided("CZ-16", LOAN | {"prior_awarded": before}).steps if step.binding]

    assert binding("170000") == ["贷款利息的50%"]
    assert binding("170000.01") == ["每个支持对象累计最高20万元的余额"]


def test_an_exhausted_cap_is_said_alone() -> None:
    found = decided("CZ-16", LOAN | {"prior_awarded": "200000", "interest_paid": "0"}, other_policy_amount="5")
    assert found.reasons == ("cap_exhausted",)


# ------------------------------------------------------------------ what an officer decides
@pytest.mark.parametrize(
    ("amount", "outcome"),
    [
        ("299999.99", "invalid"),
        ("300000", "payable"),
        ("400000", "payable"),
        ("400000.01", "invalid"),
    ],
)
def test_an_officers_amount_lies_between_floor_and_ceiling_both_included(amount: str, outcome: str) -> None:
    found = decided("CZ-03", START_UP | {"decided_amount": amount})
    assert found.outcome == outcome
    assert found.reasons == (() if outcome == "payable" else ("decision_out_of_bounds",))
    assert found.bounds == (30_000_000, 40_000_000)


def test_before_the_decision_its_bounds_are_told_and_afterwards_in_the_explanation_alone() -> None:
    found = decided("CZ-03", START_UP)
    assert (found.outcome, found.floor, found.ceiling, found.amount) == ("needs_decision", 30_000_000, 40_000_000, None)
    after = decided("CZ-03", START_UP | {"decided_amount": "350000"})
    assert (after.floor, after.ceiling, after.amount) == (None, None, 35_000_000)
    assert evaluate(library(), claim("CZ-03", START_UP), explain=False).bounds is None


def test_bounds_that_admit_nothing_are_not_held_against_a_decision() -> None:
    found = decided("CZ-03", START_UP | {"paid_in_capital": "1499999.99", "decided_amount": "300000"})
    assert (found.outcome, found.reasons) == ("not_payable", ("paid_in_capital_too_low",))
    assert found.bounds == (30_000_000, 29_999_999)


def test_floor_and_ceiling_may_be_one_and_then_only_that_amount_is_admitted() -> None:
    facts = START_UP | {"paid_in_capital": "1500000"}
    outcomes = [
        decided("CZ-03", facts | {"decided_amount": text}).outcome for text in ("299999.99", "300000", "300000.01")
    ]
    assert outcomes == ["invalid", "payable", "invalid"]


@pytest.mark.parametrize(
    ("standard", "outcome"), [("200000", "payable"), ("200000.01", "invalid"), ("0", "not_payable")]
)
def test_the_amount_that_comes_of_a_decision_is_bounded_not_the_decision(standard: str, outcome: str) -> None:
    assert decided("JC-11B", FLEXIBLE | {"fulltime_standard": standard}).outcome == outcome


def test_bounds_are_not_told_of_a_claim_that_is_invalid_for_more_than_the_decision() -> None:
    assert decided("CZ-03", START_UP | {"decided_amount": "1", "paid_in_capital": "x"}).bounds is None
    assert decided("CZ-16", LOAN).bounds is None


def test_a_decision_of_no_ceiling_admits_any_amount_above_its_floor() -> None:
    found = next(example for example in worked_examples() if example.claim["scheme"] == "JC-07")
    facts = dict(found.claim["facts"]) | {"decided_amount": "99999999.99"}
    decision = evaluate(library(), dict(found.claim) | {"facts": facts})
    assert (decision.outcome, decision.amount) == ("payable", 9_999_999_999)
    assert decision.bounds == (0, None)


# ------------------------------------------------------------------ who may claim, and when
@pytest.mark.parametrize(
    ("header", "reasons"),
    [
        ({"resident": False}, ("not_resident",)),
        ({"resident": False, "approved_outside": True}, ()),
        ({"resident": True, "approved_outside": True}, ()),
        ({"applicant_kind": "university"}, ("wrong_applicant_kind",)),
        ({"on": "2024-01-01"}, ("outside_effective_period",)),
        ({"on": "2024-01-01", "resident": False}, ("not_resident", "outside_effective_period")),
    ],
)
def test_the_conditions_of_every_scheme_are_all_named(header: dict[str, Any], reasons: tuple[str, ...]) -> None:
    assert decided("CZ-04A", CERTIFICATE, **header).reasons == reasons


def test_the_access_from_outside_is_for_enterprises_where_the_scheme_admits_it() -> None:
    assert decided("CZ-03", START_UP, resident=False, approved_outside=True).reasons == ("not_resident",)


@pytest.mark.parametrize(
    ("kind", "reasons"),
    [
        ("enterprise", ()),
        ("institution", ("not_resident",)),
        ("platform", ("not_resident",)),
        ("university", ("not_resident",)),
        ("bank", ("not_resident", "wrong_applicant_kind")),
    ],
)
def test_of_those_elsewhere_in_the_city_only_enterprises_are_let_in(kind: str, reasons: tuple[str, ...]) -> None:
    facts = {"new_project": True, "level": "national", "received_funds": "100", "performing_well": True}
    found = decided("CZ-06", facts, resident=False, approved_outside=True, applicant_kind=kind)
    assert found.reasons == reasons


def test_first_and_last_day_of_the_policy_are_in_force() -> None:
    policy = library().schemes["CZ-04A"].policy
    days = [policy.first, policy.last]
    assert [decided("CZ-04A", CERTIFICATE, on=str(day)).outcome for day in days] == ["payable", "payable"]
    beyond = [date.fromordinal(policy.first.toordinal() - 1), date.fromordinal(policy.last.toordinal() + 1)]
    assert [decided("CZ-04A", CERTIFICATE, on=str(day)).reasons for day in beyond] == [
        ("outside_effective_period",)
    ] * 2


def test_a_matter_paid_before_is_one_more_reason() -> None:
    assert reckon(library().compiled["CZ-04A"].single, claim("CZ-04A", CERTIFICATE)).outcome == "payable"
    assert decided("CZ-04A", CERTIFICATE, duplicate=True).reasons == ("duplicate_matter",)
    assert decided("CZ-04A", {"recognition_no": 4}, duplicate=True).reasons == ("duplicate_matter", "sequence_exceeded")


# ------------------------------------------------------------------ what a claim may hold
@pytest.mark.parametrize(
    ("facts", "reasons"),
    [
        ({}, ("fact_missing:recognition_no",)),
        ({"recognition_no": "first"}, ("fact_wrong:recognition_no",)),
        ({"recognition_no": 1, "colour": "red"}, ("unknown_fact",)),
        ({"colour": "red"}, ("fact_missing:recognition_no", "unknown_fact")),
    ],
)
def test_each_cause_of_an_invalid_claim_is_named(facts: dict[str, Any], reasons: tuple[str, ...]) -> None:
    found = decided("CZ-04A", facts)
    assert (found.outcome, found.reasons) == ("invalid", reasons)
    assert [code for code, _ in found.problems] == [code.partition(":")[2] or code for code in reasons]


def test_a_claim_that_is_not_invalid_has_no_problems() -> None:
    assert decided("CZ-04A", {"recognition_no": 4}).problems == ()


def test_an_optional_fact_may_be_null_and_a_needed_one_may_not() -> None:
    assert decided("CZ-03", START_UP | {"decided_amount": None}).outcome == "needs_decision"
    assert decided("CZ-04A", {"recognition_no": None}).reasons == ("fact_wrong:recognition_no",)


def test_without_a_scheme_that_exists_the_claim_says_so() -> None:
    for code, reason in ((None, "header_missing:scheme"), ("XX-1", "unknown_scheme"), (7, "unknown_scheme")):
        found = evaluate(library(), {"scheme": code, "id": "a"})
        assert (found.outcome, found.reasons, found.amount, found.id) == ("invalid", (reason,), None, "a")
        assert found.scheme == (code if isinstance(code, str) else None)
    assert evaluate(library(), {}).reasons == ("header_missing:scheme",)


def test_a_figure_that_a_later_document_changes_holds_from_its_day_on() -> None:
    change = Supersession("CZ-16", "cap", "", "100000", date(2026, 3, 31))
    lib = with_figures(library(), [change])
    facts = LOAN | {"prior_awarded": "99999.99"}
    amounts = [evaluate(lib, claim("CZ-16", facts, on=day)).amount for day in ("2026-03-30", "2026-03-31")]
    assert amounts == [3_000_000, 1]
    assert compiled_for(lib, {"scheme": "CZ-16", "on": "nonsense"}) is lib.compiled["CZ-16"]
    assert compiled_for(lib, {"scheme": "CZ-04A"}) is lib.compiled["CZ-04A"]


# ------------------------------------------------------------------ how the answer is written
@pytest.mark.parametrize(("fen", "text"), [(None, None), (0, "0.00"), (5, "0.05"), (99, "0.99"), (12345, "123.45")])
def test_fen_are_written_as_yuan_with_two_places(fen: int | None, text: str | None) -> None:
    assert yuan(fen) == text


def test_a_value_between_two_fen_is_rounded_down() -> None:
    assert [whole(None), whole(7), whole(Fraction(7999, 1000))] == [None, 7, 7]


def test_the_limit_that_decided_is_marked_in_the_written_step() -> None:
    assert Step("甲", "1 元", "第1条").to_json()["rule"] == "第1条"
    assert Step("甲", "1 元", "第1条", binding=True).to_json()["rule"] == "第1条（以此为限）"


def test_an_answer_is_written_with_its_steps_unless_they_are_left_out() -> None:
    found = decided("CZ-04A", CERTIFICATE, id=7)
    written = found.to_json()
    assert written["id"] == 7
    assert written["outcome"] == Outcome.PAYABLE.value
    assert written["amount"] == "300000.00"
    assert written["shares"] == {"city": "200000.00", "zone": "100000.00"}
    assert len(written["steps"]) == len(found.steps) > 0
    assert found.to_json(steps=False) == written | {"steps": []}
    assert evaluate(library(), claim("CZ-04A", CERTIFICATE), explain=False).steps == ()


def test_what_is_given_beside_the_money_is_told_of_a_payable_claim_alone() -> None:
    entitled = [scheme for scheme in library().schemes.values() if scheme.entitlements]
    assert entitled
    for example, decision in answered(library(), worked_examples()):
        scheme = library().schemes.get(str(example.claim.get("scheme")))
        given = {item.key: item.amount for item in scheme.entitlements} if scheme else {}
        assert decision.entitlements == (given if decision.outcome == "payable" else {})
