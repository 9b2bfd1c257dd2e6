"""What a claim would come to with answers that are not saved. Reads only."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from subsidies.cases import facts
from subsidies.cases.deciding import reckoned
from subsidies.cases.explaining import Explanation, explain
from subsidies.claims.claiming import as_typed, problems_of
from subsidies.claims.models import Claim
from subsidies.policies import library
from subsidies.rules.formulas.nodes import FactRef, Node

HEADER = ("on", "reference", "achievement", "other_policy_amount")


def with_answers(claim: Claim, answers: Mapping[str, Any]) -> Claim:
    """A copy of the claim that is never saved, with other answers."""
    return Claim(
        city=claim.city, applicant=claim.applicant, scheme_code=claim.scheme_code, state="draft",
        answers=as_typed(answers), decided=claim.decided, public_id=claim.public_id, version=claim.version,
    )  # fmt: skip


@dataclass(frozen=True)
class Outlook:
    """A claim as it stands: the decision in words, what is still open in the order of the form, and the facts that
    are not asked for in the claim's mode."""

    explanation: Explanation
    questions: list[tuple[str, str]]
    answered: frozenset[str]
    moot: frozenset[str]

    @property
    def misread(self) -> list[tuple[str, str]]:
        """Those of the open questions that have an answer, but one that cannot be right: shown at once."""
        return [(name, sentence) for name, sentence in self.questions if name in self.answered]


def look(claim: Claim) -> Outlook:
    """Reckon the claim once and say what it comes to and what stands between it and its submission."""
    scheme = library().schemes[claim.scheme_code]
    collected = facts.collect(claim)
    decision = reckoned(claim, collected)
    problems = problems_of(claim, collected, decision)
    found = {asked_in(claim, name): sentence for name, sentence in problems.items()}
    order = {name: place for place, name in enumerate([*HEADER[:3], *scheme.facts])}
    questions = sorted(found.items(), key=lambda row: order.get(row[0], len(order)))
    answered = {name for name in HEADER if claim.answers.get(name)} | set(claim.answers.get("facts", {}))
    moot = frozenset(fact.name for fact in scheme.facts.values() if not facts.matters_now(fact, collected))
    return Outlook(explain(scheme, decision, collected.errors), questions, frozenset(answered), moot)


def asked_in(claim: Claim, name: str) -> str:
    """The question that a problem is about: its own name, or for a rule of form the last fact in it that was typed."""
    scheme, typed = library().schemes[claim.scheme_code], claim.answers.get("facts", {})
    rule = next((row for row in scheme.rules if row.code == name), None)
    named = [fact for fact in facts_in(rule.holds) if typed.get(fact)] if rule else []
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
