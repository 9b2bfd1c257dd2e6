"""The order of the questions for columns of claims, as one graph of whole-number operations."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from subsidies.rules.columns.questions import Questions
from subsidies.rules.exact.inputs import Presence
from subsidies.rules.exact.values import Value
from subsidies.rules.model.kinds import FactType, WhenMissing
from subsidies.rules.model.schemes import Scheme


class Assembly(Questions):
    """Puts the questions together in their order: what fails earlier hides what comes later."""

    def __init__(
        self, scheme: Scheme, presence: Presence, most: Mapping[FactType, int], bits: Mapping[str, int]
    ) -> None:
        super().__init__(scheme, presence, most)
        self.bits = bits
        self.found: dict[int, list[Value]] = {}

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
        other = graph.rescaled(self.inputs.column("other_policy_amount"), 100)
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
        with_other = graph.compare(">", self.inputs.column("other_policy_amount"), zero)
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
