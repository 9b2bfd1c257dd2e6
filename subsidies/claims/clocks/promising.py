"""Promised days are entered with the document that promises them; a later promise moves no clock that runs."""

from django.db import transaction

from accounts.actor import Actor, Role
from core import audit
from core.values.periods import business_today
from core.values.verdict import YES, Refused, Verdict, no, require
from subsidies.claims.models import PromisedDays
from subsidies.claims.states import OFFICE_STEPS

PROMISE = audit.action("promise_days", "录入承诺时限")
audit.tell_values("step", OFFICE_STEPS)
PROMISERS = frozenset({Role.REVIEWER, Role.ADMINISTRATOR})


def can_promise(actor: Actor, city_id: int) -> Verdict:
    """May the actor enter the days that this city promises?"""
    return YES if PROMISERS & actor.roles_in(city_id) else no("只有本市的审核人员和系统管理员可以录入承诺时限。")


@transaction.atomic
def promise(*, row: PromisedDays, by: Actor) -> PromisedDays:
    """Keep a promise that was filled in. Where one is in force already, the new one begins tomorrow at the earliest:
    claims that came today count by the one that they were told."""
    require(can_promise(by, row.city_id))
    earlier = PromisedDays.objects.filter(city=row.city_id, step=row.step)
    if earlier.exists() and row.from_day <= business_today():
        raise Refused("这一环节已有承诺时限，新的时限只能自明天或以后起适用，不改变已经开始的计时。")
    if not (row.basis_title.strip() and row.basis_number.strip()):
        raise Refused("请写明承诺时限的依据文件和文号。")
    row.entered_by_id = by.user_id
    row.save(force_insert=True)
    said = {
        "step": row.step, "working_days": row.working_days, "basis_title": row.basis_title,
        "basis_number": row.basis_number, "from_day": row.from_day.isoformat(),
    }  # fmt: skip
    audit.record(by=by, action=PROMISE, subject=row, chain=row.city.key, detail=said)
    return row
