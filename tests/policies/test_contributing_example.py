"""The policy in CONTRIBUTING.md is a whole one: it loads, it reckons, and the page explains every key."""

from datetime import date
from typing import Any

import pytest

from subsidies.policies.examples import NOTHING, answered, examples_of, json_line
from subsidies.rules import (
    CapPer,
    CapPeriod,
    FactType,
    GivenBy,
    Library,
    PolicyError,
    WhenMissing,
    evaluate,
    load_library,
)
from subsidies.rules.documents.facts import FACT_KEYS
from subsidies.rules.documents.loading import POLICY_KEYS
from subsidies.rules.documents.schemes import KEYS
from subsidies.rules.language import FUNCTIONS, GIVEN
from subsidies.rules.linting.lint import lint
from subsidies.rules.model.sentences import KINDS
from tests.docs.pages import ROOT, code_block, in_backticks
from tests.oracle import run
from tests.oracle.scheme import SCHEMES

PAGE = ROOT / "CONTRIBUTING.md"
CLAIM: dict[str, Any] = {
    "scheme": "EX-02",
    "on": "2026-06-30",
    "applicant_kind": "enterprise",
    "resident": True,
    "facts": {"small_tech_company": True, "lab": "national", "fee_paid": "180000.55"},
}


def example() -> str:
    return code_block(PAGE, "yaml", "example: policy")


@pytest.fixture(scope="module")
def lib() -> Library:
    return load_library({"example-2026-1.yaml": example()})


def reckoned(lib: Library, **facts: Any) -> tuple[str, int | None, tuple[str, ...]]:
    decision = evaluate(lib, {**CLAIM, "facts": {**CLAIM["facts"], **facts}})
    return decision.outcome, decision.amount, decision.reasons


def test_the_worked_example_of_the_page_is_right(lib: Library) -> None:
    found = list(examples_of(code_block(PAGE, "yaml", "example: worked"), "example-2026-1.examples.yaml"))
    ((example, decision),) = answered(lib, found)
    assert example.matches(decision)
    assert (decision.outcome, decision.amount) == ("payable", 30_000_00)


def test_the_second_opinion_of_the_page_comes_to_the_same(lib: Library) -> None:
    known = dict(SCHEMES)
    try:
        exec(code_block(PAGE, "python", "example: oracle"), {})
        assert set(SCHEMES) - set(known) == {"EX-02"}
        for changes in ({}, {"prior_awarded": "90000"}, {"lab": "provincial"}, {"lab": "other"}, {"fee_paid": "-1"}):
            claim = {**CLAIM, "facts": {**CLAIM["facts"], **changes}}
            (said,) = run.run([json_line(claim).encode()])
            answer = evaluate(lib, claim).to_json(steps=False)
            names = ("outcome", "amount", "shares") if answer["outcome"] == "invalid" else tuple(said)
            assert {name: answer[name] for name in names} == {name: said[name] for name in names}
    finally:
        SCHEMES.clear()
        SCHEMES.update(known)


def test_one_contract_gives_at_most_fifty_thousand(lib: Library) -> None:
    assert reckoned(lib) == ("payable", 50_000_00, ())
    assert reckoned(lib, fee_paid="100000.05", lab="provincial") == ("payable", 20_000_01, ())


def test_what_fails_is_named(lib: Library) -> None:
    failing = reckoned(lib, small_tech_company=False, lab="other")
    assert failing == ("not_payable", None, ("lab_not_covered", "not_small_tech_company"))


def test_the_linter_finds_nothing_to_mend_in_it(lib: Library) -> None:
    assert [row.kind for row in lint(lib, date(2026, 6, 30))] == ["reading", "matter_typed"]


def test_a_wrong_name_is_told_with_file_line_and_scheme() -> None:
    wrong = example().replace("share * fee_paid", "share * fee_payed")
    with pytest.raises(PolicyError) as caught:
        load_library({"example-2026-1.yaml": wrong})
    assert str(caught.value) in PAGE.read_text(encoding="utf-8")


def test_every_key_and_word_that_a_policy_may_hold_is_explained() -> None:
    words = {
        *POLICY_KEYS,
        *KEYS,
        *FACT_KEYS,
        *FactType,
        *GivenBy,
        *WhenMissing,
        *GIVEN,
        *KINDS,
        *CapPer,
        *CapPeriod,
        *NOTHING,
    }
    words |= {"holds", "says", "formula", "limit", "floor", "ceiling", "kind", "reference", "adds", "papers"}
    told = in_backticks(PAGE)
    assert words - told == set()
    text = PAGE.read_text(encoding="utf-8")
    assert all(f"`{name}`" in text or f"`{name}(" in text for name in (*FUNCTIONS, "choice"))
