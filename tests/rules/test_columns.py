"""Columns answer what single claims answer, for every scheme, on and around every bound, and for what is malformed."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from subsidies.policies import library
from subsidies.rules import (
    Columns,
    Supersession,
    amounts_many,
    columns_of,
    decision_at,
    evaluate,
    evaluate_many,
    evaluate_many_in,
    with_figures,
)
from subsidies.rules.columns.columns import claim_of
from subsidies.rules.columns.kernel import Kernel
from subsidies.rules.exact.graph import Graph
from subsidies.rules.exact.values import Overflow
from tests.rules.making import PAYING, SCHEMES, claims

LIB = library()


def same(scheme, batch, duplicate):
    columns = columns_of(scheme, batch, duplicate)
    decisions = evaluate_many(scheme, columns)
    for row, claim in enumerate(batch):
        alone = evaluate(LIB, claim, duplicate=duplicate[row], explain=False)
        assert decision_at(scheme, decisions, row) == alone._replace(id=None), claim


@pytest.mark.parametrize("scheme", SCHEMES, ids=lambda scheme: scheme.code)
@given(data=st.data())
def test_columns_and_single_claims_agree(scheme, data):
    strategy = st.one_of(claims(scheme), claims(scheme, sound=True))
    batch = data.draw(st.lists(strategy, min_size=1, max_size=12))
    same(scheme, batch, data.draw(st.lists(st.booleans(), min_size=len(batch), max_size=len(batch))))


@pytest.mark.parametrize("scheme", PAYING, ids=lambda scheme: scheme.code)
@given(data=st.data())
def test_columns_without_states_and_the_amount_alone_agree(scheme, data):
    batch = data.draw(st.lists(claims(scheme, sound=True), min_size=1, max_size=12))
    columns = columns_of(scheme, batch)
    decisions = evaluate_many(scheme, columns)
    if not columns.odd and not decisions.exact:
        amounts = amounts_many(scheme, columns)
        payable = decisions.outcome == 0
        assert (amounts[payable] == decisions.amount[payable]).all()


@pytest.mark.parametrize("scheme", PAYING, ids=lambda scheme: scheme.code)
@given(data=st.data())
def test_a_row_goes_back_to_the_claim_it_came_from(scheme, data):
    claim = data.draw(claims(scheme, sound=True))
    columns = columns_of(scheme, [claim])
    if not columns.odd:
        back = claim_of(scheme, columns, 0)
        assert evaluate(LIB, back, explain=False) == evaluate(LIB, claim, explain=False)


@given(st.lists(claims(LIB.schemes["CZ-16"], sound=True), min_size=1, max_size=12), st.dates(), st.data())
def test_each_row_is_reckoned_with_the_figures_of_its_day(batch, day, data):
    changes = [("interest_share", "1/3"), ("cap", "100")]
    lib = with_figures(LIB, [Supersession("CZ-16", name, "", value, day) for name, value in changes])
    batch = [claim | {"on": data.draw(st.sampled_from(["2025-01-01", "2026-06-30", str(day)]))} for claim in batch]
    decisions = evaluate_many_in(lib, "CZ-16", columns_of(lib.schemes["CZ-16"], batch))
    for row, claim in enumerate(batch):
        compiled = lib.compiled_on("CZ-16", date.fromisoformat(claim["on"]))
        assert decision_at(compiled.scheme, decisions, row) == evaluate(lib, claim, explain=False)


def test_figures_that_64_bits_cannot_hold_are_reckoned_exactly_row_by_row():
    day = LIB.schemes["CZ-16"].policy.first
    changes = [("interest_share", "1/999983"), ("principal_share", "1/999979")]
    lib = with_figures(LIB, [Supersession("CZ-16", name, "", value, day) for name, value in changes])
    claim = {
        "scheme": "CZ-16", "on": "2026-03-31", "applicant_kind": "enterprise", "resident": True,
        "facts": {"loan_kind": "credit", "interest_paid": "60000", "principal": "200000000000"},
    }  # fmt: skip
    decisions = evaluate_many_in(lib, "CZ-16", columns_of(lib.schemes["CZ-16"], [claim, claim | {"resident": False}]))
    assert decision_at(lib.schemes["CZ-16"], decisions, 0).amount == 6
    assert decision_at(lib.schemes["CZ-16"], decisions, 1).reasons == ("not_resident",)


def test_many_blocks_are_one():
    scheme = LIB.schemes["CZ-16"]
    count = 20_001
    fen = np.arange(count, dtype=np.int64)
    columns = Columns(
        count,
        {
            "on": np.full(count, 739_700, np.int32),
            "applicant_kind": np.zeros(count, np.int8),
            "resident": np.ones(count, np.bool_),
            "loan_kind": np.zeros(count, np.int8),
            "interest_paid": fen,
            "principal": np.full(count, 10_000_000_00, np.int64),
        },
    )
    decisions = evaluate_many(scheme, columns)
    assert (decisions.amount == fen // 2).all()
    assert (amounts_many(scheme, columns) == fen // 2).all()


def test_threads_do_not_disturb_each_other():
    scheme = LIB.schemes["CZ-16"]

    def many(principal):
        count = 40_000
        columns = Columns(
            count,
            {
                "on": np.full(count, 739_700, np.int32),
                "applicant_kind": np.zeros(count, np.int8),
                "resident": np.ones(count, np.bool_),
                "loan_kind": np.zeros(count, np.int8),
                "interest_paid": np.full(count, 10**9, np.int64),
                "principal": np.full(count, principal, np.int64),
            },
        )
        return set(evaluate_many(scheme, columns).amount.tolist())

    principals = [100 * number for number in range(1, 40)]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(many, principals)) == [{3 * number} for number in range(1, 40)]


def test_numbers_beyond_what_is_proven_are_reckoned_exactly():
    scheme = LIB.schemes["CZ-07"]
    claim = {
        "scheme": "CZ-07", "on": "2026-03-31", "applicant_kind": "enterprise", "resident": True,
        "facts": {"level": "national", "prize": "progress", "grade": "first", "first_completing_unit": True,
                  "upper_reward": "40000000000000000.01"},
    }  # fmt: skip
    columns = columns_of(scheme, [claim])
    decisions = evaluate_many(scheme, columns)
    assert decision_at(scheme, decisions, 0).amount == 8000000000000000002
    with pytest.raises(OverflowError):
        amounts_many(scheme, columns)


def test_codes_that_no_fact_has_are_invalid_not_something_else():
    scheme = LIB.schemes["CZ-16"]
    columns = Columns(
        3,
        {
            "on": np.full(3, 739_700, np.int32),
            "applicant_kind": np.array([0, 99, 0], np.int8),
            "resident": np.ones(3, np.bool_),
            "loan_kind": np.array([0, 0, -1], np.int8),
            "interest_paid": np.array([100, 100, 100], np.int64),
            "principal": np.array([10_000, 10_000, 10_000], np.int64),
        },
    )
    decisions = evaluate_many(scheme, columns)
    assert [decision_at(scheme, decisions, row).outcome for row in range(3)] == ["payable", "invalid", "invalid"]


def test_a_value_that_could_leave_64_bits_is_refused_when_the_graph_is_made():
    graph = Graph()
    wide = graph.input("a", "i8", 1, 0, 2**62)
    with pytest.raises(Overflow):
        graph.add(wide, wide)


@given(st.lists(st.integers(0, 10**12), min_size=1, max_size=40), st.integers(2, 3000))
def test_division_by_a_constant_rounds_down(numbers, divisor):
    graph = Graph()
    column = graph.input("a", "i8", divisor, 0, 10**12)
    kernel = Kernel(graph, {"out": graph.floor(column)}, block=16)
    found = kernel.run({"a": np.array(numbers, np.int64)}, len(numbers))
    assert found["out"].tolist() == [number // divisor for number in numbers]
