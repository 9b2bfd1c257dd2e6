"""Claims of one applicant for one matter: once paid no further one, under one scheme no second while the first is under
way, under another scheme a rival.

A rival stays alive: the higher of the two is paid. What another applicant claims is for the offices to see.
"""

from collections.abc import Iterable

from core.values.months import months_words
from core.walls.acting import beyond_walls
from subsidies.cases.already_granted import YEAR, matters_of
from subsidies.cases.deciding import Ruling
from subsidies.cases.tidying import is_month
from subsidies.catalogue.questions import asks_day
from subsidies.claims.models import Claim
from subsidies.claims.states import CLAIM
from subsidies.grants import selectors as grants
from subsidies.grants.models import Grant, Hold
from subsidies.grants.selectors import MatterKey

THE_SAME = "同一事项"


def under_way(applicant_id: int, matters: Iterable[MatterKey]) -> list[Claim]:
    """The applicant's claims that are under way for one of these matters, the first one first."""
    return _of_applicant(applicant_id, [row.claim_number for row in grants.held(matters)])


def paid_to(applicant_id: int, given: Iterable[Grant]) -> list[Claim]:
    """The applicant's claims for which these grants were given, the first one first; those of others are not told."""
    return _of_applicant(applicant_id, [row.booking.claim_number for row in given])


@beyond_walls("claims for one matter")
def _of_applicant(applicant_id: int, numbers: Iterable[str]) -> list[Claim]:
    wanted = set(numbers)
    rows = Claim.objects.filter(number__in=wanted, applicant=applicant_id) if wanted else Claim.objects.none()
    return list(rows.select_related("applicant", "city").order_by("submitted_at", "pk"))


def stopped_by(claim: Claim, ruling: Ruling) -> dict[str, str]:
    """Why the claim cannot be handed in: its matter, or part of it, was paid for or is claimed already. By the question
    where it is to be said. What another applicant was given is for the offices to weigh."""
    said = _paid(claim, ruling) or _pending(claim, ruling)
    return {_question(claim): said} if said else {}


def _paid(claim: Claim, ruling: Ruling) -> str:
    rows = [row for row in ruling.paid if row.booking.claim_number != claim.number]
    own = paid_to(claim.applicant_id, rows)
    if not own:
        return ""
    numbers = "、".join(str(row.number) for row in own)
    given = [row.matter.reference for row in rows if row.booking.claim_number in {row.number for row in own}]
    return f"{parts_words(given) or THE_SAME}已由{numbers}核定，不能再报一次。"


def _pending(claim: Claim, ruling: Ruling) -> str:
    held = grants.held(_matters(ruling))
    twice = [row for row in _others(claim, held) if row.scheme_code == claim.scheme_code]
    if not twice:
        return ""
    first = twice[0]
    what = parts_words([row.matter.reference for row in held if row.claim_number == first.number]) or THE_SAME
    state = CLAIM.state(first).label_applicant
    return f"{what}已由{first.number}申报（{state}），不能再报一次；要改那一份，请先撤回或等待退回补正。"


def parts_words(references: Iterable[str]) -> str:
    """What of a matter these are, in words: its months, its year; nothing where they are the whole."""
    parts = [reference.rpartition("|")[2] for reference in references]
    if months := [part for part in parts if is_month(part)]:
        return months_words(months)
    years = sorted({part.removeprefix(YEAR) for part in parts if part.startswith(YEAR)})
    return f"{'、'.join(years)}年度" if years else ""


def rivals_of(claim: Claim, ruling: Ruling) -> list[Claim]:
    """The applicant's claims under other schemes for the same matter that are under way."""
    return rivals_for(claim, _matters(ruling))


def rivals_for(claim: Claim, matters: Iterable[MatterKey]) -> list[Claim]:
    """The same for matters that are known without a ruling: those that it was handed in for."""
    return [row for row in under_way(claim.applicant_id, matters) if row.scheme_code != claim.scheme_code]


def _matters(ruling: Ruling) -> list[MatterKey]:
    return matters_of(ruling.case, ruling.collected.values)


def _others(claim: Claim, held: Iterable[Hold]) -> list[Claim]:
    found = _of_applicant(claim.applicant_id, [row.claim_number for row in held])
    return [row for row in found if row.pk != claim.pk]


def _question(claim: Claim) -> str:
    """Which question names the matter; the day or the year where it is the applicant itself."""
    rule = claim.scheme.matter
    if rule.record or rule.is_typed:
        return "record" if rule.record else "reference"
    return "on" if asks_day(claim.scheme) else "year"
