"""What an applicant declares of itself: one road for the records of all registers.

A declared record is not certified until an office has compared it with its paper.
"""

from collections.abc import Mapping
from copy import copy
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError

from accounts.actor import Actor
from core import audit
from core.consequences import carry_out, consequences
from core.files.keeping import keep_upload
from core.telling.details import CHANGES
from core.values.verdict import Refused, require
from enterprises.models import Applicant, RegisterRecord
from enterprises.registers.certifying import RecordChange, chain_of, locked
from enterprises.registers.checking import check, refuse_other_marks, refused_when_taken
from enterprises.registers.permissions import can_amend, can_declare, can_withdraw
from enterprises.registers.presenting import PAPER, change_of
from enterprises.registers.register import register_of
from enterprises.registers.writing import write

DECLARE = audit.action("declare_record", "填报记录")
AMEND = audit.action("amend_record", "修改填报内容")
WITHDRAW = audit.action("withdraw_record", "删除填报内容")


@transaction.atomic
def declare(*, record: RegisterRecord, by: Actor, upload: Any = None) -> RegisterRecord:
    """Write a new record as declared, with its paper where one was handed in.

    Raises Refused for other people and where the key is taken (by another request at the same moment too),
    ValidationError for values that the model refuses and for a file that is not taken.
    """
    entry = register_of(record)
    require(can_declare(by, entry, entry.applicant_of(record)))
    record.entered_by_id = by.user_id
    check(record)
    refuse_other_marks(record)
    if upload is not None:
        record.paper = keep_upload(upload, user_id=by.user_id)
    with refused_when_taken(entry.model):
        write(record)
    carry_out(consequences(RecordChange(record), work_alone=True))
    audit.record(by=by, action=DECLARE, subject=record, chain=chain_of(record), detail={"is": str(record)})
    return record


@transaction.atomic
def amend(*, record: RegisterRecord, values: Mapping[str, Any], by: Actor, upload: Any = None) -> None:
    """Put right what was only declared; what stood there stays in the trail. Raises like declare."""
    row = locked(record)
    require(can_amend(by, row))
    before = copy(row)
    for name, value in values.items():
        setattr(row, name, value)
    row.entered_by_id = by.user_id
    check(row)
    if upload is not None:
        row.paper = keep_upload(upload, user_id=by.user_id)
    told = [change_of(before, row, name) for name in [*values, *([PAPER] if upload is not None else [])]]
    differing = [change for change in told if change["was"] != change["is"] or change["field"] == PAPER]
    if differing:
        refuse_other_marks(row)
        with refused_when_taken(type(row)):
            write(row)
        carry_out(consequences(RecordChange(row), work_alone=True))
        audit.record(by=by, action=AMEND, subject=row, chain=chain_of(row), detail={CHANGES: differing})


@transaction.atomic
def withdraw(*, record: RegisterRecord, by: Actor) -> None:
    """Take back a declared record. Raises Refused for a certified one; what is gone already is no error."""
    row = type(record)._default_manager.select_for_update(of=("self",)).filter(pk=record.pk).first()
    if row is None:
        return
    require(can_withdraw(by, row))
    audit.record(by=by, action=WITHDRAW, subject=row, chain=chain_of(row), detail={"was": str(row)})
    try:
        with transaction.atomic():
            row.delete()
    except ProtectedError as error:
        raise Refused("还有别的记录挂在这条记录下面，请先删除那些记录。") from error


def blank(model: type[RegisterRecord], applicant: Applicant) -> RegisterRecord:
    """A record of the applicant that nothing stands in yet; it is of the applicant's city."""
    names = {field.name for field in model._meta.concrete_fields}
    whose = {"applicant": applicant, "city": applicant.city}
    return model(**{name: value for name, value in whose.items() if name in names})
