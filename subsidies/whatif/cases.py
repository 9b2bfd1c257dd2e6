"""The claims that a change may touch, as the engine is given them, read in batches."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from itertools import islice
from typing import Any

from django.db.models import Prefetch, QuerySet

from accounts.models import City
from enterprises.models import Applicant
from subsidies.awards.models import Award
from subsidies.awards.selectors import standing_fen
from subsidies.cases.already_granted import bucket_key
from subsidies.cases.bulk import Put, put
from subsidies.cases.case import Case
from subsidies.cases.deciding import DUPLICATE
from subsidies.catalogue.in_force import released_figures
from subsidies.claims.models import Claim
from subsidies.claims.states import OPEN_STATES
from subsidies.rules import Outcome

BATCH = 2000
CLAIMS = Claim.objects.defer("receipt")
Tell = Callable[[int], None]


class Tried(StrEnum):
    """What of a claim a change is tried on: its award, what was handed in, or months that nobody claimed yet."""

    PAST = "past"
    PENDING = "pending"
    COMING = "coming"


@dataclass(slots=True)
class TriedClaim:
    """A claim that a change is tried on: its case, the line that the rules are given for it, what its cap is counted
    in, and what was awarded where it was.

    Money in fen; `shares` by payer. `agreed`: the sum was settled singly, so that no formula touches it. `freed`: what
    of the award was taken back since; the rules are tried on all that it was awarded for.
    """

    kind: Tried
    number: str
    case: Case
    claim: dict[str, Any]
    bucket: str | None = None
    duplicate: bool = False
    agreed: bool = False
    amount: int = 0
    freed: int = 0
    shares: Mapping[str, int] = field(default_factory=dict)

    @property
    def company(self) -> str:
        return self.case.applicant.name

    @property
    def unit(self) -> str:
        return self.case.applicant.unit_code

    @property
    def scheme(self) -> str:
        return self.case.scheme.code

    @property
    def on(self) -> date:
        return self.case.day


def cases_of(city_id: int, codes: Collection[str], tell: Tell = lambda done: None) -> list[TriedClaim]:
    """Awarded claims in the order in which they were awarded, then those handed in, of a city and some schemes."""
    found: list[TriedClaim] = []
    for case in (*_past(city_id, codes), *_pending(city_id, codes)):
        found.append(case)
        if len(found) % BATCH == 0:
            tell(len(found))
    return found


class Askers:
    """A city and those who ask there, read once: each has many claims."""

    def __init__(self, city_id: int, applicants: "QuerySet[Any, Any]") -> None:
        self.city = City.objects.get(pk=city_id)
        self.units = {unit.pk: unit for unit in Applicant.objects.filter(pk__in=applicants.order_by())}

    def case_of(self, claim: Claim) -> Case:
        """What the claim put before the rules when it was handed in."""
        claim.applicant, claim.city = self.units[claim.applicant_id], self.city
        return claim.case_handed_in()


def _past(city_id: int, codes: Collection[str]) -> Iterator[TriedClaim]:
    names = ("claim", "claim_input", "reasons", "amount_fen", "shares", "outcome")
    rows = Award.objects.current().filter(claim__city=city_id, claim__scheme_code__in=codes).only(*names).order_by("pk")
    askers = Askers(city_id, rows.values("claim__applicant"))
    for row in rows.prefetch_related(Prefetch("claim", CLAIMS), "revocations").iterator(chunk_size=BATCH):
        given = Put(row.claim_input, DUPLICATE in row.reasons)
        tried = _tried(Tried.PAST, row.claim, askers.case_of(row.claim), given)
        tried.agreed, tried.amount, tried.shares = row.outcome == Outcome.CASE_BY_CASE, row.amount_fen, row.shares
        tried.freed = row.amount_fen - standing_fen(row)
        yield tried


def _pending(city_id: int, codes: Collection[str]) -> Iterator[TriedClaim]:
    figures = released_figures()
    rows = CLAIMS.filter(city=city_id, scheme_code__in=codes, state__in=OPEN_STATES).exclude(on=None)
    askers = Askers(city_id, rows.values("applicant"))
    found = rows.order_by("submitted_at", "pk").iterator(chunk_size=BATCH)
    while claims := list(islice(found, BATCH)):
        cases = [askers.case_of(claim) for claim in claims]
        for claim, case, given in zip(claims, cases, put(cases, figures), strict=True):
            yield _tried(Tried.PENDING, claim, case, given)


def _tried(kind: Tried, claim: Claim, case: Case, given: Put) -> TriedClaim:
    kept = replace(case, handed_in=())  # what was handed in stands in the line; thousands are kept at once
    return TriedClaim(kind, claim.number or "", kept, given.line, bucket_key(case), given.duplicate)
