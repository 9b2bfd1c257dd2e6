"""The questions that are asked of columns of claims: what cannot be right, what fails, what lies outside its bounds."""

from __future__ import annotations

from collections.abc import Mapping

from enterprises.values.applicant_kinds import ApplicantKind
from subsidies.rules.exact.graph import Graph
from subsidies.rules.exact.inputs import Inputs, Presence
from subsidies.rules.exact.lowering import Lowering
from subsidies.rules.exact.values import Value
from subsidies.rules.model.header import FIELDS
from subsidies.rules.model.kinds import FactType, WhenMissing
from subsidies.rules.model.schemes import Scheme, bounds_of


class Questions:
    """What is asked of every claim of a scheme, each as the rows in which it fails."""

    def __init__(self, scheme: Scheme, presence: Presence, most: Mapping[FactType, int]) -> None:
        self.scheme, self.presence = scheme, presence
        self.inputs = Inputs(scheme, presence, most)
        self.lower, self.graph = Lowering(self.inputs), self.inputs.graph

    def fen(self, value: Value, *, early: bool = False) -> Value:
        """Rounded down to the fen, as whole fen."""
        return self.graph.floor(value, 100, early=early)

    def malformed(self) -> list[tuple[str, Value]]:
        """Header fields and facts that cannot be right."""
        graph = self.graph
        stated = [field for field in FIELDS if field.column]
        found = [(field.missing, self.inputs.absent(field.name)) for field in stated if field.needed]
        found += [(field.wrong, self.inputs.wrong(field.name)) for field in stated]
        for fact in self.scheme.facts.values():
            found.append((f"fact_wrong:{fact.name}", self.inputs.wrong(fact.name)))
            if fact.needed:
                found.append((f"fact_missing:{fact.name}", self.inputs.absent(fact.name)))
            elif fact.only_when and fact.when_missing == WhenMissing.INVALID:
                wanted = graph.all(self.inputs.has_one_of(fact.only_when), self.inputs.absent(fact.name))
                found.append((f"fact_missing:{fact.name}", wanted))
        return found

    def out_of_bounds(self) -> Value:
        """Something decided lies outside what the text allows."""
        inputs, graph = self.inputs, self.graph
        outside = []
        for fact in self.scheme.facts.values():
            bounds = bounds_of(fact)
            if bounds is None:
                continue
            value = inputs.column(fact.name)
            there = graph.all(inputs.is_given(fact.name), inputs.has_one_of(fact.only_when))
            for op, bound in zip("<>", bounds, strict=True):
                if bound is not None:
                    outside.append(graph.all(there, graph.compare(op, value, graph.number(bound))))
        return graph.any(*outside, self._decision_outside())

    def _decision_outside(self) -> Value:
        scheme, graph, lower = self.scheme, self.graph, self.lower
        if scheme.decision_fact is None or scheme.amount is None:
            return graph.truth(False)
        amount = lower.visit(scheme.amount.node)
        floor, ceiling = (lower.visit(bound.node) if bound else None for bound in (scheme.floor, scheme.ceiling))
        outside = [graph.compare("<", amount, floor)] if floor else []
        outside += [graph.compare(">", amount, ceiling)] if ceiling else []
        admits = graph.compare(">=", ceiling, floor) if floor and ceiling else graph.truth(True)
        return graph.all(self.inputs.is_given(scheme.decision_fact), graph.any(*outside), admits)

    def conditions(self) -> list[tuple[str, Value]]:
        """Where the window, the scope, a condition, or the matter fails."""
        scheme, graph, lower = self.scheme, self.graph, self.lower
        failing = [(item.code, graph.negate(lower.visit(item.holds))) for item in scheme.conditions]
        on = self.inputs.stated("on")
        first, last = (graph.number(day.toordinal()) for day in (scheme.policy.first, scheme.policy.last))
        early, late = graph.compare("<", on, first), graph.compare(">", on, last)
        failing.append(("outside_effective_period", graph.any(early, late)))
        kinds = self.inputs.one_of("applicant_kind", scheme.kinds)
        failing.append(("wrong_applicant_kind", graph.negate(kinds)))
        if scheme.resident_asked:
            failing.append(("not_resident", graph.negate(graph.any(self.inputs.column("resident"), self._let_in()))))
        failing.append(("duplicate_matter", self._duplicate()))
        return _joined(self.graph, failing)

    def _duplicate(self) -> Value:
        """Rows whose matter has been paid already; none where nobody says so."""
        if "duplicate" in self.presence.absent:
            return self.graph.truth(False)
        return self.graph.input("duplicate", "b1", 1, 0, 1)

    def _let_in(self) -> Value:
        if not self.scheme.outside:
            return self.graph.truth(False)
        enterprise = self.inputs.one_of("applicant_kind", [ApplicantKind.ENTERPRISE])
        return self.graph.all(self.inputs.column("approved_outside"), enterprise)


def _joined(graph: Graph, failing: list[tuple[str, Value]]) -> list[tuple[str, Value]]:
    """Each code once: where it fails for one cause or another."""
    found: dict[str, Value] = {}
    for code, where in failing:
        found[code] = graph.any(found[code], where) if code in found else where
    return list(found.items())
