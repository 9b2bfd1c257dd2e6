"""How long a claim has been where it is, in words."""

from collections.abc import Sequence
from datetime import date, datetime

from core.models import AuditEntry
from core.values.periods import CalendarNotPublished, WorkCalendar, business_date, business_today
from subsidies.claims.models import Claim
from subsidies.claims.states import OPEN_STATES


def waiting_words(claim: Claim, entries: Sequence[AuditEntry], known: WorkCalendar) -> str:
    """How long the claim has been where it is, in working days."""
    moved = [row.at for row in entries if row.to_state == claim.state and row.from_state != row.to_state]
    since = moved[-1] if moved else claim.submitted_at
    if since is None or claim.state not in OPEN_STATES:
        return ""
    days, unit = days_since(since, known)
    return f"已等待 {days} {unit}" if days else "今天到达这一步"


def waited(since: datetime, known: WorkCalendar) -> str:
    """The days since a claim came where it is, in words."""
    days, unit = days_since(since, known)
    return f"已等 {days} {unit}" if days else "今天到达"


def days_since(since: datetime, known: WorkCalendar) -> tuple[int, str]:
    """Working days since a moment, with their word; plain days where no calendar is published. 0 is today."""
    first, today = business_date(since), business_today()
    if first >= today:
        return 0, "个工作日"
    try:
        return known.count(date.fromordinal(first.toordinal() + 1), today), "个工作日"
    except CalendarNotPublished:
        return (today - first).days, "天"
