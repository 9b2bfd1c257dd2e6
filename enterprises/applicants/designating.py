"""An office finds what an applicant is (科技型企业, 谷外企业), on a document of a day; never by a tick alone."""

from collections.abc import Mapping
from datetime import date
from typing import cast

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.actor import Actor, Role
from core import audit
from core.telling.details import CHANGES
from core.values.verdict import YES, Verdict, no, require
from enterprises.models import FLAGS, Applicant, Designation, DesignationKind

DESIGNATE = audit.action("designate_applicant", "核定主体类别")
audit.tell_details(document="依据文件", decided_on="核定日期")


def can_designate(actor: Actor, applicant: Applicant) -> Verdict:
    """Operators and reviewers of the applicant's city, never for whom they act themselves."""
    if applicant.pk in actor.recused_from:
        return no("不能核定本人代办过的单位。")
    keepers = {Role.OPERATOR, Role.REVIEWER} & actor.roles_in(applicant.city_id)
    return YES if keepers else no("由本市的园区运营或审核人员核定。")


@transaction.atomic
def designate(
    *, applicant: Applicant, kind: str, holds: bool, document: str, decided_on: date, by: Actor
) -> Designation:
    """Record a finding and set the applicant's flag by it. Raises Refused, ValidationError for what is ill said."""
    row = Applicant.objects.select_for_update(of=("self",), no_key=True).select_related("city").get(pk=applicant.pk)
    require(can_designate(by, row))
    if not document.strip():
        raise ValidationError({"document": "请写明依据文件的名称和文号。"})
    if decided_on > timezone.localdate():
        raise ValidationError({"decided_on": "核定日期不能晚于今天，请核对。"})
    found = Designation(
        applicant=row, kind=kind, holds=holds, document=document, decided_on=decided_on,
        entered_by_id=cast(int, by.user_id),
    )  # fmt: skip
    found.full_clean()
    found.save(force_insert=True)
    flag = FLAGS[DesignationKind(kind)]
    before = getattr(row, flag)
    setattr(row, flag, holds)
    row.save(update_fields=[flag])
    told = [{"field": flag, "was": before, "is": holds}]
    detail = {CHANGES: told, "document": found.document, "decided_on": decided_on.isoformat()}
    audit.record(by=by, action=DESIGNATE, subject=row, chain=row.city.key, detail=detail)
    return found


def found_by(actor: Actor, applicant: Applicant) -> list[DesignationKind]:
    """What the applicant is found to be today by this person's own finding."""
    rows = present(applicant).items()
    return [DesignationKind(kind) for kind, row in rows if row.holds and row.entered_by_id == actor.user_id]


def present(applicant: Applicant) -> Mapping[str, Designation]:
    """The newest finding of each kind."""
    rows = Designation.objects.filter(applicant=applicant).select_related("entered_by").order_by("id")
    return {row.kind: row for row in rows}
