"""A year's days off: one operator enters them from the notice, another releases them.

From its release a year counts at once for every period that is reckoned. It is never changed: a later one of the same
year stands in its place, with the reason.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any, Protocol

from django.db import IntegrityError, transaction
from django.utils import timezone

from core import audit
from core.audit import Doer
from core.calendar.notices import read_notice
from core.calendar.released import is_known
from core.models import CalendarYear, CalendarYearState
from core.values.periods import business_today
from core.values.text import EARLIEST
from core.values.verdict import YES, Refused, Verdict, no, require

ENTER = audit.action("enter_calendar_year", "录入节假日安排")
RELEASE = audit.action("release_calendar_year", "发布节假日安排")
REJECT = audit.action("reject_calendar_year", "退回节假日安排")
audit.tell_details(year="年份", source_number="通知文号", off="放假天数", worked="调休上班天数")


class Operator(Doer, Protocol):
    """Who keeps the portal, as far as this room asks."""

    @property
    def is_administrator(self) -> bool: ...


def can_enter(by: Operator) -> Verdict:
    """May this person enter a year?"""
    return YES if by.is_administrator else no("只有系统管理员可以录入和发布节假日安排。")


def can_release(by: Operator, row: CalendarYear) -> Verdict:
    """May this person release it? Never whoever entered it."""
    if not (verdict := can_enter(by)):
        return verdict
    if not row.is_draft:
        return no("这份节假日安排已经办结。")
    if by.user_id is None or by.user_id == row.entered_by_id:
        return no("录入人不能发布自己录入的节假日安排，须由另一位系统管理员对照通知复核发布。")
    return YES


def can_reject(by: Operator, row: CalendarYear) -> Verdict:
    """May this person send it back? Whoever entered it may, who noticed a slip."""
    verdict = can_enter(by)
    return verdict if not verdict or row.is_draft else no("这份节假日安排已经办结。")


@transaction.atomic
def enter(*, year: int, number: str, dated: date, text: str, reason: str = "", by: Operator) -> CalendarYear:
    """Keep what a notice says of a year, to be released by another. Raises Refused with a sentence."""
    require(can_enter(by))
    if by.user_id is None:
        raise Refused("节假日安排须由人录入。")
    days = read_notice(text, year)
    _check(year, number, dated, reason)
    try:
        with transaction.atomic():
            row: CalendarYear = CalendarYear.objects.create(
                year=year, source_number=number, source_date=dated, text=text, reason=reason.strip(),
                days={day.isoformat(): worked for day, worked in days.items()}, entered_by_id=by.user_id,
            )  # fmt: skip
    except IntegrityError as error:
        raise Refused(f"{year}年已有一份待发布的节假日安排，请先发布或退回。") from error
    _note(row, ENTER, by, to_state=CalendarYearState.DRAFT, detail=_counted(row), reason=row.reason)
    return row


def _check(year: int, number: str, dated: date, reason: str) -> None:
    today = business_today()
    if not today.year - 1 <= year <= today.year + 1:
        raise Refused(f"年份应为{today.year - 1}至{today.year + 1}年。")
    if not number.strip():
        raise Refused("请填写通知文号。")
    if not EARLIEST <= dated <= today:
        raise Refused("通知日期应是今天或以前的日期。")
    if is_known(year) and not reason.strip():
        raise Refused(f"{year}年的节假日安排已有，重新录入须写明更正理由。")


@transaction.atomic
def release(*, row: CalendarYear, by: Operator) -> CalendarYear:
    """Let the year count. Only by another person than the one who entered it."""
    row = CalendarYear.objects.select_for_update().get(pk=row.pk)
    require(can_release(by, row))
    row.state, row.released_by_id, row.released_at = CalendarYearState.RELEASED, by.user_id, timezone.now()
    row.save(update_fields=["state", "released_by_id", "released_at"])
    draft, now = CalendarYearState.DRAFT, CalendarYearState.RELEASED
    _note(row, RELEASE, by, from_state=draft, to_state=now, detail=_counted(row))
    return row


@transaction.atomic
def reject(*, row: CalendarYear, reason: str, by: Operator) -> CalendarYear:
    """Send it back with a reason."""
    row = CalendarYear.objects.select_for_update().get(pk=row.pk)
    require(can_reject(by, row))
    if not reason.strip():
        raise Refused("退回须写明理由。")
    row.state = CalendarYearState.REJECTED
    row.save(update_fields=["state"])
    draft, now = CalendarYearState.DRAFT, CalendarYearState.REJECTED
    _note(row, REJECT, by, from_state=draft, to_state=now, reason=reason.strip())
    return row


def _counted(row: CalendarYear) -> Mapping[str, Any]:
    worked = sum(row.days.values())
    return {
        "year": row.year, "source_number": row.source_number, "off": len(row.days) - worked, "worked": worked,
    }  # fmt: skip


def _note(row: CalendarYear, action: str, by: Operator, **entry: Any) -> None:
    audit.record(by=by, action=action, subject=row, **entry)
