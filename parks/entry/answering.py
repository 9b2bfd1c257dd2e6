"""The park's operator answers a request to move in."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.actor import Actor
from core import audit
from core.values.periods import business_today
from core.values.verdict import require
from parks.entry.permissions import can_answer
from parks.models import EntryRequest, EntryState

AGREE = audit.action("agree_entry", "同意入驻")
DENY = audit.action("deny_entry", "不同意入驻")
audit.tell_details(agreement="入驻协议编号", agreed_on="协议日期")


def agree(*, request: EntryRequest, agreement_no: str, agreed_on: date | None, by: Actor) -> EntryRequest:
    """The applicant moves in by that agreement. Raises Refused, or ValidationError where number or day is missing, or
    the day is yet to come."""
    if agreed_on is not None and agreed_on > business_today():
        raise ValidationError("协议日期不能晚于今天：协议签订以后再答复。")
    return _answer(request, by, AGREE, state=EntryState.AGREED, agreement_no=agreement_no, agreed_on=agreed_on)


def deny(*, request: EntryRequest, reason: str, by: Actor) -> EntryRequest:
    """The applicant does not move in, for a reason. Raises like `agree`."""
    return _answer(request, by, DENY, state=EntryState.DENIED, reason=reason)


@transaction.atomic
def _answer(request: EntryRequest, by: Actor, action: str, **answer: object) -> EntryRequest:
    row = EntryRequest.objects.select_for_update(of=("self",)).select_related("applicant__city").get(pk=request.pk)
    require(can_answer(by, row))
    for name, value in answer.items():
        setattr(row, name, value)
    row.answered_by_id, row.answered_at = by.user_id, timezone.now()
    row.full_clean()
    row.save()
    detail = {"agreement": row.agreement_no, "agreed_on": row.agreed_on.isoformat()} if row.agreed_on else None
    audit.record(by=by, action=action, subject=row, chain=row.applicant.city.key, reason=row.reason, detail=detail)
    return row
