"""What the claims of a list would come to: from the facts as they were handed in, in a few queries for all of them.

The claim's own page reckons anew from the records; a list of fifty cannot ask the records fifty times.
"""

from collections.abc import Sequence

from core.values.money import format_yuan, parse_yuan
from subsidies.awards.selectors import award_of, standing_fen
from subsidies.cases.bulk import put
from subsidies.cases.deciding import RESOLUTION
from subsidies.cases.explaining import bounds_words
from subsidies.catalogue.in_force import released_figures, superseded
from subsidies.claims.models import Claim
from subsidies.claims.states import OPEN_STATES, ClaimState
from subsidies.policies import library
from subsidies.rules import Decision, Outcome, evaluate


def estimates(claims: Sequence[Claim]) -> dict[int, str]:
    """Words for the amount of each claim by its key: what was awarded, or what it would come to now."""
    found = decisions_of(claims)
    return {
        claim.pk: estimate_words(claim, found[claim.pk]) if claim.pk in found else _settled_words(claim)
        for claim in claims
    }


def decisions_of(claims: Sequence[Claim]) -> dict[int, Decision]:
    """What each of the claims that are under way would come to now, by its key."""
    figures = released_figures()
    lib = superseded(library(), figures)
    under_way = [row for row in claims if row.state in OPEN_STATES and row.on is not None]
    asked = put([claim.case_handed_in() for claim in under_way], figures)
    return {
        claim.pk: evaluate(lib, given.line, duplicate=given.duplicate, explain=False)
        for claim, given in zip(under_way, asked, strict=True)
    }


def _settled_words(claim: Claim) -> str:
    award = award_of(claim)
    if award is None:
        return "—"
    return "不予兑付" if award.outcome == Outcome.NOT_PAYABLE else format_yuan(standing_fen(award))


def estimate_words(claim: Claim, decision: Decision) -> str:
    """A decision on an open claim in a few words."""
    agreed = claim.decided.get(RESOLUTION)
    if claim.state == ClaimState.APPROVED and decision.outcome == Outcome.NOT_PAYABLE:
        return "正在核算"  # the register may have its own award before the list does
    if decision.outcome == Outcome.CASE_BY_CASE:
        return f"议定 {format_yuan(parse_yuan(agreed['value']))}" if agreed else "一事一议，待议定"
    if decision.outcome == Outcome.NEEDS_DECISION:
        return f"待核定，{bounds_words(decision.floor, decision.ceiling)}"
    if decision.amount is not None and decision.outcome == Outcome.PAYABLE:
        return f"预计 {format_yuan(decision.amount)}"
    return {Outcome.NEEDS_PARAMETER: "标准未公布", Outcome.NOT_PAYABLE: "预计不予兑付"}.get(
        decision.outcome, "事实不全"
    )
