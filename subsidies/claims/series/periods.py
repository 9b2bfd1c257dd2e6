"""The claims of one applicant for the months of one matter, and the months that can be claimed next."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from core.values.months import last_day_of, month_index, month_text, months_words, over_on
from core.values.periods import business_today
from enterprises.models import RegisterRecord
from parks.models import Premises, Tenancy
from subsidies.cases.deciding import ruling_on
from subsidies.cases.picking import picked
from subsidies.cases.tidying import SPAN
from subsidies.catalogue.questions import MONTHS_ANSWER, asked, asks_months
from subsidies.claims.models import Claim
from subsidies.claims.states import EDITABLE_STATES, those
from subsidies.policies import library
from subsidies.rules import FactType, Outcome, Scheme

STANDING = those(lambda row: row.open or row.agreed or row.private)  # neither given up nor without a result
MOST_PROPOSED = 10


@dataclass(frozen=True)
class NextPeriod:
    """What can be claimed next of a series: its last claim so far, the months, and the answers that are known."""

    last: Claim
    months: tuple[str, ...]
    answers: Mapping[str, Any]

    @property
    def period(self) -> str:
        """Its months in words."""
        return months_words(self.months)


@cache
def by_the_month() -> tuple[str, ...]:
    """The schemes whose matters are months of a record."""
    found = library().schemes.values()
    return tuple(row.code for row in found if row.matter.record and "months" in row.matter.adds)


def series_of(claim: Claim) -> list[Claim]:
    """All claims that stand for the months of the same record under the same scheme, this one too, by their months,
    drafts last."""
    record = claim.record or claim.answers.get("record")
    if claim.scheme_code not in by_the_month() or not record:
        return []
    rows = Claim.objects.filter(applicant=claim.applicant_id, scheme_code=claim.scheme_code, state__in=STANDING)
    found = rows.select_related("applicant", "city").order_by("pk")
    own = (row for row in found if _record_of(row) == record)
    return sorted(own, key=lambda row: (row.number is None, months_of(row), row.pk))


def next_periods(applicant_ids: Iterable[int]) -> list[NextPeriod]:
    """What these applicants can claim next, the longest due first."""
    rows = Claim.objects.filter(applicant__in=applicant_ids, scheme_code__in=by_the_month(), state__in=STANDING)
    series: dict[tuple[int, str, str], list[Claim]] = {}
    for claim in rows.select_related("applicant", "city").order_by("pk"):
        series.setdefault((claim.applicant_id, claim.scheme_code, _record_of(claim)), []).append(claim)
    found = (next_of(claims) for claims in series.values())
    return sorted((row for row in found if row), key=lambda row: (row.months, row.last.pk))[:MOST_PROPOSED]


def next_of(claims: Sequence[Claim]) -> NextPeriod | None:
    """The period after the last one that these claims of one series are for; None while one of them is still being
    written, its months have not run, its record has ended, or its rules would pay nothing."""
    if not claims or any(row.state in EDITABLE_STATES for row in claims):
        return None
    last = max(claims, key=lambda row: (months_of(row)[-1:], row.pk))
    record = picked(last.applicant, last.scheme, _record_of(last))
    months = _following(months_of(last), _ends_on(record), last.scheme) if record else ()
    if not months:
        return None
    answers = _known(last, months)
    anew = Claim(city=last.city, applicant=last.applicant, scheme_code=last.scheme_code, answers=answers)
    ruling = ruling_on(anew.case())
    return None if ruling.decision.outcome == Outcome.NOT_PAYABLE else NextPeriod(last, months, answers)


def months_of(claim: Claim) -> tuple[str, ...]:
    """The months that a claim is for, as it was handed in."""
    facts = {row["name"]: row["value"] for row in claim.facts}
    return claim.case_handed_in().matter.told_apart(claim.scheme, claim.on, facts).months


def _record_of(claim: Claim) -> str:
    return str(claim.record or claim.answers.get("record") or "")


def _following(before: Sequence[str], ends: date | None, scheme: Scheme) -> tuple[str, ...]:
    """As many months as the last time, right after them, as far as they are within the document's term and the record
    stands for the whole of them; none as long as the last of them has not run."""
    if not before:
        return ()
    first = month_index(before[-1]) + 1
    last = min(first + len(before) - 1, scheme.policy.last_month)
    months = [month_text(number) for number in range(first, last + 1)]
    held = tuple(month for month in months if ends is None or last_day_of(month) <= ends)
    return held if held and over_on(held[-1]) <= business_today() else ()


def _ends_on(record: RegisterRecord) -> date | None:
    """The day on which what the record holds ends; None where it is open, or the register says no end."""
    if not isinstance(record, Premises):
        return None
    if record.is_self_rented:
        return record.leased_to
    leases = Tenancy.objects.filter(applicant=record.applicant_id, space=record.space_id)
    ends = leases.values_list("ends_on", flat=True)
    closed = [day for day in ends if day is not None]
    return max(closed) if closed and len(closed) == len(ends) else None


def _known(claim: Claim, months: Sequence[str]) -> dict[str, Any]:
    """The answers of the next claim, as far as they are known: its record, its months, and what was chosen of kinds.
    Sums, numbers and what a check of the period says are asked anew."""
    scheme, typed = claim.scheme, claim.answers.get("facts") or {}
    kinds = {fact.name for fact in asked(scheme) if fact.type == FactType.ENUM}
    facts = {name: text for name, text in typed.items() if name in kinds}
    if asks_months(scheme):
        return {"record": _record_of(claim), MONTHS_ANSWER: f"{months[0]}至{months[-1]}", "facts": facts}
    return {"record": _record_of(claim), "facts": facts | dict(zip(SPAN, (months[0], months[-1]), strict=True))}
