"""What the offices do with a claim: accept, return, decide an amount, approve, refuse."""

from typing import Any

from django.db import transaction

from accounts.actor import Actor
from core import outbox
from core.values.money import InvalidAmount, format_yuan, parse_yuan, to_yuan
from core.values.verdict import Refused
from subsidies.cases.deciding import outlook
from subsidies.claims.models import Claim
from subsidies.claims.moving import locked, move
from subsidies.policies import library
from subsidies.rules import FactError, GivenBy, parse_fact

RESOLUTION = "resolution"


@transaction.atomic
def accept(*, claim: Claim, by: Actor) -> Claim:
    """The papers are complete: the review begins."""
    claim = locked(claim)
    move(claim, "accept", by=by)
    return claim


@transaction.atomic
def return_for_correction(*, claim: Claim, reason: str, by: Actor) -> Claim:
    """Back to the applicant, with everything that is wanted said at once."""
    claim = locked(claim)
    move(claim, "return", by=by, reason=reason.strip())
    return claim


@transaction.atomic
def refuse(*, claim: Claim, reason: str, by: Actor) -> Claim:
    """The claim is not supported, for the reason given."""
    claim = locked(claim)
    move(claim, "refuse", by=by, reason=reason.strip())
    return claim


@transaction.atomic
def decide(*, claim: Claim, name: str, value: str, reason: str, by: Actor) -> Claim:
    """Set a figure that the text leaves to the office (a fact given by officer), or the sum agreed on where it is
    一事一议 (`name` is RESOLUTION). Outside the text's bounds it is refused, never clipped."""
    claim = locked(claim)
    text = _checked_value(claim, name, value)
    claim.decided = claim.decided | {name: {"value": text, "reason": reason.strip(), "by": by.name}}
    _require_within_bounds(claim, name)
    move(claim, "decide", by=by, reason=reason.strip(), detail={"name": name, "value": text})
    return claim


def _checked_value(claim: Claim, name: str, value: str) -> str:
    scheme = library().schemes[claim.scheme_code]
    if name == RESOLUTION:
        return _resolution(outlook(claim).outcome, value)
    fact = scheme.facts.get(name)
    if fact is None or fact.given_by != GivenBy.OFFICER:
        raise Refused("这一项不由审核人核定。")
    parsed = parse_fact(fact, value)
    if isinstance(parsed, FactError):
        raise Refused(parsed.sentence)
    return str(parsed)


def _resolution(outcome: str, value: str) -> str:
    if outcome != "case_by_case":
        raise Refused("只有“一事一议”事项可以录入议定金额。")
    try:
        return f"{to_yuan(parse_yuan(value)):f}"
    except InvalidAmount as error:
        raise Refused(str(error)) from error


def _require_within_bounds(claim: Claim, name: str) -> None:
    decision = outlook(claim)
    if "decision_out_of_bounds" in decision.reasons:
        bounds = _bounds(claim, name)
        raise Refused(f"核定数超出条款限额{bounds}，不能保存。")


def _bounds(claim: Claim, name: str) -> str:
    """The bounds in words, as the engine gives them when the decision is left out."""
    undecided = {key: row for key, row in claim.decided.items() if key != name}
    kept, claim.decided = claim.decided, undecided
    open_decision = outlook(claim)
    claim.decided = kept
    if open_decision.ceiling is None:
        return ""
    floor: Any = open_decision.floor or 0
    return f"（{format_yuan(floor)} 至 {format_yuan(open_decision.ceiling)}）"


@transaction.atomic
def approve(*, claim: Claim, by: Actor) -> Claim:
    """The review agrees; a worker reckons the award (handler subsidies.reckon)."""
    claim = locked(claim)
    move(claim, "approve", by=by)
    outbox.enqueue("awards.reckon", claim_id=claim.pk, version=claim.version)
    return claim


@transaction.atomic
def reckon_again(*, claim: Claim, by: Actor) -> Claim:
    """A claim that waited for a parameter is reckoned again."""
    claim = locked(claim)
    move(claim, "reckon_again", by=by)
    outbox.enqueue("awards.reckon", claim_id=claim.pk, version=claim.version)
    return claim
