"""The records of an applicant across all registers, read through the gate."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Case, CharField, Count, Q, QuerySet, Value, When
from django.db.models.functions import Cast
from django.utils import timezone

from accounts.actor import Actor, Role
from accounts.actor.roles import CASE_ROLES
from core.models import AuditEntry
from enterprises.models import Applicant, Correction, CorrectionState, RegisterRecord
from enterprises.registers.register import Register, register_of, registers

TOLD_FOR, MOST_TOLD = timedelta(days=30), 5
READERS = CASE_ROLES | {Role.OPERATOR, Role.OFFICIAL}


@dataclass(frozen=True)
class RegisterTally:
    """One register with how many records the applicant has in it, and how many of them are certified."""

    entry: Register
    certified: int = 0
    waiting: int = 0

    @property
    def total(self) -> int:
        return self.certified + self.waiting


def own_records(entry: Register, applicant: Applicant, actor: Actor) -> QuerySet[Any]:
    """The applicant's records in a register, as far as the actor may see them."""
    rows: Any = entry.model._default_manager.all()
    visible: QuerySet[Any] = rows.visible_to(actor).filter(**{entry.owner: applicant})
    return visible.select_related(*joined_with(entry)).prefetch_related(*entry.fetched)


def twin_of(record: RegisterRecord, actor: Actor) -> RegisterRecord | None:
    """Another record of the same applicant that is the same thing by its key."""
    entry = register_of(record)
    applicant: Any = entry.applicant_of(record)
    rows = own_records(entry, applicant, actor).filter(key=record.natural_key()).exclude(pk=record.pk)
    twin: RegisterRecord | None = rows.first()
    return twin


def changed_since(applicant: Applicant, moment: datetime) -> bool:
    """Whether anything of the applicant or of its records was entered, put right or certified after a moment."""
    about = Q(subject_type=Applicant.trail_kind, subject_id=str(applicant.pk))
    for entry in registers().values():
        rows = entry.model._default_manager.filter(**{entry.owner: applicant})
        keys = rows.order_by().annotate(key_as_text=Cast("pk", CharField())).values("key_as_text")
        about |= Q(subject_type=entry.name, subject_id__in=keys)
    return AuditEntry.objects.filter(about, at__gt=moment).exists()


def corrections_of_late(applicant: Applicant, actor: Actor) -> QuerySet[Correction]:
    """What the applicant asked to have put right, as long as it waits and for a month after it was answered."""
    lately = timezone.now() - TOLD_FOR
    rows = Correction.objects.visible_to(actor).filter(applicant=applicant).exclude(state=CorrectionState.WITHDRAWN)
    return rows.filter(Q(state=CorrectionState.PROPOSED) | Q(answered_at__gte=lately))[:MOST_TOLD]


def newest_first_over_last(entry: Register, applicant: Applicant, actor: Actor, today: date) -> QuerySet[Any]:
    """The applicant's records in their order, `over` last: those whose last day has gone."""
    rows = own_records(entry, applicant, actor)
    gone = Q(**{f"{entry.ends}__lt": today}) if entry.ends else Q(pk__in=())
    order: Any = entry.model._meta.ordering
    sorted_rows: QuerySet[Any] = rows.annotate(over=Case(When(gone, then=True), default=False)).order_by("over", *order)
    return sorted_rows


def records_of_applicants(entry: Register, actor: Actor) -> QuerySet[Any]:
    """The records of all applicants that the actor acts for."""
    rows: Any = entry.model._default_manager.all()
    visible: QuerySet[Any] = rows.visible_to(actor).filter(**{f"{entry.owner}__in": actor.applicant_ids})
    return visible.select_related(*joined_with(entry), "paper").prefetch_related(*entry.fetched)


def readable(entry: Register, actor: Actor) -> QuerySet[Any]:
    """The records that the actor reads outside the office's pages: its own, and those of cities it works for."""
    rows: Any = entry.model._default_manager.all()
    visible: QuerySet[Any] = (
        rows.visible_to(actor).select_related(*joined_with(entry), "paper").prefetch_related(*entry.fetched)
    )
    if actor.is_administrator:
        return visible
    of_city = any(field.name == "city" for field in entry.model._meta.concrete_fields)
    city = "city_id" if of_city else f"{entry.owner}__city_id"
    own = Q(**{f"{entry.owner}__in": actor.applicant_ids})
    return visible.filter(own | Q(**{f"{city}__in": actor.city_ids(*READERS)}))


def joined_with(entry: Register) -> list[str]:
    """What is fetched with a record: its applicant with the city, and the records that its fields name."""
    fields = (entry.model._meta.get_field(name) for name in entry.asked)
    named = [field.name for field in fields if field.many_to_one and field.name != "paper"]
    return [f"{entry.owner}__city", *named]


def tallies(applicant: Applicant, actor: Actor) -> list[RegisterTally]:
    """The registers that can be the applicant's, and others that hold something of it, counted in one query."""
    counted: dict[tuple[str, bool], int] = {}
    parts = [_counts(entry, applicant, actor) for entry in registers().values()]
    for name, certified, number in parts[0].union(*parts[1:], all=True) if parts else ():
        counted[name, certified] = number
    found = (
        RegisterTally(entry, counted.get((name, True), 0), counted.get((name, False), 0))
        for name, entry in registers().items()
    )  # fmt: skip
    return [tally for tally in found if tally.total or applicant.kind in tally.entry.kinds]


def _counts(entry: Register, applicant: Applicant, actor: Actor) -> QuerySet[Any, Any]:
    rows = own_records(entry, applicant, actor).select_related(None).order_by()
    named = rows.annotate(register=Value(entry.name)).values("register", "certified")
    counted: QuerySet[Any, Any] = named.annotate(number=Count("pk")).values_list("register", "certified", "number")
    return counted


@dataclass(frozen=True)
class RegisterGroup:
    """The registers under one heading: those that hold something, and the others."""

    heading: str
    held: list[RegisterTally]
    empty: list[RegisterTally]

    @property
    def total(self) -> int:
        return sum(tally.total for tally in self.held)


def grouped(found: list[RegisterTally]) -> list[RegisterGroup]:
    """The registers under their headings."""
    groups: dict[str, list[RegisterTally]] = {}
    for tally in found:
        groups.setdefault(tally.entry.heading, []).append(tally)
    return [
        RegisterGroup(heading, [row for row in rows if row.total], [row for row in rows if not row.total])
        for heading, rows in groups.items()
    ]
