"""Claims of other cities that may be for the same person or the same platform, or that bear the number of one paper.

No city sees another's files: of such a claim its city, number and day are told, and nothing else. The very same matter
is no likeness: `claims.sharing` stops both.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from core.likeness.comparing import alike_to
from core.values.keys import key_of
from enterprises.models import Platform, RecognitionLevel
from subsidies.claims.models import Claim, ClaimQuerySet
from subsidies.claims.near.kinds import MOST_COMPARED, of_the_kind
from subsidies.claims.near.numbers import one_off_between_parties, same_number
from subsidies.claims.near.other_kinds import of_other_kinds
from subsidies.claims.near.people import SAME_NAME, namesakes
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
    alike = dict(one_off_between_parties(claim, rows)) | dict(same_number(claim, rows)) | dict(_platforms(claim, rows))
    found = alike | dict.fromkeys(namesakes(claim, rows), SAME_NAME) | dict(of_other_kinds(claim, elsewhere))
    rows = Claim.objects.filter(pk__in=found).select_related("city") if found else Claim.objects.none()
    near = sorted(rows, key=lambda row: (row.state != ClaimState.AWARDED, -row.pk))
    return [NearElsewhere(row.city.name, str(row.number), row.on, found[row.pk]) for row in near]


def _platforms(claim: Claim, rows: ClaimQuerySet) -> Iterator[tuple[int, str]]:
    level = claim.told.rpartition("|")[2]
    if claim.scheme.matter.record != Platform.trail_kind or level not in ABOVE_THE_CITIES:
        return
    others = rows.filter(told__endswith=f"|{level}").exclude(told=claim.told)
    alike = alike_to(claim.reference, claim.city.name)
    for pk, reference, city in others.values_list("pk", "reference", "city__name")[:MOST_COMPARED]:
        if how := alike(reference) or alike(reference.removeprefix(city)):
            yield pk, how
