"""A scheme compiled for single claims: how each fact is read, what is asked of it, and its formulas as functions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from subsidies.rules.model.kinds import FactType, WhenMissing
from subsidies.rules.model.schemes import Fact, Requirement, Scheme, StepRule, bounds_of, reader_of
from subsidies.rules.model.values import Number, Reader, read_default
from subsidies.rules.single.closures import Closures, Func


@dataclass(frozen=True, slots=True)
class FactReader:
    """How one fact gets into the list of values."""

    slot: int
    name: str
    read: Reader
    default: Any
    optional: bool
    needed: bool
    missing: str
    wrong: str
    mode_slot: int | None
    mode_values: frozenset[str]
    when_missing: WhenMissing
    bounds: tuple[Number | None, Number | None] | None


@dataclass(frozen=True, slots=True)
class Test:
    """A requirement with its function."""

    code: str
    holds: Func
    requirement: Requirement


class Program:
    """Everything the scalar evaluator needs for one scheme, made once when the policy is loaded."""

    def __init__(self, scheme: Scheme) -> None:
        self.scheme = scheme
        self.code, self.basis, self.sentences = scheme.code, scheme.basis, scheme.reasons
        self.closures = closures = Closures(scheme)
        self.slots: Mapping[str, int] = closures.slots
        self.size = len(self.slots)
        self.facts = tuple(self._reader(fact) for fact in scheme.facts.values())
        self.reads = tuple(
            (fact.slot, fact.name, fact.read, fact.default, fact.optional, fact.needed) for fact in self.facts
        )
        self.kinds = frozenset(scheme.kinds)
        self.rules = self._tests(scheme.rules)
        self.conditions = self._tests(scheme.conditions)
        self.singly = closures.make(scheme.singly) if scheme.singly else None
        self.amount, self.floor, self.ceiling = (
            self._func(step) for step in (scheme.amount, scheme.floor, scheme.ceiling)
        )
        self.decision_slot = self.slots[scheme.decision_fact] if scheme.decision_fact else None
        self.parameters = tuple(fact for fact in self.facts if fact.when_missing == WhenMissing.NEEDS_PARAMETER)
        self.bounded = tuple(fact for fact in self.facts if fact.bounds)
        self.has_bounds = bool(self.bounded) or scheme.decision_fact is not None
        self.moded = tuple(
            fact for fact in self.facts if fact.mode_slot is not None and fact.when_missing == WhenMissing.INVALID
        )
        self.cap = scheme.cap.amount if scheme.cap else None
        self.prior_slot = self.slots["prior_awarded"] if scheme.cap else None
        self.payers = tuple((payer.key, closures.make(payer.limit) if payer.limit else None) for payer in scheme.payers)
        self.entitlements = {item.key: item.amount for item in scheme.entitlements}

    def _func(self, step: StepRule | None) -> Func | None:
        return self.closures.make(step.node) if step else None

    def _tests(self, requirements: tuple[Requirement, ...]) -> tuple[Test, ...]:
        return tuple(Test(item.code, self.closures.make(item.holds), item) for item in requirements)

    def _reader(self, fact: Fact) -> FactReader:
        when = fact.only_when
        read = reader_of(fact)
        return FactReader(
            slot=self.slots[fact.name],
            name=fact.name,
            read=read,
            default=read_default(fact.default, fact.type, read),
            optional=fact.optional,
            needed=fact.needed,
            missing=f"fact_missing:{fact.name}",
            wrong=f"fact_wrong:{fact.name}",
            mode_slot=self.slots[when.fact] if when else None,
            mode_values=frozenset(when.values) if when else frozenset(),
            when_missing=fact.when_missing,
            bounds=scaled_bounds(fact),
        )


def scaled_bounds(fact: Fact) -> tuple[Number | None, Number | None] | None:
    """The same as the list of values holds them: money in fen."""
    bounds, scale = bounds_of(fact), 100 if fact.type == FactType.MONEY else 1
    if bounds is None:
        return None
    least, most = bounds
    return (None if least is None else least * scale, None if most is None else most * scale)
