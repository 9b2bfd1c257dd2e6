"""Matters that the records know of: certificates, platforms, tenancies, and drafts that were begun.

Each is something an applicant could claim for. Where the records hold nothing of a kind, it is not known whether there
is such a matter: silence is neither yes nor no.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from core.values.months import last_day_of, month_text, months_words, over_on, runs_of
from enterprises.models import Applicant
from parks.models import Premises
from subsidies.cases.picking import name_for, own_records, told_by
from subsidies.cases.records import entered_as
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
    exists at all (a first whole month of rent, say). `day_asked`: no record says its day, `on` is only taken for it.
    `entered`: whose word it is, as `facts.Known` has it.
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
    day_asked: bool = False
    entered: str = ""


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
    taken = {_named(row) for row in drafts if row.record}
    return [*(row for row in recorded if _named(row) not in taken), *drafts]


def _named(row: Candidate) -> tuple[str, ...]:
    """Record, year and months of a candidate: a draft of the same is the same."""
    return row.record, row.year, row.facts.get("first_month", ""), row.facts.get("last_month", "")


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
    """A candidate for each record, or for each of its years; what else it holds the case reads of it. Of which months
    one is to be claimed is asked first."""
    field, adds = scheme.matter.day_from, scheme.matter.adds
    if not field and "year" in adds:
        yield from _by_year(applicant, scheme, today)
    if not field and ("year" in adds or "months" in adds):
        return
    for row in own_records(applicant, scheme).order_by(*([field] if field else []), "pk"):
        day = getattr(row, field) if field else None
        taken_for_it = min(today, scheme.policy.last)
        yield Candidate(day or taken_for_it, about=str(row), record=name_for(row), day_asked=day is None)


def _by_year(applicant: Applicant, scheme: Scheme, today: date) -> Iterator[Candidate]:
    """One for each year of which a record says what was paid in it; one that has to be over says from when."""
    for row in own_records(applicant, scheme).order_by("pk").prefetch_related("years"):
        for part in row.years.all():
            ended, over = date(part.year, 12, 31), date(part.year + 1, 1, 1)
            yield Candidate(
                min(ended, today), about=f"{row}，{part.year}年", record=name_for(row), year=str(part.year),
                ready_on=over if scheme.matter.day_ends and over > today else None,
            )  # fmt: skip


@finds("premises_months")
def premises(applicant: Applicant, scheme: Scheme, today: date) -> Iterator[Candidate]:
    """For each of the applicant's rooms the next months, at most a year, that are over and not subsidised yet."""
    if "first_month" not in scheme.facts:
        return
    for row in own_records(applicant, scheme).order_by("pk"):
        if found := _rented(scheme, row, today):
            yield found


def _rented(scheme: Scheme, row: Premises, today: date) -> Candidate | None:
    """The next months of the rooms: those that are over, else the day from which there is one; where there is none to
    come, the last that was let, which says what became of it. None for rooms that the policy does not reach."""
    record, let, taken = name_for(row), _let_months(scheme, row), _taken_months(scheme, row)
    open_months = [month for month in let if month not in taken]
    over = [month for month in open_months if over_on(month) <= today]
    if over or (let and not open_months):
        months = runs_of(over)[0][:YEAR] if over else let[-1:]
        facts = {"first_month": months[0], "last_month": months[-1]}
        state = FactSource.CERTIFIED if row.certified else FactSource.DECLARED
        return Candidate(
            last_day_of(months[-1]), about=f"{row}，{months_words(months)}", facts=facts, record=record, state=state,
            entered=entered_as([row]),
        )  # fmt: skip
    if open_months:
        return Candidate(today, about=str(row), record=record, ready_on=over_on(open_months[0]))
    return None


def _let_months(scheme: Scheme, row: Premises) -> list[str]:
    """The months of the policy in which the rooms are let, those to come too."""
    months = tuple(month_text(index) for index in range(scheme.policy.first_month, scheme.policy.last_month + 1))
    gone = set(unlet(row, months))
    return [month for month in months if month not in gone]


def _taken_months(scheme: Scheme, row: Premises) -> set[str]:
    """The months of the rooms that were paid for or are under way."""
    told = told_by(scheme, row)
    holds, grants = known_of("", scheme.matter.kind, [told])
    taken = {*holds.values_list("matter__reference", flat=True), *grants.values_list("matter__reference", flat=True)}
    return {reference.removeprefix(f"{told}|") for reference in taken}
