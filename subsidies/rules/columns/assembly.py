"""The order of the questions for columns of claims, as one graph of whole-number operations."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from subsidies.rules.exact.graph import Graph
from subsidies.rules.exact.inputs import Inputs, Presence
from subsidies.rules.exact.lowering import Lowering
from subsidies.rules.exact.values import Value
from subsidies.rules.model.kinds import ApplicantKind, FactType, WhenMissing
from subsidies.rules.model.reasons import HEADER_NEEDED
from subsidies.rules.model.schemes import Scheme, bounds_of
from subsidies.rules.model.sentences import KINDS

ENTERPRISE = list(KINDS).index(ApplicantKind.ENTERPRISE)


class Assembly:
    """Puts the questions together in their order: what fails earlier hides what comes later."""

    def __init__(
        self, scheme: Scheme, presence: Presence, most: Mapping[FactType, int], bits: Mapping[str, int]
    ) -> None:
        self.scheme, self.presence, self.bits = scheme, presence, bits
        self.inputs = Inputs(scheme, presence, most)
        self.lower, self.graph = Lowering(self.inputs), self.inputs.graph
        self.found: dict[int, list[Value]] = {}

    # -- parts
    def money(self, name: str) -> Value:
        """A money column of the header in fen; 0 where it is left out."""
        if name in self.presence.absent:
            return self.graph.number(0)
        return self.graph.input(name, "i8", 100, 0, self.inputs.most[FactType.MONEY])

    def fen(self, value: Value, *, early: bool = False) -> Value:
        """Rounded down to the fen, as whole fen."""
        return self.graph.floor(value, 100, early=early)

    def malformed(self) -> list[tuple[str, Value]]:
        """Header fields and facts that cannot be right."""
        graph = self.graph
        found = [(f"header_missing:{name}", self.inputs.absent(name)) for name in HEADER_NEEDED]
        names = (*HEADER_NEEDED, "approved_outside", "other_policy_amount")
        found += [(f"header_wrong:{name}", self.inputs.wrong(name)) for name in names]
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
        on = graph.input("on", "i4", 1, 0, 3_652_059)
        first, last = (graph.number(day.toordinal()) for day in (scheme.policy.first, scheme.policy.last))
        early, late = graph.compare("<", on, first), graph.compare(">", on, last)
        failing.append(("outside_effective_period", graph.any(early, late)))
        kind = graph.input("applicant_kind", "i1", 1, 0, len(KINDS) - 1)
        codes = [list(KINDS).index(name) for name in scheme.kinds]
        failing.append(("wrong_applicant_kind", graph.negate(self.inputs.has_code(kind, codes, len(KINDS)))))
        if scheme.resident_asked:
            failing.append(("not_resident", graph.negate(graph.any(self.flag("resident"), self._let_in(kind)))))
        failing.append(("duplicate_matter", self.flag("duplicate")))
        return _joined(self.graph, failing)

    def flag(self, name: str) -> Value:
        """A truth of the header; false where it is left out."""
        if name in self.presence.absent:
            return self.graph.truth(False)
        return self.graph.input(name, "b1", 1, 0, 1)

    def _let_in(self, kind: Value) -> Value:
        if not self.scheme.outside:
            return self.graph.truth(False)
        return self.graph.all(self.flag("approved_outside"), self.graph.equals_code(kind, ENTERPRISE))

    # -- wholes
    def reckoned(self, *, early: bool = False) -> tuple[Value, Value, Value | None]:
        """The amount after its cap (exact), the same less the other policy in fen, and what is left of the cap."""
        scheme, graph = self.scheme, self.graph
        if scheme.amount is None:
            return graph.number(0), graph.number(0), None
        amount, left = self.lower.visit(scheme.amount.node), None
        if scheme.cap:
            left = graph.subtract(graph.number(Fraction(scheme.cap.amount, 100)), self.inputs.column("prior_awarded"))
            left = graph.rescaled(left, 100)
            amount = graph.pick("min", amount, left)
        other = graph.rescaled(self.money("other_policy_amount"), 100)
        return amount, graph.subtract(self.fen(amount, early=early), other), left

    def amount_alone(self) -> dict[str, Value]:
        """The amount in fen as if every condition held; never below 0."""
        _, fen, _ = self.reckoned(early=True)
        return {
            "amount": self.graph.cast(self.graph.pick("max", fen, self.graph.rescaled(self.graph.number(0), 100)), "i8")
        }

    def decision(self) -> dict[str, Value]:
        """outcome, reasons in groups of eight bits, amount, floor, ceiling, shares."""
        graph, lower = self.graph, self.lower
        malformed = self._stage(self.malformed(), graph.truth(True))
        misformed = [(rule.code, graph.negate(lower.visit(rule.holds))) for rule in self.scheme.rules]
        misformed.append(("decision_out_of_bounds", self.out_of_bounds()))
        bad_form = self._stage(misformed, graph.negate(malformed))
        invalid = graph.any(malformed, bad_form)
        valid = graph.negate(invalid)
        failing = self._stage(self.conditions(), valid)
        return self._settled(graph.all(valid, graph.negate(failing)), invalid)

    def _stage(self, failing: list[tuple[str, Value]], where: Value) -> Value:
        """Notes the reasons of one stage, which count only `where` no earlier one failed; true where any holds."""
        octets: dict[int, list[tuple[Value, int]]] = {}
        for code, fails in failing:
            if not fails.constant or fails.extra:
                bit = self.bits[code]
                octets.setdefault(bit // 8, []).append((fails, 1 << bit % 8))
        bytes_ = {octet: self.graph.weighted(items) for octet, items in octets.items()}
        for octet, value in bytes_.items():
            self.found.setdefault(octet, []).append(self.graph.masked(value, where))
        return self.graph.any(*(self.graph.some(value) for value in bytes_.values()))

    def _settled(self, passed: Value, invalid: Value) -> dict[str, Value]:
        graph = self.graph
        singly, parameter, decision, paying = self._ways(passed)
        capped, fen, left = self.reckoned()
        nothing = self._stage(self._zero(capped, fen, left), paying)
        payable = graph.all(paying, graph.negate(nothing))
        if self.scheme.amount is None:
            payable = graph.truth(False)
        other = graph.any(singly, parameter, decision, payable, invalid)
        outcome = [(graph.negate(other), 1), (decision, 2), (parameter, 3), (singly, 4), (invalid, 5)]
        zero = graph.rescaled(graph.number(0), 100)
        wanted = {"outcome": graph.weighted(outcome), "amount": graph.cast(graph.select(payable, fen, zero), "i8")}
        return wanted | self._bounds() | self._shares(fen) | self._reason_groups()

    def _ways(self, passed: Value) -> tuple[Value, Value, Value, Value]:
        """Case by case, needs a parameter, needs a decision, and an amount: each row that passed has one."""
        graph, lower, scheme = self.graph, self.lower, self.scheme
        if scheme.amount is None:
            return passed, graph.truth(False), graph.truth(False), graph.truth(False)
        inputs = self.inputs
        singly = graph.all(passed, lower.visit(scheme.singly)) if scheme.singly else graph.truth(False)
        open_facts = [fact for fact in scheme.facts.values() if fact.when_missing == WhenMissing.NEEDS_PARAMETER]
        unknown = graph.any(
            *(graph.all(self.inputs.absent(f.name), self.inputs.has_one_of(f.only_when)) for f in open_facts)
        )
        parameter = graph.all(passed, graph.negate(singly), unknown)
        rest = graph.all(passed, graph.negate(singly), graph.negate(unknown))
        undecided = inputs.absent(scheme.decision_fact) if scheme.decision_fact else graph.truth(False)
        return singly, parameter, graph.all(rest, undecided), graph.all(rest, graph.negate(undecided))

    def _zero(self, capped: Value, fen: Value, left: Value | None) -> list[tuple[str, Value]]:
        """Why nothing is left of the amount."""
        graph, zero = self.graph, self.graph.number(0)
        if self.scheme.amount is None:
            return []
        spent = graph.compare("<=", left, zero) if left else graph.truth(False)
        nothing, gone = graph.compare("==", capped, zero), graph.compare("<=", fen, zero)
        with_other = graph.compare(">", self.money("other_policy_amount"), zero)
        unspent = graph.negate(spent)
        higher = graph.all(unspent, gone, with_other, graph.negate(nothing))
        none_left = graph.all(unspent, gone, graph.negate(higher))
        found = [("zero_amount", none_left), ("other_policy_higher", higher)]
        return [*found, ("cap_exhausted", spent)] if left else found

    def _bounds(self) -> dict[str, Value]:
        bounds = {"floor": self.scheme.floor, "ceiling": self.scheme.ceiling}
        made = {name: self.fen(self.lower.visit(step.node)) for name, step in bounds.items() if step}
        return {name: self.graph.cast(value, "i8") for name, value in made.items()}

    def _shares(self, fen: Value) -> dict[str, Value]:
        shares, left = {}, fen
        for payer in self.scheme.payers:
            part = left
            if payer.limit is not None:
                part = self.graph.pick("min", left, self.fen(self.lower.visit(payer.limit)))
            shares[f"share:{payer.key}"] = self.graph.cast(part, "i8")
            left = self.graph.subtract(left, part)
        return shares

    def _reason_groups(self) -> dict[str, Value]:
        groups = {octet: self.graph.gathered(*values) for octet, values in sorted(self.found.items())}
        return {f"reasons:{octet}": value for octet, value in groups.items() if not value.constant or value.extra}


def _joined(graph: Graph, failing: list[tuple[str, Value]]) -> list[tuple[str, Value]]:
    """Each code once: where it fails for one cause or another."""
    found: dict[str, Value] = {}
    for code, where in failing:
        found[code] = graph.any(found[code], where) if code in found else where
    return list(found.items())
