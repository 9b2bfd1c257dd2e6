"""An office enters a record of an applicant of its city, or the paper that it rests on; somebody else certifies it."""

from typing import Any

from django.db import transaction

from accounts.actor import Actor
from accounts.adminkit.auditing import ADD, CHANGE
from core import audit
from core.files.keeping import keep_upload
from core.models import StoredFile
from core.telling.details import CHANGES
from core.values.verdict import YES, Refused, Verdict, no, require
from enterprises.models import Applicant, RegisterRecord
from enterprises.registers.certifying import chain_of, enter, locked
from enterprises.registers.checking import check, refused_when_taken
from enterprises.registers.presenting import PAPER
from enterprises.registers.register import Register, register_of


def can_enter(actor: Actor, entry: Register, applicant: Applicant) -> Verdict:
    """The roles that certify may enter too, in the applicant's city, and never for whom they act themselves."""
    if applicant.pk in actor.recused_from:
        return no("本人代办过的单位，请由他人登记，或以单位身份填报。")
    return YES if entry.certifiers & actor.roles_in(applicant.city_id) else no("由本市的园区运营或审核人员登记。")


@transaction.atomic
def enter_new(*, record: RegisterRecord, by: Actor, upload: Any = None) -> RegisterRecord:
    """Write a new record for an applicant. Raises like `declaring.declare`."""
    entry = register_of(record)
    applicant = entry.applicant_of(record)
    require(can_enter(by, entry, applicant) if applicant else no("请先说明是哪个单位的记录。"))
    check(record)
    if upload is not None:
        record.paper = keep_upload(upload, user_id=by.user_id)
    with refused_when_taken(entry.model):
        enter(record, by=by)
    audit.record(by=by, action=ADD, subject=record, chain=chain_of(record), detail={"record": str(record)})
    return record


def can_attach(actor: Actor, record: RegisterRecord) -> Verdict:
    """Whoever may enter the record may add its paper; what is of no applicant is its city's."""
    entry = register_of(record)
    applicant = entry.applicant_of(record)
    if applicant is not None:
        return can_enter(actor, entry, applicant)
    keepers = entry.certifiers & actor.roles_in(record.city_id_of_record)
    return YES if keepers else no("由本市的园区运营或审核人员登记。")


@transaction.atomic
def attach(*, record: RegisterRecord, upload: Any, by: Actor) -> RegisterRecord:
    """Put a paper in the place of the one before, if any, whose hash stays in the trail. It is to be certified anew.

    Raises Refused, and ValidationError for a file that is not taken or the very one that is there.
    """
    row = locked(record)
    require(can_attach(by, row))
    if not upload:
        raise Refused("请选择文件。")
    before, row.paper = row.paper, keep_upload(upload, user_id=by.user_id)
    if before is not None and row.paper is not None and before.sha256 == row.paper.sha256:
        raise Refused("这份文件已经在这里，不用再传。")
    enter(row, by=by)
    change = {"field": PAPER, "was": _named(before), "is": _named(row.paper)}
    audit.record(by=by, action=CHANGE, subject=row, chain=chain_of(row), detail={"record": str(row), CHANGES: [change]})
    return row


def _named(file: StoredFile | None) -> str:
    return f"{file.name}（SHA-256 {file.sha256}）" if file else ""
