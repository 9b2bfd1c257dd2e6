"""就高不重复: the result is the maximum, never a sum, whatever the order."""

from hypothesis import given
from hypothesis import strategies as st

from subsidies.cases.stacking import OUTSIDE, Alternative, choose

amounts = st.integers(min_value=0, max_value=10**9)


def choice(scheme: str, amount: int, *, outcome: str = "payable", claim: str = "") -> Alternative:
    return Alternative(scheme, scheme, claim, outcome if amount else "not_payable", amount, amount)


@st.composite
def several(draw: st.DrawFn) -> list[Alternative]:
    codes = draw(st.lists(st.sampled_from(["CZ-06", "CZ-P03", "CZ-09", OUTSIDE]), unique=True, min_size=1))
    return [choice(code, draw(amounts)) for code in codes]


@given(several())
def test_the_result_is_the_highest_member_and_never_a_sum(choices: list[Alternative]) -> None:
    taken = [row for row in choose(choices) if row.chosen]
    assert sum(row.together_fen for row in taken) == max(row.together_fen for row in choices)


@given(several(), st.randoms(use_true_random=False))
def test_the_order_of_the_choices_changes_nothing(choices: list[Alternative], random) -> None:
    shuffled = random.sample(choices, len(choices))
    assert choose(shuffled) == choose(choices)


@given(several(), amounts)
def test_one_more_choice_never_lowers_the_result(choices: list[Alternative], amount: int) -> None:
    more = [*choices, choice("JC-08", amount)]
    assert choose(more)[0].together_fen >= choose(choices)[0].together_fen


@given(several())
def test_every_choice_that_is_not_taken_says_why(choices: list[Alternative]) -> None:
    ranked = choose(choices)
    assert len(ranked) == len(choices)
    assert all(row.reason for row in ranked)


def test_between_equals_the_scheme_that_is_asked_for_is_taken() -> None:
    ranked = choose([choice("CZ-06", 100), choice("CZ-P03", 100, claim="CZ2026000001")])
    assert [row.scheme for row in ranked] == ["CZ-P03", "CZ-06"]
    assert "只兑付一次" in ranked[1].reason


def test_what_cannot_be_compared_yet_is_kept_with_its_reason() -> None:
    ranked = choose([choice("CZ-06", 100), Alternative("CZ-P03", "立项奖励", "", "needs_parameter", 0, 0)])
    assert ranked[0].chosen and not ranked[1].chosen
    assert "标准尚未公布" in ranked[1].reason


def sentences(*choices: Alternative) -> list[tuple[str, bool, str]]:
    return [(row.scheme, row.chosen, row.reason) for row in choose(choices)]


def test_where_nothing_is_paid_nothing_is_taken_and_each_says_why() -> None:
    assert choose([]) == []
    assert sentences(choice("CZ-06", 0), choice("CZ-P03", 0, claim="CZ2026000001")) == [
        ("CZ-P03", False, "按这一条不予兑付。"),
        ("CZ-06", False, "按这一条不予兑付。"),
    ]


def test_a_single_fen_is_taken_and_a_single_fen_more_is_higher() -> None:
    assert sentences(choice("CZ-06", 1), choice("CZ-P03", 0)) == [
        ("CZ-06", True, "同一事项就高，采用这一项。"),
        ("CZ-P03", False, "按这一条不予兑付。"),
    ]
    assert sentences(choice("CZ-06", 1), choice("CZ-P03", 2)) == [
        ("CZ-P03", True, "同一事项就高，采用这一项。"),
        ("CZ-06", False, "低于“CZ-P03”，同一事项就高不重复。"),
    ]


def test_between_equals_what_another_policy_gave_comes_after_a_scheme_of_ours() -> None:
    assert sentences(choice(OUTSIDE, 5), choice("CZ-06", 5), choice("CZ-09", 5)) == [
        ("CZ-06", True, "同一事项就高，采用这一项。"),
        ("CZ-09", False, "与“CZ-06”金额相同，同一事项只兑付一次。"),
        (OUTSIDE, False, "与“CZ-06”金额相同，同一事项只兑付一次。"),
    ]
    asked = choice("CZ-09", 5, claim="CZ2026000001")
    assert [row.scheme for row in choose([choice(OUTSIDE, 5), asked, choice("CZ-06", 5)])] == [
        "CZ-09",
        "CZ-06",
        OUTSIDE,
    ]
