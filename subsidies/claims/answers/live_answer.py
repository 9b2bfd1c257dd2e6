"""What a claim would come to with answers that are not saved. Reads only."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from subsidies.cases.case import day_on_record
from subsidies.cases.deciding import Ruling, ruling_on
from subsidies.cases.explaining import Explanation, explain
from subsidies.cases.facts import is_asked
from subsidies.cases.matters import waits_for_record
from subsidies.cases.records.premises import RENT_PAID, rent_of_lease
from subsidies.catalogue.questions import HEAD
from subsidies.claims.claiming import as_typed, problems_of
from subsidies.claims.models import Claim
from subsidies.claims.near.competing import rivals_of, stopped_by
from subsidies.rules import Outcome, Scheme
from subsidies.rules.formulas.nodes import FactRef, Node

TAKEN = "不能再报一次"
NOTHING = (Outcome.NOT_PAYABLE, Outcome.INVALID)


@dataclass(frozen=True)
class LiveAnswer:
    """A claim as it stands: the decision in words, what is still open in the order of the form, the facts that are not
    asked for in the claim's mode or as long as no record is picked (`on`: the day), the applicant's claims under other
    schemes for the same matter, the day that the record says and whether an office has certified it, and where a rent
    was typed what the lease of the rooms comes to."""

    explanation: Explanation
    questions: list[tuple[str, str]]
    answered: frozenset[str]
    moot: frozenset[str]
    rivals: list[Claim]
    recorded_on: date | None
    day_certified: bool
    lease: str = ""

    @property
    def misread(self) -> list[tuple[str, str]]:
        """Those of the open questions that have an answer, but one that cannot be right: shown at once."""
        return [(name, sentence) for name, sentence in self.questions if name in self.answered]


def live_answer(claim: Claim, answers: Mapping[str, Any] | None = None) -> LiveAnswer:
    """Put the claim before the rules once, with other answers than its own where they are given, and say what it comes
    to and what stands between it and its submission."""
    answers = claim.answers if answers is None else as_typed(answers)
    scheme, ruling = claim.scheme, ruling_on(claim.case_with(answers))
    facts, stopped = answers.get("facts", {}), stopped_by(claim, ruling)
    problems = problems_of(claim, ruling, answers, stopped)
    found = {asked_in(scheme, facts, name): f"{said.rstrip('。')}。" for name, said in problems.items()}
    order = {name: place for place, name in enumerate([*HEAD[:-1], *scheme.facts])}
    questions = sorted(found.items(), key=lambda row: order.get(row[0], len(order)))
    answered = {name for name in HEAD if answers.get(name)} | set(facts)
    collected = ruling.collected
    moot = {fact.name for fact in scheme.facts.values() if not is_asked(fact, collected.values)}
    moot |= waits_for_record(ruling.case)
    record = ruling.case.record
    return LiveAnswer(
        _explained(ruling, stopped), questions, frozenset(answered), frozenset(moot),
        rivals_of(claim, ruling), day_on_record(scheme, record, ruling.case.matter.year),
        day_certified=record is not None and record.certified, lease=_lease(ruling),
    )  # fmt: skip


def _lease(ruling: Ruling) -> str:
    """What the park's lease comes to, beside a rent that was typed and that no receipt shows."""
    facts, known = ruling.case.scheme.facts, ruling.collected.known.values()
    typed = any(facts[row.name].certified_by == RENT_PAID and not row.records for row in known)
    return rent_of_lease(ruling.case) if typed else ""


def _explained(ruling: Ruling, stopped: Mapping[str, str]) -> Explanation:
    """What the rules say; where the matter is claimed already, no amount but which claim has it."""
    told = explain(ruling.case.scheme, ruling.decision, ruling.collected.errors, ruling.collected.claim)
    if not stopped or told.outcome in NOTHING:
        return told
    return Explanation(Outcome.NOT_PAYABLE, TAKEN, reasons=list(stopped.values()))


def asked_in(scheme: Scheme, facts: Mapping[str, str], name: str) -> str:
    """The question that a problem is about: its own name, or for a rule of form the last answered fact in it."""
    rule = next((row for row in scheme.rules if row.code == name), None)
    named = [fact for fact in facts_in(rule.holds) if facts.get(fact)] if rule else []
    return named[-1] if named else name


def facts_in(node: Any) -> list[str]:
    """The facts that a formula names, in order."""
    if isinstance(node, FactRef):
        return [node.name]
    if isinstance(node, tuple):
        return [name for part in node for name in facts_in(part)]
    if isinstance(node, Node):
        return [name for part in fields(node) for name in facts_in(getattr(node, part.name))]
    return []
