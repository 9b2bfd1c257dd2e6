"""What the claims of a list would come to: from the facts as they were handed in, in a few queries for all of them.

The claim's own page reckons anew from the records; a list of fifty cannot ask the records fifty times.
"""

from collections.abc import Sequence

from core.values.money import format_yuan
from subsidies.awards.selectors import award_of
from subsidies.cases.bulk import claim_input, handed_in, terms_of
from subsidies.cases.explaining import bounds_words
from subsidies.catalogue.in_force import released_figures, superseded
from subsidies.claims.models import Claim
from subsidies.claims.states import OPEN_STATES
from subsidies.grants.selectors import paid_among
from subsidies.policies import library
from subsidies.rules import Decision, evaluate


def estimates(claims: Sequence[Claim]) -> dict[int, str]:
    """Words for the amount of each claim by its key: what was awarded, or what it would come to now."""
    found = outlooks(claims)
    return {
        claim.pk: estimate_words(claim, found[claim.pk]) if claim.pk in found else _settled_words(claim)
        for claim in claims
    }


def outlooks(claims: Sequence[Claim]) -> dict[int, Decision]:
    """What each of the claims that are under way would come to now, by its key."""
    figures = released_figures()
    lib = superseded(library(), figures)
    under_way = [row for row in claims if row.state in OPEN_STATES]
    rows = {claim.pk: handed_in(claim, claim.on) for claim in under_way if claim.on is not None}
    terms = terms_of({row.applicant_id for row in rows.values()})
    paid = paid_among(key for row in rows.values() for key in row.matters)
    found = {}
    for key, row in rows.items():
        duplicate = not paid.isdisjoint(row.matters)
        found[key] = evaluate(lib, claim_input(row, figures, terms), duplicate=duplicate, explain=False)
    return found


def _settled_words(claim: Claim) -> str:
    award = award_of(claim)
    if award is None:
        return "—"
    return "不予兑付" if award.outcome == "not_payable" else format_yuan(award.amount_fen)


def estimate_words(claim: Claim, decision: Decision) -> str:
    """A decision on an open claim in a few words."""
    agreed = claim.decided.get("resolution")
    if decision.outcome == "case_by_case":
        return f"约定 {agreed['value']} 元" if agreed else "一事一议，待议定"
    if decision.outcome == "needs_decision":
        return f"待核定，{bounds_words(decision.floor, decision.ceiling)}"
    if decision.amount is not None and decision.outcome == "payable":
        return f"预计 {format_yuan(decision.amount)}"
    return {"needs_parameter": "标准未公布", "not_payable": "预计不予兑付"}.get(decision.outcome, "事实不全")
