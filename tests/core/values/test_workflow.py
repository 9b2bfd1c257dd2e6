"""A workflow as a table: only what is listed may be done."""

from types import SimpleNamespace

import pytest

from core.values.verdict import Verdict, no
from core.values.workflow import State, Transition, Workflow

FLOW = Workflow(
    "paper",
    {name: State(name, label, label, "waiting") for name, label in (("open", "在办"), ("closed", "办结"))},
    (
        Transition("close", ("open",), "closed", ("clerk",), "办结", "办结", needs_reason=True),
        Transition("reopen", ("closed",), "open", ("chief",), "重开", "重开", guard=lambda paper: paper.verdict),
    ),
)
CLERK, CHIEF = frozenset({"clerk"}), frozenset({"chief"})


def paper(state: str, verdict: Verdict | None = None) -> SimpleNamespace:
    return SimpleNamespace(state=state, verdict=Verdict(True) if verdict is None else verdict)


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
    assert FLOW.check(paper("closed", no("尚在公示。")), "reopen", CHIEF).reason == "尚在公示。"


def test_available_lists_what_the_role_has_from_here() -> None:
    assert [row.name for row, _ in FLOW.available(paper("open"), CLERK)] == ["close"]
    assert list(FLOW.available(paper("open"), CHIEF)) == []
