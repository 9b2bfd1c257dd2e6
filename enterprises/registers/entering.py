"""An office enters a record of an applicant of its city; somebody else certifies it."""

from typing import Any

from django.db import transaction

from accounts.actor import Actor
from accounts.adminkit.auditing import ADD
from core import audit
from core.files.keeping import keep_upload
from core.values.verdict import YES, Verdict, no, require
from enterprises.models import Applicant, RegisterRecord
from enterprises.registers.certifying import chain_of, enter
from enterprises.registers.checking import check, refused_when_taken
from enterprises.registers.register import Register, register_of


def can_enter(actor: Actor, entry: Register, applicant: Applicant) -> Verdict:
    """The roles that certify may enter too, in the applicant's city, and never for whom they act themselves."""
    if applicant.pk in actor.applicant_ids:
        return no("本人代办的单位，请以单位身份填报。")
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
