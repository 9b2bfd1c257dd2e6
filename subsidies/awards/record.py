"""What was handed in with a claim, and what became of it: facts with their sources, papers, what happened to it and to
the records that it rests on."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.urls import reverse

from core.looking.asking import is_pictured, is_shown
from core.models import AuditEntry, StoredFile
from core.telling import kind_of
from core.values.money import format_yuan, parse_yuan
from core.values.months import months_words
from enterprises.models import RegisterRecord
from enterprises.registers.certifying import CERTIFY, DOUBT
from enterprises.registers.correcting import TAKE
from subsidies.awards.models import Award
from subsidies.awards.presenting import matter_case, once_each, told_rows
from subsidies.awards.refused import lines_refused
from subsidies.awards.revoking import PROPOSE, REFUSE
from subsidies.cases.case import Case
from subsidies.cases.deciding import RESOLUTION
from subsidies.cases.explaining import field_label
from subsidies.cases.facts import collect
from subsidies.cases.presenting import KnownRow, fact_value, known_rows, matter_rows, period_words
from subsidies.cases.records.premises import RENT_PAID, rent_of_lease
from subsidies.cases.tidying import SPAN, is_month, tidy_month
from subsidies.claims.models import Claim
from subsidies.claims.papers.listing import WITH_THE_RECORD, PaperRow
from subsidies.claims.resting import CHANGED
from subsidies.claims.states import CLAIM, EDITABLE_STATES, ClaimState
from subsidies.rules import Scheme

OF_RECORDS = (CERTIFY, DOUBT, TAKE)
OF_AWARDS = (PROPOSE, REFUSE)  # for offices: until another person confirms it, the applicant is not told


@dataclass(frozen=True)
class FactRow:
    """A fact as the page shows it."""

    label: str
    value: str
    source: str


@dataclass(frozen=True)
class PaperFile:
    """A paper that was handed in; `look` is where its pages are, `picture` its first one, each empty where the browser
    cannot show it."""

    name: str
    note: str
    size: int
    sha256: str
    created_at: datetime
    url: str
    look: str
    picture: str


def fact_rows(claim: Claim, scheme: Scheme, award: Award | None) -> list[FactRow]:
    """What the claim is about, then each fact; frozen ones once the claim is handed in, of a refused one as its paper
    has them."""
    declared, other = claim.applicant.words.declared, claim.answers.get("other_policy_amount")
    if award is None and claim.state == ClaimState.REFUSED:
        told = [fact_row(row) for row in lines_refused(claim)]
    else:
        told = [fact_row(row) for row in once_each(scheme, told_rows(award) if award else told_of_claim(claim, scheme))]
    return told + ([FactRow("同一事项已获本市其他政策的金额", _yuan(str(other)), declared)] if other else [])


def _yuan(typed: str) -> str:
    try:
        return format_yuan(parse_yuan(typed))
    except ValueError:
        return f"{typed} 元"


def told_of_claim(claim: Claim, scheme: Scheme) -> list[KnownRow]:
    """What a claim is about and its facts: as it would be handed in now, or as it was."""
    case = matter_case(claim)
    sources = _sources(claim, case)
    about = matter_rows(case, {row["name"]: row["value"] for row in sources})
    return [*about, *known_rows(scheme, sources, claim.applicant.words.declared)]


def period_of(claim: Claim) -> str:
    """For which months or which year a claim is; of a draft as far as it says so."""
    facts = {row["name"]: row["value"] for row in claim.facts} or _typed_months(claim)
    return period_words(matter_rows(claim.case_handed_in(), facts)) if facts or claim.answers else ""


def _typed_months(claim: Claim) -> dict[str, str]:
    """The first and the last month of a draft, where both are months."""
    typed = claim.answers.get("facts") or {}
    months = {name: tidy_month(typed.get(name, "")) for name in SPAN}
    return months if all(map(is_month, months.values())) else {}


def fact_row(known: KnownRow) -> FactRow:
    """A known fact as a row of the page."""
    return FactRow(known.label, known.value, known.source)


def _sources(claim: Claim, case: Case) -> list[dict[str, Any]]:
    return collect(case).handed_in if claim.state in EDITABLE_STATES else list(claim.facts)


def beside_lease(rows: Iterable[FactRow], scheme: Scheme, case: Case) -> list[FactRow]:
    """The rows, that of a rent paid with what the park's lease of the rooms comes to for the same months."""
    lease = rent_of_lease(case)
    rents = {row.label for row in scheme.facts.values() if row.certified_by == RENT_PAID}
    return [replace(row, source=f"{row.source}；{lease}") if lease and row.label in rents else row for row in rows]


def paper_files(rows: Iterable[PaperRow]) -> list[PaperFile]:
    """The files of a claim's papers with the address of each, that of its record among them."""
    found = []
    for row in rows:
        found += [_paper(one.file, one.label, one.added_at) for one in row.files]
        if row.of_record is not None:
            found.append(_paper(row.of_record, f"{row.label}{WITH_THE_RECORD}", row.of_record.created_at))
    return found


def _paper(file: StoredFile, note: str, at: datetime) -> PaperFile:
    return PaperFile(
        file.name, note, file.size, file.sha256, at, reverse("subsidies:file", args=[file.pk]),
        reverse("subsidies:file_look", args=[file.pk]) if is_shown(file.content_type) else "",
        reverse("subsidies:file_page", args=[file.pk, 1]) if is_pictured(file.content_type) else "",
    )  # fmt: skip


def said_last(claim: Claim, entries: Iterable[AuditEntry]) -> str:
    """Why the office sent the claim back or did not support it; empty unless that is where it stands."""
    if not CLAIM.state(claim).explained:
        return ""
    said = [entry.reason for entry in entries if entry.to_state == claim.state]
    return said[-1] if said else ""


@dataclass(frozen=True)
class TracedStep:
    """An entry of the trail; `record` names what it is about where that is a record of the claim, `decided` the figure
    that was decided, what of an award is taken back, or what of a claim is not accepted."""

    entry: AuditEntry
    record: str = ""
    decided: str = ""

    @property
    def at(self) -> datetime:
        return self.entry.at

    @property
    def what(self) -> str:
        """What was done, in the office's words; of what another person had proposed, that it was confirmed."""
        return self.named(f"确认{self.entry.what}" if self.entry.detail.get("proposed_by") else self.entry.what)

    @property
    def actor_name(self) -> str:
        return self.entry.actor_name

    @property
    def organisation(self) -> str:
        return self.entry.organisation

    @property
    def reason(self) -> str:
        return self.entry.reason

    @property
    def detail(self) -> dict[str, Any]:
        return dict(self.entry.detail)

    def named(self, words: str) -> str:
        """核验记录：高新技术企业 GR202614000001."""
        return f"{words}：{self.record}" if self.record else words


def _decided(scheme: Scheme, entry: AuditEntry) -> str:
    """What an office decided, with its value (每月补贴标准：¥12,000.00), what of an award it is about to take back
    or takes back (2025年11月至12月，¥20,000.00), or what of a claim it does not accept; empty for other entries."""
    if (freed := entry.detail.get("freed_fen")) is not None:
        return f"{months_words(entry.detail.get('months') or ()) or '全部'}，{format_yuan(freed)}"
    if denied := entry.detail.get("denied"):
        return f"不予认可的内容：{'、'.join(field_label(scheme, name) for name in denied)}"
    name, value = entry.detail.get("name"), entry.detail.get("value")
    if entry.action != "decide" or value is None:
        return ""
    if name == RESOLUTION:
        return f"议定金额：{format_yuan(parse_yuan(str(value)))}"
    fact = scheme.facts.get(str(name))
    return f"{fact.label}：{fact_value(fact, value)}" if fact else ""


def traced(
    claim: Claim, entries: Iterable[AuditEntry], records: Iterable[RegisterRecord], *, inside: bool = False
) -> list[TracedStep]:
    """The claim's own entries with those that say that one of its records was certified, doubted or put right while
    the claim was there; oldest first. `inside`: with what offices alone read, who proposed to take an award back and
    who refused that."""
    named = {(kind_of(row), str(row.pk)): f"{row._meta.verbose_name} {row}" for row in records}
    found = [TracedStep(entry, _record_of(claim, entry), _decided(claim.scheme, entry)) for entry in entries]
    if named:
        about = Q()
        for kind, key in named:
            about |= Q(subject_type=kind, subject_id=key)
        rows = AuditEntry.objects.filter(about, action__in=OF_RECORDS, at__gte=claim.created_at)
        found += [TracedStep(row, named[row.subject_type, row.subject_id]) for row in rows]
    if inside:
        found += [TracedStep(entry, decided=_decided(claim.scheme, entry)) for entry in _of_its_awards(claim)]
    return _together(sorted(found, key=lambda row: (row.at, row.entry.pk)))


def _record_of(claim: Claim, entry: AuditEntry) -> str:
    """Which record an entry of the claim names; of old ones without the applicant, whom they named before each room."""
    return str(entry.detail.get("record", "")).removeprefix(f"{claim.applicant} · ")


def _together(steps: Iterable[TracedStep]) -> list[TracedStep]:
    """What registers note by themselves, one after the other, is one step, the last, that names each record once: a
    morning's leases of one tenant shall not hide what people did."""
    found: list[TracedStep] = []
    for step in steps:
        last = found[-1] if found else None
        if last is not None and last.entry.action == step.entry.action == CHANGED:
            names = dict.fromkeys([*last.record.split("、"), step.record])
            found[-1] = replace(step, record="、".join(filter(None, names)))
        else:
            found.append(step)
    return found


def _of_its_awards(claim: Claim) -> Iterable[AuditEntry]:
    awards = [str(pk) for pk in claim.awards.values_list("pk", flat=True)]
    return AuditEntry.objects.filter(subject_type=kind_of(Award), subject_id__in=awards, action__in=OF_AWARDS)
