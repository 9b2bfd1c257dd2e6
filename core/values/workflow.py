"""A workflow as a table of transitions.

A workflow has no code of its own: each row says from which states to which, who may, what must hold, and what the
office and the applicant call it. Verbs ask `Workflow.check` before they change a record's `state`.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from core.values.verdict import YES, Verdict, no

Guard = Callable[[Any], Verdict]


@dataclass(frozen=True)
class State:
    """A state's name in code, what the office calls it, what the applicant is told, and how it is drawn.

    `shape` is one of waiting, attention, done, stopped (the four states of the design).
    """

    name: str
    label_office: str
    label_applicant: str
    shape: str
    next_step: str = ""


@dataclass(frozen=True)
class Transition:
    """One row: `roles` may move a record from one of `sources` to `target` when `guard` agrees."""

    name: str
    sources: tuple[str, ...]
    target: str
    roles: tuple[str, ...]
    label_office: str
    label_applicant: str
    needs_reason: bool = False
    guard: Guard | None = None


@dataclass(frozen=True)
class Workflow:
    """States and transitions of one kind of record."""

    name: str
    states: Mapping[str, State]
    transitions: tuple[Transition, ...]
    by_name: Mapping[str, Transition] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_name", {row.name: row for row in self.transitions})

    def state(self, record: Any) -> State:
        """The state that `record` is in."""
        return self.states[record.state]

    def check(self, record: Any, name: str, roles: frozenset[str], reason: str = "") -> Verdict:
        """May somebody holding `roles` for this record do `name` now?"""
        row = self.by_name[name]
        if not roles & set(row.roles):
            return no(f"您没有“{row.label_office}”的权限。")
        if record.state not in row.sources:
            return no(f"当前状态为“{self.state(record).label_office}”，不能{row.label_office}。")
        if row.needs_reason and not reason.strip():
            return no(f"{row.label_office}须写明理由。")
        return row.guard(record) if row.guard else YES

    def available(self, record: Any, roles: frozenset[str]) -> Iterator[tuple[Transition, Verdict]]:
        """The transitions that `roles` have from the record's state, each with its guard's verdict."""
        for row in self.transitions:
            if record.state in row.sources and roles & set(row.roles):
                yield row, row.guard(record) if row.guard else YES

    def choices(self) -> list[tuple[str, str]]:
        """Choices for a model field, in the office's words."""
        return [(state.name, state.label_office) for state in self.states.values()]
