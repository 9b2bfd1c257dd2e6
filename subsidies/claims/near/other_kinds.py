"""One record under several kinds of matter: a research institution is a kind of its own in one city's text, one of
several platforms in another's; a certificate's kind is put right after it was paid for.

Whom several matters are about (a person hired, her months, her home) is no such sign.
"""

from collections.abc import Iterator
from functools import reduce
from operator import or_

from django.db.models import Q

from enterprises.models import Platform
from enterprises.registers.register import registers
from subsidies.claims.models import Claim, ClaimQuerySet
from subsidies.claims.states import UNNUMBERED_STATES
from subsidies.grants.selectors import counted
from subsidies.policies import library


def of_other_kinds(claim: Claim, where: Q) -> Iterator[tuple[int, str]]:
    """Claims for the very thing, be it by another record of it, under another kind of matter."""
    for row in _others(claim).filter(where):
        yield row.pk, _how(row)


def same_platforms_claims(claim: Claim) -> dict[str, str]:
    """By number: those of other applicants for the same platform, whatever city they are in, that hold what they ask
    for or were given it; and what is alike. One recognition is not paid for by two cities."""
    if claim.scheme.matter.record != Platform.trail_kind:
        return {}
    rows = [row for row in _others(claim) if row.applicant_id != claim.applicant_id]
    kept = counted({str(row.number) for row in rows})
    return {str(row.number): _how(row) for row in rows if row.number in kept}


def _how(other: Claim) -> str:
    title = registers()[other.scheme.matter.record].title
    return f"同一{title}已按“{library().schemes[other.scheme_code].title}”申报"


def _others(claim: Claim) -> ClaimQuerySet:
    rule, rows = claim.scheme.matter, Claim.objects.exclude(state__in=UNNUMBERED_STATES).exclude(pk=claim.pk)
    if not rule.record or registers()[rule.record].model.about_a_person or not (claim.record or claim.told):
        return rows.none()
    schemes = [row for row in library().schemes.values() if row.matter.record == rule.record]
    codes = [row.code for row in schemes if row.matter.kind != rule.kind]
    same = [Q(**{name: text}) for name in ("record", "told") if (text := getattr(claim, name))]
    found: ClaimQuerySet = rows.filter(reduce(or_, same), scheme_code__in=codes).order_by("pk")
    return found
