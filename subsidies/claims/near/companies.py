"""Companies of the city with the same legal person (or leader) or the same address as the applicant."""

import re
from dataclasses import dataclass

from django.db.models import CharField, Count, F, Func, Q, Value

from core.values.keys import key_of
from enterprises.models import Applicant
from subsidies.claims.models import Claim
from subsidies.claims.states import UNNUMBERED_STATES

MOST_SHOWN = 10
MOST_COMPANIES = 200
# Addresses with one key share their Chinese characters and digits: the database looks for those, the key decides.
LOOSE = "[^0-9一-鿿]"


@dataclass(frozen=True)
class NearCompany:
    """Another company of the city that may be the same people. `claims` counts its claims."""

    applicant: Applicant
    how: str
    claims: int


def near_companies(claim: Claim) -> list[NearCompany]:
    """Companies of the city with the same legal person or address as the applicant."""
    own = claim.applicant
    condition = Q()
    if own.legal_person:
        condition |= Q(legal_person=own.legal_person)
    if key_of(own.address):
        condition |= Q(loose=re.sub(LOOSE, "", own.address))
    if not condition:
        return []
    rows = Applicant.objects.annotate(loose=_loose("address")).filter(condition, city=claim.city_id)
    rows = rows.annotate(handed_in=Count("claims", filter=~Q(claims__state__in=UNNUMBERED_STATES)))
    rows = rows.exclude(pk=own.pk).order_by("-handed_in", "name")[:MOST_COMPANIES]
    near = [NearCompany(row, _same(own, row), row.handed_in) for row in rows]
    return [row for row in near if row.how][:MOST_SHOWN]


def _loose(name: str) -> Func:
    empty, everywhere = Value(""), Value("g")
    return Func(F(name), Value(LOOSE), empty, everywhere, function="regexp_replace", output_field=CharField())


def _same(own: Applicant, other: Applicant) -> str:
    same = []
    if own.legal_person and own.legal_person == other.legal_person:
        same.append("法定代表人相同" if own.licensed and other.licensed else "负责人或法定代表人相同")
    if key_of(own.address) and key_of(own.address) == key_of(other.address):
        same.append("地址相同")
    return "、".join(same)
