"""Matters that the records know of: certificates, platforms, tenancies, and drafts that were begun.

Each is something an applicant could claim for. Where the records hold nothing of a kind, it is not known whether there
is such a matter: silence is neither yes nor no.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from functools import partial

from core.values.keys import key_of
from core.values.months import month_index, month_text
from enterprises.models import Applicant, Platform, PlatformStatus, Recognition, RecognitionKind, sequence_of
from parks.models import Tenancy
from subsidies.cases.already_granted import subsidised_by_month
from subsidies.cases.sources import FactSource
from subsidies.claims.models import Claim
from subsidies.claims.states import EDITABLE_STATES
from subsidies.rules import Scheme

YEAR = 12


@dataclass(frozen=True)
class Candidate:
    """A matter: its day and reference, what it is in words, and facts that follow from its record.

    `facts` are texts as they would be typed, `source` says where they stand, `state` whether an office has checked it,
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


Finder = Callable[[Applicant, Scheme, date], Iterator[Candidate]]
FINDERS: dict[str, Finder] = {}
RECORDS: dict[str, str] = {}


def finds(kind: str, record: str) -> Callable[[Finder], Finder]:
    """Register a finder of matters of a kind; `record` is what the applicant would have to have on record."""

    def register(finder: Finder) -> Finder:
        FINDERS[kind], RECORDS[kind] = finder, record
        return finder

    return register


def is_recorded(scheme: Scheme) -> bool:
    """Whether the records could know of such a matter at all."""
    kind = scheme.matter.kind
    return kind in FINDERS and (kind != "premises_months" or "first_month" in scheme.facts)


def candidates_for(applicant: Applicant, scheme: Scheme, today: date) -> list[Candidate]:
    """The matters on record and in drafts; a draft of a recorded matter counts once, with what it declares."""
    finder = FINDERS.get(scheme.matter.kind)
    recorded = list(finder(applicant, scheme, today)) if finder else []
    drafts = list(_drafts(applicant, scheme))
    taken = {key_of(row.reference) for row in drafts if row.reference}
    return [*(row for row in recorded if not row.reference or key_of(row.reference) not in taken), *drafts]


def _drafts(applicant: Applicant, scheme: Scheme) -> Iterator[Candidate]:
    rows = Claim.objects.filter(applicant=applicant, scheme_code=scheme.code, state__in=EDITABLE_STATES)
    for claim in rows.select_related("applicant", "city"):
        case = claim.case()
        if case.on is not None and case.facts:
            number = case.matter.number
            about = f"填写中：{number}" if scheme.matter.reference_label else "填写中"
            disputed, draft = tuple(sorted(case.disputed)), str(claim.public_id)
            yield Candidate(
                case.on, number, about, case.facts, "填写中的申报", FactSource.DECLARED, disputed, draft=draft
            )


def _within(scheme: Scheme, day: date) -> str:
    """Whether something was recognised while the policy is in force, as an answer."""
    return "true" if scheme.policy.first <= day <= scheme.policy.last else "false"


def _recognitions(applicant: Applicant, *kinds: str) -> Iterator[tuple[Recognition, str, FactSource]]:
    for row in Recognition.objects.filter(applicant=applicant, kind__in=kinds).order_by("issued_on", "pk"):
        source = f"资质认定：{row.get_kind_display()} {row.certificate_no}"
        yield row, source, FactSource.CERTIFIED if row.certified else FactSource.DECLARED


@finds("high_tech_certificate", "高新技术企业证书")
def high_tech(applicant: Applicant, scheme: Scheme, today: date) -> Iterator[Candidate]:
    for row, source, state in _recognitions(applicant, RecognitionKind.HIGH_TECH):
        facts = {"recognition_no": str(sequence_of(row))}
        yield Candidate(row.issued_on, row.certificate_no, f"证书 {row.certificate_no}", facts, source, state)


@finds("specialised_recognition", "专精特新企业认定")
def specialised(applicant: Applicant, scheme: Scheme, today: date) -> Iterator[Candidate]:
    for row, source, state in _recognitions(applicant, RecognitionKind.SPECIALISED):
        facts = {"newly_approved": _within(scheme, row.issued_on), "level": row.level}
        yield Candidate(row.issued_on, "", f"认定 {row.certificate_no}", facts, source, state)


TITLES = {
    ("ip_demonstration", "national"): "national_demonstration",
    ("ip_advantage", "national"): "national_advantage",
    ("ip_advantage", "provincial"): "provincial_advantage",
}


@finds("intellectual_property_title", "知识产权示范或优势企业称号")
def titles(applicant: Applicant, scheme: Scheme, today: date) -> Iterator[Candidate]:
    for row, source, state in _recognitions(applicant, "ip_demonstration", "ip_advantage"):
        facts = {"newly_approved": _within(scheme, row.issued_on), "title": TITLES.get((row.kind, row.level), "")}
        yield Candidate(row.issued_on, "", row.get_kind_display(), facts, source, state)


def _platforms(applicant: Applicant, *categories: str) -> Iterator[tuple[Platform, date]]:
    rows = Platform.objects.filter(applicant=applicant, status=PlatformStatus.OPERATING, category__in=categories)
    for row in rows.exclude(recognised_on=None).order_by("recognised_on", "pk"):
        if row.recognised_on is not None:
            yield row, row.recognised_on


def _of_platform(row: Platform, day: date, scheme: Scheme, **facts: str) -> Candidate:
    known = {"newly_approved": _within(scheme, day), "level": row.level, **facts}
    reference = row.name if scheme.matter.reference_label else ""
    return Candidate(day, reference, row.name, {k: v for k, v in known.items() if v}, f"创新平台：{row.name}")


@finds("platform_recognition", "创新平台认定")
def platforms(applicant: Applicant, scheme: Scheme, today: date) -> Iterator[Candidate]:
    categories = scheme.facts["category"].register_values if "category" in scheme.facts else {}
    for row, day in _platforms(applicant, *categories):
        yield _of_platform(row, day, scheme, category=categories[row.category])


@finds("rd_institution_recognition", "新型研发机构认定")
def rd_institutions(applicant: Applicant, scheme: Scheme, today: date) -> Iterator[Candidate]:
    for row, day in _platforms(applicant, "new_rd_institution"):
        yield _of_platform(row, day, scheme)


@finds("carrier_recognition", "孵化器或众创空间认定")
def carriers(applicant: Applicant, scheme: Scheme, today: date) -> Iterator[Candidate]:
    for row, day in _platforms(applicant, "incubator", "makerspace"):
        yield _of_platform(row, day, scheme, carrier=row.category)


@finds("premises_months", "晋创谷内的租约")
def premises(applicant: Applicant, scheme: Scheme, today: date) -> Iterator[Candidate]:
    """For each tenancy the next months, at most a year, that are over and not subsidised yet."""
    if "first_month" not in scheme.facts:
        return
    tenancies = list(Tenancy.objects.filter(applicant=applicant).select_related("space__building__park").order_by("pk"))
    paid = subsidised_by_month(applicant)
    for row in tenancies:
        alike = [other for other in tenancies if other.space.kind == row.space.kind]
        yield _rented(scheme, row, today, partial(_is_open, row=row, alike=alike, paid=paid))


def _rented(scheme: Scheme, row: Tenancy, today: date, is_open: Callable[[int], bool]) -> Candidate:
    months = _open_months(scheme, row, today, is_open)
    facts = {"space": row.space.kind}
    if "area_m2" in scheme.facts:
        facts["area_m2"] = f"{row.space.area_m2:f}"
    source = f"租约：{row.space}"
    if not months:
        first_whole = _first_of(month_index(f"{max(row.starts_on, scheme.policy.first):%Y-%m}") + 1)
        ready = first_whole if first_whole > today else _first_of(month_index(f"{today:%Y-%m}") + 1)
        return Candidate(today, "", str(row.space), facts, source, ready_on=ready)
    facts |= {"first_month": month_text(months[0]), "last_month": month_text(months[-1])}
    about = f"{row.space}，{month_text(months[0])} 至 {month_text(months[-1])}"
    return Candidate(_first_of(months[-1] + 1) - timedelta(days=1), "", about, facts, source)


def _is_open(month: int, row: Tenancy, alike: list[Tenancy], paid: Mapping[tuple[str, str], Decimal]) -> bool:
    """Whether what is rented in a month and not subsidised has room for this tenancy: paid months name no tenancy."""
    name = month_text(month)
    rented = sum((one.space.area_m2 for one in alike if one.first_month <= name <= one.last_month), Decimal(0))
    return rented - paid.get((row.space.kind, name), Decimal(0)) >= row.space.area_m2


def _open_months(scheme: Scheme, row: Tenancy, today: date, is_open: Callable[[int], bool]) -> list[int]:
    first = max(month_index(row.first_month), scheme.policy.first_month)
    last = min(month_index(f"{today:%Y-%m}") - 1, month_index(row.last_month), scheme.policy.last_month)
    months: list[int] = []
    for month in range(first, last + 1):
        if is_open(month):
            months.append(month)
        elif months:
            break
    return months[:YEAR]


def _first_of(index: int) -> date:
    return date(index // 12, index % 12 + 1, 1)
