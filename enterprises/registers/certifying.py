"""An office enters, corrects and certifies records: what it has compared with the paper counts from then on.

Whoever entered or corrected a record does not certify it: money rests on it, so a second person looks.
"""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import CharField, Exists, OuterRef, Q, Subquery
from django.db.models.functions import Cast, Coalesce
from django.utils import timezone

from accounts.actor import Actor
from accounts.models import City
from accounts.trail.seeing import Seen, is_overtaken
from core import audit
from core.consequences import carry_out, consequences
from core.models import AuditEntry
from core.telling import kind_of
from core.values.verdict import YES, Refused, Verdict, no, require
from enterprises.models import RegisterRecord
from enterprises.registers.checking import refused_when_taken
from enterprises.registers.register import register_of
from enterprises.registers.writing import write

CERTIFY = audit.action("certify_record", "核验记录")
DOUBT = audit.action("doubt_record", "撤回核验")


@dataclass(frozen=True)
class RecordChange:
    """A record that is about to be certified or put right, as it is stored."""

    record: RegisterRecord


@transaction.atomic
def enter(record: RegisterRecord, *, by: Actor) -> RegisterRecord:
    """Write a record that an office entered or put right; it is to be certified (anew) by somebody else.

    The caller leaves the entry in the trail, which keeps what stood there before. Carries out what follows above.
    """
    record.entered_by_id = by.user_id
    record.certified, record.certified_by_id, record.certified_at = False, None, None
    write(record)
    carry_out(consequences(RecordChange(record), work_alone=True))
    return record


def can_certify(actor: Actor, record: RegisterRecord) -> Verdict:
    """Whether this person may compare the record with its paper and answer for it."""
    if record.certified:
        return no("这条记录已经核验。")
    if not register_of(record).certifiers & actor.roles_in(record.city_id_of_record):
        return no("由本市的园区运营或审核人员核验。")
    if getattr(record, "applicant_id", None) in actor.recused_from:
        return no("不能核验本人代办过的单位的记录。")
    if actor.user_id is not None and record.entered_by_id == actor.user_id:
        return no("填写人不能核验自己填写的记录，请由另一位工作人员核验。")
    if has_written(actor, record):
        return no("您填写或改动过这条记录，请由另一位工作人员核验。")
    return YES


def has_written(actor: Actor, record: RegisterRecord) -> bool:
    """Whether the person wrote into the record since it was last certified, be it that another wrote after them."""
    if actor.user_id is None:
        return False
    rows: Any = type(record)._default_manager  # the register is known at run time
    return record.entered_by_id == actor.user_id or (
        rows.filter(written_by(actor, type(record)), pk=record.pk).exists()
    )


def written_by(actor: Actor, model: type[RegisterRecord]) -> Q:
    """The same as a condition on the records of a register: the trail has everybody, a record the last one alone."""
    about = AuditEntry.objects.filter(subject_type=kind_of(model))
    own = about.filter(subject_id=Cast(OuterRef("pk"), CharField()), actor_id=actor.user_id)
    certified = about.filter(subject_id=OuterRef("subject_id"), action=CERTIFY).order_by("-id").values("id")[:1]
    since = own.filter(id__gt=Coalesce(Subquery(certified), 0)).exclude(action__in=(CERTIFY, DOUBT))
    return Q(entered_by=actor.user_id) | Q(Exists(since))


@transaction.atomic
def certify(*, record: RegisterRecord, by: Actor, seen: Seen | None = None) -> RegisterRecord:
    """The record agrees with its paper. Raises Refused with a sentence for whoever may not say so.

    `seen`: how far the trail had come when the record was shown to them; what was changed since nobody has compared.
    None where nothing was shown.
    """
    row = locked(record)
    require(can_certify(by, row))
    if seen is not None and is_overtaken(row, seen):
        raise Refused(f"您打开本页之后，“{row}”有了改动，没有核验；请按现在的内容重新核对。")
    row.settle()
    row.certified, row.certified_by_id, row.certified_at = True, by.user_id, timezone.now()
    with refused_when_taken(type(row)):
        row.save()
    carry_out(consequences(RecordChange(row), work_alone=True))
    audit.record(by=by, action=CERTIFY, subject=row, chain=chain_of(row), detail={"record": str(row)})
    return row


@transaction.atomic
def doubt(*, record: RegisterRecord, reason: str, by: Actor) -> RegisterRecord:
    """The record does not agree with its paper after all: it counts as certified no more, for a reason."""
    row = locked(record)
    require(_can_doubt(by, row, reason))
    row.certified, row.certified_by_id, row.certified_at = False, None, None
    row.save()
    carry_out(consequences(RecordChange(row), work_alone=True))
    audit.record(by=by, action=DOUBT, subject=row, chain=chain_of(row), reason=reason.strip())
    return row


def _can_doubt(actor: Actor, record: RegisterRecord, reason: str) -> Verdict:
    if not record.certified:
        return no("这条记录尚未核验。")
    if not register_of(record).certifiers & actor.roles_in(record.city_id_of_record):
        return no("由本市的园区运营或审核人员办理。")
    return YES if reason.strip() else no("请写明撤回核验的理由。")


def locked(record: RegisterRecord) -> RegisterRecord:
    """The record as it is stored, held until the transaction ends. Raises Refused where it was deleted meanwhile."""
    found: RegisterRecord | None = (
        type(record)._default_manager.select_for_update(of=("self",)).filter(pk=record.pk).first()
    )
    if found is None:
        raise Refused("这条记录刚刚已被删除，请返回列表核对。")
    return found


def chain_of(record: RegisterRecord) -> str:
    """The chain of the trail that the record belongs to: its city's key, or "" for what is of no city."""
    city = record.city_id_of_record
    return City.objects.values_list("key", flat=True).get(pk=city) if city else ""
