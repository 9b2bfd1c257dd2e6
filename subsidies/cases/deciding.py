"""What the rules say of a case: reckoned from what is known of it, with what was granted before."""

from core.values.money import format_yuan, parse_yuan
from subsidies.cases import facts
from subsidies.cases.already_granted import matters_of
from subsidies.cases.facts import Collected
from subsidies.catalogue.in_force import with_released_figures
from subsidies.claims.models import Claim
from subsidies.grants.models import Grant
from subsidies.grants.selectors import MatterKey, taken
from subsidies.policies import library
from subsidies.rules import Decision, Step, evaluate

ONCE = "同一单位不得因同一事项重复享受政策"


def outlook(claim: Claim) -> Decision:
    """What the claim would come to if it were reckoned now. Nothing is stored or locked."""
    return reckoned(claim, facts.collect(claim))


def reckoned(claim: Claim, collected: Collected) -> Decision:
    """The engine's decision on what was collected, with matters that are already paid counted as a reason."""
    duplicates = taken(matters(claim, collected))
    decision = evaluate(with_released_figures(), collected.claim, duplicate=bool(duplicates))
    if duplicates and "duplicate_matter" in decision.reasons:
        return _with_earlier_claims(decision, duplicates)
    return _resolved(claim, decision)


def matters(claim: Claim, collected: Collected) -> list[MatterKey]:
    """The matters that the claim is about, as far as they are known."""
    values = collected.claim.get("facts", {})
    return matters_of(claim, library().schemes[claim.scheme_code], values)


def _with_earlier_claims(decision: Decision, duplicates: list[Grant]) -> Decision:
    earlier = sorted({str(row.booking.claim_number) for row in duplicates})
    step = Step(label="同一事项已兑付", figure="、".join(earlier), rule=ONCE, binding=True)
    return decision._replace(steps=(*decision.steps, step))


def _resolved(claim: Claim, decision: Decision) -> Decision:
    """一事一议: the sum that the working group agreed on stands in the reckoning as a step of its own."""
    agreed = claim.decided.get("resolution")
    if decision.outcome != "case_by_case" or not agreed:
        return decision
    fen = parse_yuan(agreed["value"])
    step = Step(label="议定金额", figure=format_yuan(fen), rule=f"一事一议，依据：{agreed['reason']}", binding=True)
    return decision._replace(amount=fen, steps=(*decision.steps, step))
