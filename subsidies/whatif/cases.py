"""The claims that a change may touch, as the engine is given them, read in batches."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from typing import Any

from subsidies.awards.models import Award
from subsidies.cases.already_granted import bucket_of
from subsidies.cases.bulk import HandedIn, put
from subsidies.catalogue.in_force import released_figures
from subsidies.claims.models import Claim
from subsidies.claims.states import OPEN_STATES
from subsidies.policies import library

PAST, PENDING, COMING = "past", "pending", "coming"
BATCH = 2000
Tell = Callable[[int], None]


@dataclass(slots=True)
class TriedClaim:
    """A claim that a change is tried on: the line that the rules are given for it, what its cap is counted in, and what
    was awarded where it was.

    Money in fen; `shares` by payer. `agreed`: the sum was settled singly, so that no formula touches it. `kind` is PAST
    (awarded), PENDING (handed in) or COMING (months not yet claimed).
    """

    kind: str
    number: str
    company: str
    unit: str
    scheme: str
    on: date
    claim: dict[str, Any]
    bucket: str | None = None
    duplicate: bool = False
    agreed: bool = False
    amount: int = 0
    shares: Mapping[str, int] = field(default_factory=dict)


def cases_of(city_id: int, codes: Collection[str], tell: Tell = lambda done: None) -> list[TriedClaim]:
    """Awarded claims in the order in which they were awarded, then those handed in, of a city and some schemes."""
    found: list[TriedClaim] = []
    for case in (*_past(city_id, codes), *_pending(city_id, codes)):
        found.append(case)
        if len(found) % BATCH == 0:
            tell(len(found))
    return found


def _past(city_id: int, codes: Collection[str]) -> Iterator[TriedClaim]:
    rows = Award.objects.current().filter(claim__city=city_id, claim__scheme_code__in=codes).order_by("pk")
    names = (
        "claim__number", "claim__applicant__name", "claim__applicant__uscc", "claim__scheme_code", "claim__on",
        "claim_input", "claim__answers", "reasons", "amount_fen", "shares",
        "outcome",
    )  # fmt: skip
    for row in rows.values_list(*names).iterator(chunk_size=BATCH):
        number, company, unit, code, on, given, answers, reasons, amount, shares, outcome = row
        bucket = bucket_of(unit, str(answers.get("achievement") or ""), library().schemes[code], on)
        repeated = "duplicate_matter" in reasons
        agreed = outcome == "case_by_case"
        yield TriedClaim(PAST, number, company, unit, code, on, given, bucket, repeated, agreed, amount, shares)


def _pending(city_id: int, codes: Collection[str]) -> Iterator[TriedClaim]:
    figures = released_figures()
    rows = Claim.objects.filter(city=city_id, scheme_code__in=codes, state__in=OPEN_STATES)
    names = (
        "number", "applicant__name", "scheme_code", "city_id", "applicant_id", "applicant__uscc", "applicant__kind",
        "applicant__approved_outside", "on", "reference", "answers", "facts", "decided",
    )  # fmt: skip
    found = rows.exclude(on=None).order_by("submitted_at", "pk").values_list(*names).iterator(chunk_size=BATCH)
    while batch := list(islice(found, BATCH)):
        handed_in = [(number or "", company, HandedIn(*rest)) for number, company, *rest in batch]
        asked = put([row for _, _, row in handed_in], figures)
        for (number, company, row), given in zip(handed_in, asked, strict=True):
            code, on = row.scheme_code, row.on
            yield TriedClaim(PENDING, number, company, row.unit, code, on, given.line, row.bucket, given.duplicate)
