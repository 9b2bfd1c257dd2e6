"""Claims of other cities that may be for the same person or the same platform, that bear the number of one paper, or
that are for what is the applicant's own by what may be the same people.

No city sees another's files: of such a claim its city, number and day are told, and nothing else. The very same matter
is no likeness: `claims.sharing` stops both.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_

from django.db.models import Q

from core.likeness.comparing import alike_to, bare
from core.values.keys import key_of
from enterprises.models import Platform, RecognitionLevel
from subsidies.claims.models import Claim, ClaimQuerySet
from subsidies.claims.near.companies import companies_elsewhere
from subsidies.claims.near.kinds import MOST_COMPARED, of_the_kind, of_the_register
from subsidies.claims.near.other_kinds import of_other_kinds
from subsidies.claims.near.people import namesakes
from subsidies.claims.near.records import alike_records
from subsidies.claims.states import ClaimState

# State and province recognise platforms for all cities; what a city recognises is its own.
ABOVE_THE_CITIES = {f"level:{key_of(level)}" for level in (RecognitionLevel.NATIONAL, RecognitionLevel.PROVINCIAL)}


@dataclass(frozen=True)
class NearElsewhere:
    """Another city's claim, as far as this city's office may know of it. `how` says what is alike."""

    city: str
    number: str
    on: date | None
    how: str


def near_elsewhere(claim: Claim) -> list[NearElsewhere]:
    """Those that are alike: those that were paid first, then the newest."""
    elsewhere = ~Q(city=claim.city_id)
    rows = of_the_kind(claim).filter(elsewhere)
    is_platform = claim.scheme.matter.record == Platform.trail_kind
    others = of_the_register(claim).filter(elsewhere)
    alike = _platforms(claim, rows) if is_platform else alike_records(claim, others, sides=1)
    found = dict(alike) | dict(namesakes(claim, rows)) | dict(of_other_kinds(claim, elsewhere))
    found |= dict(companies_elsewhere(claim, rows))
    rows = Claim.objects.filter(pk__in=found).select_related("city") if found else Claim.objects.none()
    near = sorted(rows, key=lambda row: (row.state != ClaimState.AWARDED, -row.pk))
    return [NearElsewhere(row.city.name, str(row.number), row.on, found[row.pk]) for row in near]


def _platforms(claim: Claim, rows: ClaimQuerySet) -> Iterator[tuple[int, str]]:
    if claim.told.rpartition("|")[2] not in ABOVE_THE_CITIES:
        return
    above = reduce(or_, (Q(told__endswith=f"|{level}") for level in ABOVE_THE_CITIES))
    alike = alike_to(claim.reference, claim.city.name)
    others = rows.filter(above).exclude(told=claim.told)
    for pk, reference, city in others.values_list("pk", "reference", "city__name")[:MOST_COMPARED]:
        if how := alike(reference) or alike(bare(key_of(reference), city)):
            yield pk, how
