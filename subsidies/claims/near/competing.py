"""Claims of one applicant for one matter: under one scheme a second is stopped, under another it is a rival.

A rival stays alive: the higher of the two is paid. What another applicant claims is for the offices to see.
"""

from collections.abc import Iterable

from subsidies.cases.already_granted import matters_of
from subsidies.cases.deciding import Ruling
from subsidies.claims.models import Claim
from subsidies.claims.states import CLAIM
from subsidies.grants import selectors as grants
from subsidies.grants.selectors import MatterKey


def under_way(applicant_id: int, matters: Iterable[MatterKey]) -> list[Claim]:
    """The applicant's claims that are under way for one of these matters, the first one first."""
    numbers = {row.claim_number for row in grants.held(matters)}
    rows = Claim.objects.filter(number__in=numbers, applicant=applicant_id) if numbers else Claim.objects.none()
    return list(rows.select_related("applicant", "city").order_by("submitted_at", "pk"))


def stopped_by(claim: Claim, ruling: Ruling) -> dict[str, str]:
    """Why the claim cannot be handed in beside one that is under way, by the question where it is to be said."""
    twice = [row for row in _others(claim, ruling) if row.scheme_code == claim.scheme_code]
    if not twice:
        return {}
    first = twice[0]
    state = CLAIM.state(first).label_applicant
    said = f"同一事项已由{first.number}申报（{state}），不能再报一次；要改那一份，请先撤回或等待退回补正。"
    return {_question(claim): said}


def rivals_of(claim: Claim, ruling: Ruling) -> list[Claim]:
    """The applicant's claims under other schemes for the same matter that are under way."""
    return [row for row in _others(claim, ruling) if row.scheme_code != claim.scheme_code]


def _others(claim: Claim, ruling: Ruling) -> list[Claim]:
    found = under_way(claim.applicant_id, matters_of(ruling.case, ruling.collected.values))
    return [row for row in found if row.pk != claim.pk]


def _question(claim: Claim) -> str:
    """Which question names the matter; the day where it is the applicant itself."""
    rule = claim.scheme.matter
    return "record" if rule.record else "reference" if rule.is_typed else "on"
