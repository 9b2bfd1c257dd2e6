"""Lines answered by columns are, byte for byte, the lines answered one by one."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from subsidies.policies import library
from subsidies.rules import NumberText
from subsidies.rules.batch.answering import Answerer, LineBlock, answer_line
from subsidies.rules.model.jsontext import write_json
from tests.rules.making import SCHEMES, any_claim, claims

LIB = library()
ANSWERER = Answerer(LIB, least_rows=1)
BARE = Answerer(LIB, steps=False, least_rows=1)


def line_of(claim) -> bytes:
    """The claim as JSON, its numbers as they are meant to be written."""
    if isinstance(claim, dict):
        return b"{" + b",".join(write_json(key) + b":" + line_of(value) for key, value in claim.items()) + b"}"
    if isinstance(claim, NumberText) or not isinstance(claim, list):
        return write_json(claim)
    return b"[" + b",".join(map(line_of, claim)) + b"]"


def same(batch):
    lines = [line_of(claim) for claim in batch]
    for answerer in (ANSWERER, BARE):
        answers = answerer.answer(LineBlock(1, lines))
        for place, line in enumerate(lines):
            expected, outcome, key = answer_line(LIB, line, place + 1, steps=answerer.steps)
            assert answers.lines[place].decode() == expected.decode()
            assert (answers.outcomes[place], answers.keys.get(place)) == (outcome, key)


NAMES = st.one_of(st.none(), st.text(max_size=3), st.sampled_from(["u", "m", 5, "\ud800", True]))
IDS = st.one_of(
    st.none(), st.text(max_size=5), st.integers(-5, 5), st.sampled_from([2**70, "%d", 'a"b', NumberText("1.0"), True])
)


@st.composite
def named(draw, scheme):
    """A claim with an id, and sometimes with a unit and a matter."""
    claim = draw(st.one_of(claims(scheme), claims(scheme, sound=True), claims(scheme, sound=True)))
    claim["id"] = draw(IDS)
    if draw(st.integers(0, 3)) == 0:
        claim |= {"unit": draw(NAMES), "matter": draw(NAMES)}
    return claim


@pytest.mark.parametrize("scheme", SCHEMES, ids=lambda scheme: scheme.code)
@given(data=st.data())
def test_lines_by_columns_are_the_lines_one_by_one(scheme, data):
    same(data.draw(st.lists(named(scheme), min_size=1, max_size=8)))


@given(st.lists(any_claim(), min_size=1, max_size=20))
def test_mixed_schemes_keep_their_places(batch):
    same(batch)


BASE = (
    '{"id":"a","scheme":"CZ-16","on":"2026-03-31","applicant_kind":"enterprise","resident":true,'
    '"facts":{"loan_kind":"credit","interest_paid":"60000","principal":2000000}}'
)


@given(st.data())
def test_a_spoilt_line_is_answered_alike(data):
    """Whatever happens to the bytes of a line, the quick reader never sees something else than the exact one."""
    line = bytearray(BASE.encode())
    for _ in range(data.draw(st.integers(1, 3))):
        place = data.draw(st.integers(0, len(line) - 1))
        how = data.draw(st.sampled_from(["put", "drop", "twice", "set"]))
        piece = data.draw(
            st.sampled_from(
                [b"-", b"0", b" ", b"\t", b'"', b",", b":", b"}", b"e", b".", b"\\u0041", b"\xff", b"null", b"\\"]
            )
        )
        if how == "drop":
            del line[place]
        elif how == "twice":
            line[place:place] = line[place : place + data.draw(st.integers(1, 40))]
        else:
            line[place : place + (how == "set")] = piece
    text = bytes(line).replace(b"\n", b" ")
    block = LineBlock(7, [text, BASE.encode()])
    answers = ANSWERER.answer(block)
    assert json.loads(answers.lines[0]) == json.loads(answer_line(LIB, text, 7)[0])
    assert answers.lines[1] == answer_line(LIB, BASE.encode(), 8)[0]
