"""Matters that the records know of: certificates, platforms, tenancies, and drafts that were begun.

Each is something an applicant could claim for. Where the records hold nothing of a kind, it is not known whether there
is such a matter: silence is neither yes nor no.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from core.values.months import month_index, month_text
from enterprises.models import Applicant
from parks.models import Premises
from subsidies.cases.picking import name_for, own_records, told_by
from subsidies.cases.records.premises import unlet
from subsidies.cases.sources import FactSource
from subsidies.claims.models import Claim
from subsidies.claims.states import EDITABLE_STATES
from subsidies.grants.selectors import known_of
from subsidies.rules import Scheme

YEAR = 12


@dataclass(frozen=True)
class Candidate:
    """A matter: its day and reference, what it is in words, and facts that follow from its record.

    `record` names the record that it is (platform:12), `months` and `year` are those of a draft. `facts` are texts as
    they would be typed, `source` says where they stand, `state` whether an office has checked it,
    `draft` is the public number of the draft that it is, if it is one. `ready_on` is the day from which the matter
    exists at all (a first whole month of rent, say).
    """

    on: date
    reference: str = ""
    about: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)
    source: str = ""
    state: FactSource = FactSource.CERTIFIED
    disputed: tuple[str, ...] = ()
    ready_on: date | None = None
    draft: str = ""
    record: str = ""
    months: str = ""
    year: str = ""


Finder = Callable[[Applicant, Scheme, date], Iterator[Candidate]]
FINDERS: dict[str, Finder] = {}


def finds(kind: str) -> Callable[[Finder], Finder]:
    """Register a finder of matters of a kind of which a record alone does not say the day."""

    def register(finder: Finder) -> Finder:
        FINDERS[kind] = finder
        return finder

    return register


def is_recorded(scheme: Scheme) -> bool:
    """Whether the records could know of such a matter at all."""
    return bool(scheme.matter.record)


def candidates_for(applicant: Applicant, scheme: Scheme, today: date) -> list[Candidate]:
    """The matters on record and in drafts; a draft of a recorded matter counts once, with what it declares."""
    finder = FINDERS.get(scheme.matter.kind, _on_record if scheme.matter.record else None)
    recorded = list(finder(applicant, scheme, today)) if finder else []
    drafts = list(_drafts(applicant, scheme))
    taken = {row.record for row in drafts if row.record and "months" not in scheme.matter.adds}
    return [*(row for row in recorded if row.record not in taken), *drafts]


def _drafts(applicant: Applicant, scheme: Scheme) -> Iterator[Candidate]:
    rows = Claim.objects.filter(applicant=applicant, scheme_code=scheme.code, state__in=EDITABLE_STATES)
    for claim in rows.select_related("applicant", "city"):
        case = claim.case()
        if case.on is not None and case.facts:
            number = case.matter.number
            about = f"填写中：{number}" if scheme.matter.reference_label and number else "填写中"
            yield Candidate(
                case.on, number, about, case.facts, "填写中的申报", FactSource.DECLARED, tuple(sorted(case.disputed)),
                draft=str(claim.public_id), record=case.matter.record, months=str(claim.answers.get("months") or ""),
                year=str(claim.answers.get("year") or ""),
            )  # fmt: skip


def _on_record(applicant: Applicant, scheme: Scheme, today: date) -> Iterator[Candidate]:
    """A candidate for each record that says its day; what else it holds the case reads of it."""
    field = scheme.matter.day_from
    if not field and "year" in scheme.matter.adds:
        yield from _by_year(applicant, scheme, today)
    if not field:
        return
    for row in own_records(applicant, scheme).exclude(**{field: None}).order_by(field, "pk"):
        yield Candidate(getattr(row, field), about=str(row), record=name_for(row))


def _by_year(applicant: Applicant, scheme: Scheme, today: date) -> Iterator[Candidate]:
    """One for each year of which a record says what was paid in it, up to its last day."""
    for row in own_records(applicant, scheme).order_by("pk").prefetch_related("years"):
        for part in row.years.all():
            on = min(date(part.year, 12, 31), today)
            yield Candidate(on, about=f"{row}，{part.year}年", record=name_for(row), year=str(part.year))


@finds("premises_months")
def premises(applicant: Applicant, scheme: Scheme, today: date) -> Iterator[Candidate]:
    """For each of the applicant's rooms the next months, at most a year, that are over and not subsidised yet."""
    if "first_month" not in scheme.facts:
        return
    for row in own_records(applicant, scheme).order_by("pk"):
        yield _rented(scheme, row, today)


def _rented(scheme: Scheme, row: Premises, today: date) -> Candidate:
    months, record = _open_months(scheme, row, today), name_for(row)
    if not months:
        begins = _next_month(max(f"{today:%Y-%m}", month_text(scheme.policy.first_month - 1)))
        return Candidate(today, about=str(row), record=record, ready_on=begins)
    facts = {"first_month": months[0], "last_month": months[-1]}
    about = f"{row}，{months[0]} 至 {months[-1]}"
    return Candidate(_next_month(months[-1]) - timedelta(days=1), about=about, facts=facts, record=record)


def _open_months(scheme: Scheme, row: Premises, today: date) -> list[str]:
    """The first run of months that are let, over, and neither paid for nor under way."""
    policy, told = scheme.policy, told_by(scheme, row)
    last = min(month_index(f"{today:%Y-%m}") - 1, policy.last_month)
    over = [month_text(index) for index in range(policy.first_month, last + 1)]
    holds, grants = known_of("", scheme.matter.kind, [told])
    taken = {*holds.values_list("matter__reference", flat=True), *grants.values_list("matter__reference", flat=True)}
    gone = {*unlet(row, tuple(over)), *(month for month in over if f"{told}|{month}" in taken)}
    months: list[str] = []
    for month in over:
        if month not in gone:
            months.append(month)
        elif months:
            break
    return months[:YEAR]


def _next_month(month: str) -> date:
    """The first day of the month after that one."""
    index = month_index(month) + 1
    return date(index // 12, index % 12 + 1, 1)
