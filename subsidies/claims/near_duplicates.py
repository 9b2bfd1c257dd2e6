"""What looks like the same matter twice, for the reviewer to judge: never decided by itself.

A certificate, contract or project whose number is the same or differs in one character from that of another claim for
the same kind of matter; and companies of the city with the same legal person or the same address.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import CharField, Count, F, Func, Q, Value

from core.values.keys import key_of
from enterprises.models import Applicant
from subsidies.claims.models import Claim
from subsidies.claims.states import UNNUMBERED_STATES
from subsidies.policies import library

SHORTEST = 6  # shorter numbers differ in one character by chance
MOST_COMPARED = 20_000
MOST_SHOWN = 10
MOST_COMPANIES = 200
# Addresses with one key share their Chinese characters and digits: the database looks for those, the key decides.
LOOSE = "[^0-9一-鿿]"


@dataclass(frozen=True)
class NearClaim:
    """Another claim for what may be the same matter. `how` says what is alike."""

    claim: Claim
    how: str


@dataclass(frozen=True)
class NearCompany:
    """Another company of the city that may be the same people. `claims` counts its claims."""

    applicant: Applicant
    how: str
    claims: int


def near_claims(claim: Claim) -> list[NearClaim]:
    """Claims of the city for the same kind of matter whose reference is alike, the most alike first."""
    wanted, scheme = claim.case().matter.record, claim.scheme
    if not wanted or not scheme.matter.reference_label:
        return []
    kinds = [row.code for row in library().schemes.values() if row.matter.kind == scheme.matter.kind]
    rows = Claim.objects.filter(city=claim.city_id, scheme_code__in=kinds).exclude(state__in=UNNUMBERED_STATES)
    rows = rows.exclude(pk=claim.pk).exclude(reference="").order_by("-pk")
    found = _alike(wanted, rows.values_list("pk", "reference")[:MOST_COMPARED])
    claims = Claim.objects.select_related("applicant").in_bulk(found)
    label = scheme.matter.reference_label
    near = [NearClaim(claims[pk], f"{label}{how}") for pk, how in found.items() if pk in claims]
    return sorted(near, key=lambda row: (row.claim.applicant_id != claim.applicant_id, row.how))[:MOST_SHOWN]


def _alike(wanted: str, rows: Iterable[tuple[int, str]]) -> dict[int, str]:
    found = {}
    for pk, reference in rows:
        key = key_of(reference)
        if key == wanted:
            found[pk] = "相同"
        elif min(len(key), len(wanted)) >= SHORTEST and one_off(key, wanted):
            found[pk] = "只差一个字符"
    return found


def one_off(left: str, right: str) -> bool:
    """Whether two texts differ in exactly one character: put in, left out, replaced, or two neighbours swapped."""
    if left == right or abs(len(left) - len(right)) > 1:
        return False
    start = next((i for i, pair in enumerate(zip(left, right, strict=False)) if pair[0] != pair[1]), None)
    if start is None:
        return True
    a, b = left[start:], right[start:]
    swapped = len(a) > 1 and len(b) > 1 and a[0] == b[1] and a[1] == b[0] and a[2:] == b[2:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or swapped


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
        same.append("法定代表人相同")
    if key_of(own.address) and key_of(own.address) == key_of(other.address):
        same.append("地址相同")
    return "、".join(same)
