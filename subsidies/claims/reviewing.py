"""What the offices do with a claim: accept, return, decide an amount, approve, refuse."""

from django.db import transaction

from accounts.actor import Actor
from core import outbox
from core.values.money import InvalidAmount, format_yuan, parse_yuan, to_yuan
from core.values.verdict import Refused, require
from subsidies.cases.case import Case
from subsidies.cases.deciding import RESOLUTION, decide, ruling_on, undecided_in
from subsidies.claims.models import Claim
from subsidies.claims.moving import locked, move
from subsidies.claims.permissions import can
from subsidies.rules import FactError, GivenBy, Outcome, parse_fact


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
def decide_figure(*, claim: Claim, name: str, value: str, reason: str, by: Actor) -> Claim:
    """Set a figure that the text leaves to the office (a fact given by officer), or the sum agreed on where it is
    一事一议 (`name` is RESOLUTION). Outside the text's bounds it is refused, never clipped."""
    claim = locked(claim)
    require(can(by, claim, "decide", reason=None))
    text = _checked_value(claim, name, value)
    claim.decided = claim.decided | {name: {"value": text, "reason": reason.strip(), "by": by.name}}
    _require_within_bounds(claim.case(), name)
    move(claim, "decide", by=by, reason=reason.strip(), detail={"name": name, "value": text})
    return claim


def _checked_value(claim: Claim, name: str, value: str) -> str:
    if name == RESOLUTION:
        return _resolution(claim.case(), value)
    fact = claim.scheme.facts.get(name)
    if fact is None or fact.given_by != GivenBy.OFFICER:
        raise Refused("这一项不由审核人核定。")
    parsed = parse_fact(fact, value)
    if isinstance(parsed, FactError):
        raise Refused(parsed.sentence)
    return str(parsed)


def _resolution(case: Case, value: str) -> str:
    if decide(case).outcome != Outcome.CASE_BY_CASE:
        raise Refused("只有“一事一议”事项可以录入议定金额。")
    try:
        return f"{to_yuan(parse_yuan(value)):f}"
    except InvalidAmount as error:
        raise Refused(str(error)) from error


def _require_within_bounds(case: Case, name: str) -> None:
    if "decision_out_of_bounds" in decide(case).reasons:
        raise Refused(f"核定数超出条款限额{_bounds(case, name)}，不能保存。")


def _bounds(case: Case, name: str) -> str:
    """The bounds in words, as the rules give them when the decision is left out."""
    undecided = decide(undecided_in(case, name))
    if undecided.ceiling is None:
        return ""
    return f"（{format_yuan(undecided.floor or 0)} 至 {format_yuan(undecided.ceiling)}）"


@transaction.atomic
def approve(*, claim: Claim, by: Actor) -> Claim:
    """The review agrees; a worker reckons the award (handler awards.reckon)."""
    claim = locked(claim)
    return _to_be_reckoned(claim, "approve", by)


@transaction.atomic
def reckon_again(*, claim: Claim, by: Actor) -> Claim:
    """A claim that waited for a parameter is reckoned again."""
    claim = locked(claim)
    return _to_be_reckoned(claim, "reckon_again", by)


def _to_be_reckoned(claim: Claim, step: str, by: Actor) -> Claim:
    """Ask the rules once, take the step if they let it, and hand the claim to a worker."""
    move(claim, step, by=by, ruling=ruling_on(claim.case()))
    outbox.enqueue("awards.reckon", claim_id=claim.pk, version=claim.version)
    return claim
