"""Certificates of one applicant and kind that hold at the same time: there is one at a time, so one may be a slip."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from enterprises.models import Recognition
from subsidies.cases.picking import name_for
from subsidies.claims.models import Claim


@dataclass(frozen=True)
class NearCertificate:
    """Another certificate of the applicant that holds while the claimed one does."""

    record: Recognition
    claimed: Recognition


def near_certificates(claim: Claim) -> list[NearCertificate]:
    """The applicant's other certificates of the claimed one's kind and level whose time overlaps with it."""
    rows = Recognition.objects.filter(applicant=claim.applicant_id)
    claimed = [row for row in rows if name_for(row) == claim.record]
    return [NearCertificate(row, mine) for mine in claimed for row in _overlapping(mine)]


def _overlapping(mine: Recognition) -> list[Recognition]:
    until = mine.expires_on or date.max
    rows = Recognition.objects.filter(applicant=mine.applicant_id, kind=mine.kind, level=mine.level)
    rows = rows.filter(Q(expires_on=None) | Q(expires_on__gte=mine.issued_on), issued_on__lte=until)
    return list(rows.exclude(pk=mine.pk))
