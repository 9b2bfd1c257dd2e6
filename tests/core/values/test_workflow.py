"""A workflow as a table: only what is listed may be done."""

from types import SimpleNamespace

import pytest

from core.values.verdict import YES, Verdict, no
from core.values.workflow import State, Transition, Workflow

FLOW = Workflow(
    "paper",
    {name: State(name, label, label, "waiting") for name, label in (("open", "在办"), ("closed", "办结"))},
    (
        Transition("close", ("open",), "closed", ("clerk",), "办结", "办结", needs_reason=True),
        Transition("reopen", ("closed",), "open", ("chief",), "重开", "重开", guard="unopposed"),
        Transition("burn", ("closed",), "open", ("clerk",), "销毁", "销毁", apart_from=("close",)),
    ),
)
CLERK, CHIEF = frozenset({"clerk"}), frozenset({"chief"})


def paper(state: str) -> SimpleNamespace:
    return SimpleNamespace(state=state)


def opposed(guard: str) -> Verdict:
    return no({"unopposed": "尚在公示。"}[guard])


@pytest.mark.parametrize(
    ("state", "step", "roles", "reason", "sentence"),
    [
        ("open", "close", CHIEF, "好", "您没有“办结”的权限。"),
        ("closed", "close", CLERK, "好", "当前状态为“办结”，不能办结。"),
        ("open", "close", CLERK, "  ", "办结须写明理由。"),
        ("open", "close", CLERK, "好", ""),
        ("open", "close", CLERK | CHIEF, "好", ""),
    ],
)
def test_role_state_and_reason_decide(state: str, step: str, roles: frozenset[str], reason: str, sentence: str) -> None:
    verdict = FLOW.check(paper(state), step, roles, reason)
    assert (bool(verdict), verdict.reason) == (not sentence, sentence)


def test_a_guard_speaks_last() -> None:
    assert FLOW.check(paper("closed"), "reopen", CHIEF, holds=opposed).reason == "尚在公示。"
    assert [verdict.reason for _, verdict in FLOW.available(paper("closed"), CHIEF, opposed)] == ["尚在公示。"]
    assert FLOW.check(paper("closed"), "reopen", CHIEF, holds=lambda guard: YES)


def test_a_guard_that_nobody_judges_is_no_consent() -> None:
    with pytest.raises(ValueError, match="unopposed"):
        FLOW.check(paper("closed"), "reopen", CHIEF)


def test_a_reason_is_not_missed_before_it_is_asked_for() -> None:
    assert FLOW.check(paper("open"), "close", CLERK, reason=None)


def test_available_lists_what_the_role_has_from_here() -> None:
    assert [row.name for row, _ in FLOW.available(paper("open"), CLERK)] == ["close"]
    assert list(FLOW.available(paper("open"), CHIEF)) == []


def test_a_step_held_apart_from_another_is_judged_by_who_took_that_one() -> None:
    def barred(row: Transition) -> Verdict:
        return no(f"由您{FLOW.by_name[row.apart_from[0]].label_office}，须由另一人{row.label_office}。")

    done = paper("closed")
    assert FLOW.check(done, "burn", CLERK, apart=barred).reason == "由您办结，须由另一人销毁。"
    assert FLOW.check(done, "burn", CLERK, apart=lambda row: YES)
    assert [verdict.allowed for _, verdict in FLOW.available(done, CLERK, apart=barred)] == [False]
    with pytest.raises(ValueError, match="nobody judges"):
        FLOW.check(done, "burn", CLERK)
    assert [row.name for row in FLOW.barred_by("close", CLERK)] == ["burn"] and not FLOW.barred_by("close", CHIEF)
