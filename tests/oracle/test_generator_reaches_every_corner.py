"""What the engine is held against is only as good as the lines it is held against on."""

from tests.oracle import generate, run

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
