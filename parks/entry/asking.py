"""An applicant asks to move in, and may take that back until it is answered."""

from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.actor import Actor
from core import audit
from core.values.periods import business_today
from core.values.verdict import require
from enterprises.models import Applicant
from parks.entry.permissions import can_ask, can_take_back
from parks.models import EntryRequest, EntryState

ASK = audit.action("ask_entry", "提交入驻申请")
TAKE_BACK = audit.action("take_back_entry", "撤回入驻申请")


def refuse_past(day: date) -> None:
    """Nobody moves in yesterday."""
    if day < business_today():
        raise ValidationError("拟入驻日期不能早于今天。")


@transaction.atomic
def ask(
    *, applicant: Applicant, by: Actor, project: str, about: str, wished_kind: str, wished_area_m2: Decimal,
    wished_from: date,
) -> EntryRequest:  # fmt: skip
    """Ask for rooms. Raises Refused while an earlier request is open, ValidationError for bad values."""
    Applicant.objects.select_for_update(of=("self",), no_key=True).get(pk=applicant.pk)
    require(can_ask(by, applicant))
    row = EntryRequest(
        applicant=applicant, project=project, about=about, wished_kind=wished_kind, wished_area_m2=wished_area_m2,
        wished_from=wished_from,
    )  # fmt: skip
    try:
        refuse_past(wished_from)
    except ValidationError as error:
        raise ValidationError({"wished_from": error}) from error
    row.asked_by_id = by.user_id  # type: ignore[assignment]  # who may ask has an account
    row.full_clean(exclude=["answered_by", "answered_at"])
    row.save(force_insert=True)
    audit.record(by=by, action=ASK, subject=row, chain=applicant.city.key, detail={"is": str(row)})
    return row


@transaction.atomic
def take_back(*, request: EntryRequest, by: Actor) -> EntryRequest:
    """Ask no more. Raises Refused for what has been answered."""
    row = EntryRequest.objects.select_for_update(of=("self",)).select_related("applicant__city").get(pk=request.pk)
    require(can_take_back(by, row))
    row.state = EntryState.TAKEN_BACK
    row.save()
    audit.record(by=by, action=TAKE_BACK, subject=row, chain=row.applicant.city.key)
    return row
