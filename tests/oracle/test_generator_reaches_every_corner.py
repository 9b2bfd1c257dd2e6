"""What the engine is held against is only as good as the lines it is held against on."""

from tests.oracle import generate, run
from tests.oracle.comparing import differences

COUNT = 12000
EVERY_OUTCOME = {"payable", "not_payable", "needs_decision", "needs_parameter", "case_by_case", "invalid"}


def test_one_seed_always_gives_the_same_lines() -> None:
    assert list(generate.lines(5, 200)) == list(generate.lines(5, 200))
    assert list(generate.lines(5, 200)) != list(generate.lines(6, 200))


def test_every_outcome_comes_often_and_every_scheme_pays_where_it_can() -> None:
    outcomes, reasons, by_scheme = generate.histogram(run.run(generate.lines(1, COUNT)))
    assert set(outcomes) == EVERY_OUTCOME
    assert min(outcomes.values()) > COUNT // 100
    assert outcomes["invalid"] < COUNT // 2
    assert {"duplicate_matter", "cap_exhausted", "other_policy_higher", "zero_amount", "beyond_term"} <= set(reasons)
    for code, counts in by_scheme.items():
        assert counts["payable"] or counts["case_by_case"], code
        assert counts["not_payable"] and counts["invalid"], code


def test_a_fen_or_a_reason_of_difference_is_seen() -> None:
    ours = run.result("a", "CZ-06", "payable", amount="1.00")
    assert differences(ours, {**ours, "steps": []}) == []
    changes = {"amount": "1.01", "id": None, "reasons": ["zero_amount"], "basis": "", "shares": {"city": "1.00"}}
    for name, other in changes.items():
        assert len(differences(ours, {**ours, name: other})) == 1, name
    assert differences(ours, {name: value for name, value in ours.items() if name != "floor"})


def test_of_a_plain_fault_any_cause_but_a_fixed_code_will_do() -> None:
    ours = run.result("a", "CZ-06", "invalid", reasons=["received_funds missing"])
    assert differences(ours, {**ours, "reasons": ["missing_fact"]}) == []
    for other in ([], ["decision_out_of_bounds"], ["line 3"], [""]):
        assert differences(ours, {**ours, "reasons": other}), other
