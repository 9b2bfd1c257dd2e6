"""What holds of which states, read by what holds: the table itself reads by state."""

import pytest

from subsidies.claims import states
from subsidies.claims.states import CLAIM, STATES, TRANSITIONS


@pytest.mark.parametrize(
    ("which", "names"),
    [
        ("PRIVATE_STATES", "draft"),
        ("OPEN_STATES", "submitted returned accepted approved waiting_parameter"),
        ("FINAL_STATES", "awarded declined refused withdrawn"),
        ("EDITABLE_STATES", "draft returned"),
        ("IN_HAND_STATES", "submitted accepted approved waiting_parameter"),
        ("WITHDRAWABLE_STATES", "draft submitted returned waiting_parameter"),
        ("ARGUABLE_STATES", "submitted accepted waiting_parameter"),
        ("REFUSABLE_STATES", "submitted returned accepted waiting_parameter"),
        ("TAKEN_UP_STATES", "accepted approved waiting_parameter"),
        ("AGREED_STATES", "approved waiting_parameter awarded"),
        ("GIVEN_UP_STATES", "refused withdrawn"),
        ("SETTLED_STATES", "awarded declined"),
        ("UNNUMBERED_STATES", "draft withdrawn"),
    ],
)
def test_what_is_said_of_several_states(which: str, names: str) -> None:
    assert getattr(states, which) == tuple(names.split())


@pytest.mark.parametrize(
    ("of", "names"),
    [("waits_for_office", "submitted accepted"), ("explained", "returned refused")],
)
def test_what_is_asked_of_a_single_state(of: str, names: str) -> None:
    assert {str(name) for name, row in STATES.items() if getattr(row, of)} == set(names.split())


def test_whoever_turns_something_down_or_back_says_why() -> None:
    wanted = {"return", "decide", "override", "refuse", "revoke", "reopen", "recall"}
    assert {row.name for row in TRANSITIONS if row.needs_reason} == wanted


def test_every_state_but_the_first_is_come_to_and_none_that_is_closed_for_good_is_left() -> None:
    reached = {str(row.target) for row in TRANSITIONS}
    assert reached == {str(name) for name in STATES} - {"draft"}
    left = {str(source) for row in TRANSITIONS for source in row.sources}
    assert {str(name) for name in STATES} - left == {"refused", "withdrawn"}
    assert CLAIM.name == "claim"
