"""What a claim would come to with answers that are not saved. Reads only."""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from subsidies import facts
from subsidies.awarding import reckoned
from subsidies.claiming import as_typed, missing
from subsidies.engine.nodes import FactRef, Node
from subsidies.explaining import Explanation, explain
from subsidies.models import Claim
from subsidies.policies import library


def with_answers(claim: Claim, answers: Mapping[str, Any]) -> Claim:
    """A copy of the claim that is never saved, with other answers."""
    return Claim(
        city=claim.city, enterprise=claim.enterprise, scheme_code=claim.scheme_code, state="draft",
        answers=as_typed(answers), decided=claim.decided, public_id=claim.public_id, version=claim.version,
    )  # fmt: skip


def explained(claim: Claim) -> Explanation:
    """The claim as it stands, reckoned and put into words."""
    collected = facts.collect(claim)
    return explain(library().schemes[claim.scheme_code], reckoned(claim, collected), collected.errors)


def open_questions(claim: Claim) -> list[tuple[str, str]]:
    """What stands between the claim and its submission: question and sentence, in the order of the form."""
    scheme = library().schemes[claim.scheme_code]
    found = {asked_in(claim, name): sentence for name, sentence in missing(claim).items()}
    order = {name: place for place, name in enumerate(["on", "reference", "achievement"])}
    order |= {name: place for place, name in enumerate(scheme.facts, start=10)}
    return sorted(found.items(), key=lambda row: order.get(row[0], 1000))


def misread(claim: Claim) -> list[tuple[str, str]]:
    """Those of the open questions that have an answer, but one that cannot be right: shown at once."""
    answered = {name for name in ("on", "reference", "achievement", "other_policy_amount") if claim.answers.get(name)}
    answered |= set(claim.answers.get("facts", {}))
    return [(name, sentence) for name, sentence in open_questions(claim) if name in answered]


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
