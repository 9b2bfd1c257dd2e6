"""Which claims lie with an office beyond the days that it promised."""

from collections.abc import Collection
from datetime import timedelta

from django.db.models import Q

from core import calendar
from core.values.periods import business_today
from subsidies.claims.clocks.clocks import Timing, is_late
from subsidies.claims.clocks.promises import promises_of
from subsidies.claims.clocks.visits import moves_of
from subsidies.claims.models import ClaimQuerySet

NONE: frozenset[int] = frozenset()


def overdue_in(rows: ClaimQuerySet, city_ids: Collection[int], steps: Collection[str]) -> frozenset[int]:
    """The keys of those among `rows` that are overdue in one of the steps; one query where a city promises nothing.

    No claim is overdue before as many days have passed since it was begun as were promised: the others are not read.
    """
    promises, today, late = promises_of(city_ids), business_today(), Q()
    for (city_id, step), promised in promises.items():
        if step in steps:
            begun = today - timedelta(days=min(row.working_days for row in promised))
            late |= Q(city=city_id, state=step, created_at__date__lt=begun)
    if not late:
        return NONE
    claims = list(rows.filter(late).order_by().only("pk", "city_id", "state"))
    timing, moves = Timing(promises, calendar.current(), today), moves_of([claim.pk for claim in claims])
    return frozenset(claim.pk for claim in claims if is_late(claim, moves.get(claim.pk, []), timing))
