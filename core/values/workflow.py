"""A workflow as a table of transitions.

A workflow has no code of its own: each row says from which states to which, who may, the name of what must hold, and
what the office and the applicant call it. Verbs ask `Workflow.check` before they change a record's `state`, and hand
in `holds`, which judges what a row names.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from core.values.verdict import YES, Verdict, no

Holds = Callable[[str], Verdict]
Apart = Callable[["Transition"], Verdict]


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
    """One row: `roles` may move a record from one of `sources` to `target` when what `guard` names holds.

    `apart_from` names the steps that whoever takes this one has not taken himself: two people stand for the record.
    """

    name: str
    sources: tuple[str, ...]
    target: str
    roles: tuple[str, ...]
    label_office: str
    label_applicant: str
    needs_reason: bool = False
    guard: str = ""
    apart_from: tuple[str, ...] = ()


StateT = TypeVar("StateT", bound=State)


@dataclass(frozen=True)
class Workflow(Generic[StateT]):
    """States and transitions of one kind of record."""

    name: str
    states: Mapping[str, StateT]
    transitions: tuple[Transition, ...]
    by_name: Mapping[str, Transition] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_name", {row.name: row for row in self.transitions})

    def state(self, record: Any) -> StateT:
        """The state that `record` is in."""
        return self.states[record.state]

    def check(
        self,
        record: Any,
        name: str,
        roles: frozenset[str],
        reason: str | None = "",
        *,
        holds: Holds | None = None,
        apart: Apart | None = None,
    ) -> Verdict:
        """May somebody holding `roles` for this record do `name` now? `reason`: None where it is not asked yet."""
        row = self.by_name[name]
        if not roles & set(row.roles):
            return no(f"您没有“{row.label_office}”的权限。")
        if record.state not in row.sources:
            return no(f"当前状态为“{self.state(record).label_office}”，不能{row.label_office}。")
        if row.needs_reason and reason is not None and not reason.strip():
            return no(f"{row.label_office}须写明理由。")
        return _judged(row, holds, apart)

    def available(
        self, record: Any, roles: frozenset[str], holds: Holds | None = None, apart: Apart | None = None
    ) -> Iterator[tuple[Transition, Verdict]]:
        """The transitions that `roles` have from the record's state, each with its guard's verdict."""
        for row in self.transitions:
            if record.state in row.sources and roles & set(row.roles):
                yield row, _judged(row, holds, apart)

    def barred_by(self, name: str, roles: frozenset[str]) -> list[Transition]:
        """The steps that somebody with `roles` may not take any more once he has taken `name`."""
        return [row for row in self.transitions if name in row.apart_from and roles & set(row.roles)]

    def choices(self) -> list[tuple[str, str]]:
        """Choices for a model field, in the office's words."""
        return [(str(state.name), state.label_office) for state in self.states.values()]


def _judged(row: Transition, holds: Holds | None, apart: Apart | None) -> Verdict:
    if row.guard and holds is None:
        raise ValueError(f"{row.name} is guarded by {row.guard}, which nobody judges")
    if row.apart_from and apart is None:
        raise ValueError(f"{row.name} is held apart from {row.apart_from}, which nobody judges")
    verdict = holds(row.guard) if row.guard and holds else YES
    return verdict and (apart(row) if row.apart_from and apart else YES)
