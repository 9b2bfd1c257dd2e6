"""The record that a claim is about and the team that claims, on the claim's page: what they say, their papers, who
answers for them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse

from accounts.actor import Actor
from core.models import AuditEntry
from core.telling import kind_of
from core.values.verdict import Verdict
from enterprises.models import Applicant, RegisterRecord, TeamCharter, TeamMember
from enterprises.registers.certifying import CERTIFY, can_certify
from enterprises.registers.presenting import said
from enterprises.registers.register import register_of
from enterprises.teams.answering import CERTIFY_TEAM
from enterprises.teams.permissions import can_answer
from subsidies.cases.deciding import Ruling
from subsidies.cases.picking import name_for
from subsidies.claims.models import Claim, RecordOverride
from subsidies.claims.near.teams import charter_words
from subsidies.claims.permissions import can_override


@dataclass(frozen=True)
class GroundFile:
    """A further record that the claim rests on and nobody has certified: the project of a transfer, a loan's year."""

    record: RegisterRecord
    title: str
    name: str
    page: str
    may_certify: Verdict


@dataclass(frozen=True)
class RecordFile:
    """A claim's record for an office, with those that it rests on beside. `may_certify` and `may_override` carry the
    sentence why not, `why_open` what is to be said of a settled claim while nobody answers for the record."""

    record: RegisterRecord
    title: str
    said: list[tuple[str, str]]
    paper: str
    page: str
    may_certify: Verdict
    may_override: Verdict
    overrides: Sequence[RecordOverride]
    grounds: Sequence[GroundFile]
    why_open: str


def record_file(claim: Claim, ruling: Ruling, actor: Actor) -> RecordFile | None:
    """The record of a claim; None where its matter is none, or it is there no more."""
    record = ruling.case.record
    if record is None:
        return None
    entry, uncertified = register_of(record), ruling.collected.uncertified
    names = tuple(name for name in entry.asked if name not in ("source", "paper"))
    return RecordFile(
        record=record, title=entry.title, said=[(part.label, part.value) for part in said(record, names) if part.value],
        paper=reverse("subsidies:file", args=[record.paper_id]) if record.paper_id else "", page=_page(record),
        may_certify=can_certify(actor, record), may_override=can_override(actor, claim, uncertified),
        overrides=list(claim.overrides.select_related("by")),
        grounds=[
            _ground(row, actor)
            for row in uncertified
            if isinstance(row, RegisterRecord) and name_for(row) != name_for(record)
        ],
        why_open="" if record.certified else _why_open("这条记录", record, CERTIFY),
    )  # fmt: skip


def _why_open(what: str, subject: RegisterRecord | Applicant, certifying: str) -> str:
    """Whether it was certified once, as the trail of the subject says, or never."""
    about = AuditEntry.objects.filter(subject_type=kind_of(subject), subject_id=str(subject.pk), action=certifying)
    was = "后来有变动或被撤回核验，还没有重新核验" if about.exists() else "没有核验过"
    return f"{what}{was}；已经办结的申报不因此改变。"


def _ground(row: RegisterRecord, actor: Actor) -> GroundFile:
    return GroundFile(row, register_of(row).title, name_for(row), _page(row), can_certify(actor, row))


def _page(record: RegisterRecord) -> str:
    """The record's own page in the office; empty for a register that has none."""
    try:
        return reverse(f"admin:{record._meta.app_label}_{record._meta.model_name}_change", args=[record.pk])
    except NoReverseMatch:
        return ""


@dataclass(frozen=True)
class TeamFile:
    """A team for an office. `name` is by what the page certifies it, `words` say its state and who certified it;
    the others as those of a record."""

    charter: TeamCharter
    members: Sequence[TeamMember]
    name: str
    words: str
    page: str
    proposed: TeamCharter | None
    may_certify: Verdict
    may_override: Verdict
    overrides: Sequence[RecordOverride]
    why_open: str


def team_file(claim: Claim, ruling: Ruling, actor: Actor) -> TeamFile | None:
    """The team of a claim; None where its applicant is none, or says nothing of itself."""
    charter = ruling.collected.charter
    if charter is None:
        return None
    return TeamFile(
        charter=charter, members=list(charter.members.all()), name=name_for(charter), words=charter_words(charter),
        page=reverse("admin:enterprises_teamcharter_change", args=[charter.pk]),
        proposed=TeamCharter.objects.proposed().filter(applicant=claim.applicant_id).first(),
        may_certify=can_answer(actor, charter), may_override=can_override(actor, claim, ruling.collected.uncertified),
        overrides=list(claim.overrides.select_related("by")),
        why_open="" if charter.certified else _why_open("成员或章程", claim.applicant, CERTIFY_TEAM),
    )  # fmt: skip
