"""What the pages ask for: the facts still missing, what an entry means, and the sentence for every code."""

from datetime import date

import pytest

from subsidies.policies import library
from subsidies.rules import (
    FactError,
    Supersession,
    asked_facts,
    facts_given_by,
    failing_by,
    missing_facts,
    parse_fact,
    sentence_for,
    with_figures,
)
from tests.rules.making import SCHEMES

RENT = library().schemes["CZ-12"]
HOME = library().schemes["JC-14"]
LISTING = library().schemes["CZ-14"]


def names(facts):
    return [fact.name for fact in facts]


def test_what_the_ledger_knows_is_never_asked():
    assert "other_subsidised_area_m2" not in names(asked_facts(RENT, {}))
    assert names(facts_given_by(RENT, "ledger")) == ["other_subsidised_area_m2"]


def test_only_the_facts_of_the_chosen_mode_are_asked():
    assert {"first_month", "last_month"} <= set(names(asked_facts(HOME, {"mode": "rent"})))
    assert not {"first_month", "last_month"} & set(names(asked_facts(HOME, {"mode": "purchase"})))


def test_what_is_still_missing():
    known = {"tech_enterprise": True, "market": "beijing"}
    assert names(missing_facts(LISTING, known)) == ["tier_amount"]
    assert names(missing_facts(LISTING, known, given_by=("applicant",))) == []
    assert names(missing_facts(LISTING, known | {"market": "shanxi_equity_exchange"}, given_by=("applicant",))) == [
        "financed"
    ]


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("area_m2", " 820.5 ", "820.5"), ("space", "office", "office"), ("start_month", "2025-01", "2025-01"),
        ("assessment_passed", "true", True), ("assessment_passed", "否", False),
    ],
)  # fmt: skip
def test_an_entry_in_the_form_that_a_claim_holds(name, text, value):
    assert parse_fact(RENT.facts[name], text) == value


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("area_m2", "", "请填写“租用面积”"), ("area_m2", "-5", "不带符号"), ("area_m2", "820.555", "最多两位小数"),
        ("area_m2", "１２", "填写不正确"), ("space", "shed", "选一项"), ("start_month", "2025-13", "如 2026-06"),
        ("assessment_passed", "maybe", "“是”或“否”"),
    ],
)  # fmt: skip
def test_an_entry_that_cannot_stand_has_a_sentence(name, text, words):
    error = parse_fact(RENT.facts[name], text)
    assert isinstance(error, FactError)
    assert error.fact == name
    assert words in error.sentence


def test_bounds_are_said_with_their_unit():
    error = parse_fact(HOME.facts["monthly_standard"], "2000.01")
    assert isinstance(error, FactError)
    assert error.sentence == "“每月租房补贴标准”不能高于2000.00 元/月"
    rate = library().schemes["JC-16"].facts["rate"]
    assert parse_fact(rate, "1.5").sentence == "“投资奖励比例”不能高于100%"
    assert parse_fact(rate, "0.035") == "0.035"


@pytest.mark.parametrize("scheme", SCHEMES, ids=lambda scheme: scheme.code)
def test_every_code_has_a_sentence_and_every_fact_its_words(scheme):
    for code in scheme.reasons:
        assert len(sentence_for(scheme, code)) > 8
    for fact in scheme.facts.values():
        assert fact.label
        assert fact.given_by == "ledger" or fact.help or fact.evidence
    assert scheme.guide.papers
    assert scheme.units


def test_what_fails_by_some_facts_alone_reads_neither_others_nor_the_day():
    held = {"newly_hired_full_time": False, "contract_years": "2.99", "mode": "purchase", "hired_month": "2015-01"}
    assert failing_by(library(), "JC-14", held) == ("not_newly_hired", "contract_too_short")
    months = {"first_month": "2015-01", "last_month": "2015-02"}  # with them the term reads nothing more but the day
    assert failing_by(library(), "JC-14", held | {"mode": "purchase"} | months) == (
        "not_newly_hired", "contract_too_short",
    )  # fmt: skip
    assert failing_by(library(), "JC-14", {"contract_years": "much"}) == ()
    assert failing_by(library(), "JC-14", {"mode": "rent"} | months) == ("outside_effective_period",)
    assert failing_by(library(), "CZ-12", months) == ("outside_effective_period",)


@pytest.mark.parametrize(("least", "found"), [("4", ("contract_too_short",)), ("2", ())])
def test_what_fails_by_some_facts_alone_does_so_under_every_edition(least, found):
    later = with_figures(library(), [Supersession("JC-14", "contract_least", "", least, date(2027, 1, 1))])
    assert failing_by(later, "JC-14", {"contract_years": "2.99"}) == found
    assert failing_by(later, "JC-14", {"contract_years": "3.00"}) == ()
