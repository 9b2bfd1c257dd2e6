"""Companies of the city with the same legal person (or leader) or the same address as the applicant, companies whose
legal person bears the name of the person who claims, and persons who bear that of the applicant's."""

import re
from dataclasses import dataclass

from django.db.models import CharField, Count, F, Func, Q, Value

from core.values.keys import key_of
from enterprises.models import Applicant, ApplicantKind
from subsidies.claims.models import Claim
from subsidies.claims.states import UNNUMBERED_STATES

MOST_SHOWN = 10
MOST_COMPANIES = 200
# Addresses with one key share their Chinese characters and digits: the database looks for those, the key decides.
LOOSE = "[^0-9一-鿿]"


@dataclass(frozen=True)
class NearCompany:
    """Another company or person of the city that may be the same people. `claims` counts its claims."""

    applicant: Applicant
    how: str
    claims: int


def near_companies(claim: Claim) -> list[NearCompany]:
    """Those of the city with the same legal person or address as the applicant."""
    own = claim.applicant
    condition, leads = Q(), leader_of(own)
    if leads:
        condition |= Q(legal_person=leads) | Q(kind=ApplicantKind.INDIVIDUAL, name=leads)
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


def leader_of(applicant: Applicant) -> str:
    """Who stands for the applicant: its legal person or leader; a person for herself."""
    return applicant.name if applicant.kind == ApplicantKind.INDIVIDUAL else applicant.legal_person


def _same(own: Applicant, other: Applicant) -> str:
    same, leads = [], leader_of(own)
    if leads and leads == leader_of(other):
        same.append(_same_leader(own, other))
    if key_of(own.address) and key_of(own.address) == key_of(other.address):
        same.append("地址相同")
    return "、".join(same)


def _same_leader(own: Applicant, other: Applicant) -> str:
    if ApplicantKind.INDIVIDUAL in (own.kind, other.kind):
        return "个人与法定代表人（负责人）同名" if own.kind != other.kind else "姓名相同"
    return "法定代表人相同" if own.licensed and other.licensed else "负责人或法定代表人相同"
