"""Applicants of the city that may be the same people: with the applicant's legal person (or leader), address,
telephone, name but for its legal form, or organisation code inside another credit code; companies whose legal person
bears the name of the person who claims, and persons who bear that of the applicant's."""

import re
from dataclasses import dataclass

from django.db.models import CharField, Count, Exists, F, Func, OuterRef, Q, Value

from core.likeness.comparing import placeless
from core.values.keys import key_of
from enterprises.models import Applicant, ApplicantKind
from subsidies.claims.models import Claim, ClaimQuerySet
from subsidies.claims.near.kinds import MOST_COMPARED, of_the_kind
from subsidies.claims.states import UNNUMBERED_STATES

MOST_SHOWN = 10
MOST_COMPANIES = 200
LEGAL_FORM = re.compile("(有限责任公司|股份有限公司|有限公司|集团|公司)+$")
BRACKETED = re.compile(r"[（(][^（）()]*[）)]")
FEWEST_DIGITS = 7  # of a telephone
ORGANISATION = slice(8, 17)  # the organisation code (GB 11714) inside a unified social credit code (GB 32100)
# Addresses with one key share their Chinese characters and digits: the database looks for those, the key decides.
NO_DIGIT = "[^0-9]"
LOOSE = "[^0-9一-鿿]"


@dataclass(frozen=True)
class NearCompany:
    """Another company or person of the city that may be the same people. `claims` counts its claims."""

    applicant: Applicant
    how: str
    claims: int


def near_companies(claim: Claim) -> list[NearCompany]:
    """Those of the city that may be the same people as the applicant."""
    own = claim.applicant
    condition, leads = Q(pk__in=_of_the_name(own)), leader_of(own)
    if leads:
        condition |= Q(legal_person=leads) | Q(kind=ApplicantKind.INDIVIDUAL, name=leads)
    if key_of(own.address):
        condition |= Q(loose=re.sub(LOOSE, "", own.address))
    if _can_be_called(own.contact_phone):
        condition |= Q(dialled=_dialled(own.contact_phone))
    if own.uscc:
        condition |= Q(uscc__contains=own.uscc[ORGANISATION])
    written = {"loose": _loose("address", LOOSE), "dialled": _loose("contact_phone", NO_DIGIT)}
    rows = Applicant.objects.annotate(**written).filter(condition, city=claim.city_id)
    rows = rows.annotate(handed_in=Count("claims", filter=~Q(claims__state__in=UNNUMBERED_STATES)))
    rows = rows.exclude(pk=own.pk).order_by("-handed_in", "name")[:MOST_COMPANIES]
    near = [NearCompany(row, _same(own, row), row.handed_in) for row in rows]
    return [row for row in near if row.how][:MOST_SHOWN]


def own_matters_of(claim: Claim, companies: list[NearCompany]) -> ClaimQuerySet:
    """Their claims for the claimed kind of matter where that is the applicant's own: what is given to a company once
    would be given to the same people twice."""
    rows = of_the_kind(claim).filter(applicant__in=[row.applicant for row in companies])
    return rows.none() if claim.scheme.matter.record else rows


def _of_the_name(own: Applicant) -> list[int]:
    """Those that have handed something in under the applicant's name; persons may well be namesakes."""
    if own.kind == ApplicantKind.INDIVIDUAL:
        return []
    rows = Applicant.objects.filter(city=own.city_id).exclude(kind=ApplicantKind.INDIVIDUAL).exclude(pk=own.pk)
    rows = rows.filter(Exists(Claim.objects.filter(applicant=OuterRef("pk")).exclude(state__in=UNNUMBERED_STATES)))
    name = _bare_name(own)
    city = own.city.name
    return [pk for pk, other in rows.values_list("pk", "name")[:MOST_COMPARED] if name and _bare(other, city) == name]


def _bare_name(applicant: Applicant) -> str:
    return _bare(applicant.name, applicant.city.name)


def _bare(name: str, city: str) -> str:
    """A name as a key without the place before it or in brackets, and without the legal form behind it."""
    return LEGAL_FORM.sub("", placeless(key_of(BRACKETED.sub("", name)), city))


def _can_be_called(phone: str) -> bool:
    return len(_dialled(phone)) >= FEWEST_DIGITS


def _dialled(phone: str) -> str:
    return re.sub(NO_DIGIT, "", phone)


def _loose(name: str, without: str) -> Func:
    empty, everywhere = Value(""), Value("g")
    return Func(F(name), Value(without), empty, everywhere, function="regexp_replace", output_field=CharField())


def leader_of(applicant: Applicant) -> str:
    """Who stands for the applicant: its legal person or leader; a person for herself."""
    return applicant.name if applicant.kind == ApplicantKind.INDIVIDUAL else applicant.legal_person


def _same(own: Applicant, other: Applicant) -> str:
    same, leads = [], leader_of(own)
    if leads and leads == leader_of(other):
        same.append(_same_leader(own, other))
    if key_of(own.address) and key_of(own.address) == key_of(other.address):
        same.append("地址相同")
    if ApplicantKind.INDIVIDUAL not in (own.kind, other.kind) and _bare_name(own) == _bare_name(other) != "":
        same.append("名称相同或只差地名、组织形式")
    if _can_be_called(own.contact_phone) and _dialled(own.contact_phone) == _dialled(other.contact_phone):
        same.append("联系电话相同")
    if own.uscc and other.uscc and own.uscc[ORGANISATION] == other.uscc[ORGANISATION]:
        same.append("信用代码中的组织机构代码相同")
    return "、".join(same)


def _same_leader(own: Applicant, other: Applicant) -> str:
    if ApplicantKind.INDIVIDUAL in (own.kind, other.kind):
        return "个人与法定代表人（负责人）同名" if own.kind != other.kind else "姓名相同"
    return "法定代表人相同" if own.licensed and other.licensed else "负责人或法定代表人相同"
