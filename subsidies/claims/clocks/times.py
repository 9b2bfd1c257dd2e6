"""How long claims lay in each state, by the unit that leads: the days within which half of them, and nine of ten, left.

Counted as everywhere: in working days, the day of arrival not. Only what has left a state has a time in it.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction
from itertools import pairwise

from core.values.periods import CalendarNotPublished, WorkCalendar, business_date
from subsidies.claims.clocks.visits import Move
from subsidies.claims.states import STATES, Stage

HALF, NINE_TENTHS = Fraction(1, 2), Fraction(9, 10)
Journey = tuple[str, Sequence[Move]]  # the unit that leads, and the way of one claim


@dataclass(frozen=True)
class Spent:
    """The time in one state at one unit: how many stays, and within how many working days half and nine tenths left.

    `uncounted` are stays in a year whose calendar is not known.
    """

    unit: str
    state: Stage
    stays: int
    half: Fraction | None
    nine_tenths: Fraction | None
    uncounted: int = 0


def times_of(journeys: Iterable[Journey], calendar: WorkCalendar) -> list[Spent]:
    """By unit and state, in the order of the road; states in which nothing has ended are left out."""
    days: dict[tuple[str, str], list[int]] = defaultdict(list)
    unknown: dict[tuple[str, str], int] = defaultdict(int)
    for unit, moves in journeys:
        for (state, came), (_, left) in pairwise(moves):
            if STATES[state].open:
                try:
                    days[unit, state].append(_working_days(came, left, calendar))
                except CalendarNotPublished:
                    unknown[unit, state] += 1
    units = sorted({unit for unit, _ in (*days, *unknown)})
    return [
        _spent(unit, STATES[state], sorted(days[unit, state]), unknown[unit, state])
        for unit in units
        for state in STATES
        if days[unit, state] or unknown[unit, state]
    ]


def percentile(ordered: Sequence[int], share: Fraction) -> Fraction:
    """The value below which the share lies, between two neighbours in proportion (percentile_cont of SQL)."""
    place = share * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (place - below) * (ordered[above] - ordered[below])


def _spent(unit: str, state: Stage, ordered: Sequence[int], unknown: int) -> Spent:
    if not ordered:
        return Spent(unit, state, 0, None, None, unknown)
    return Spent(unit, state, len(ordered), percentile(ordered, HALF), percentile(ordered, NINE_TENTHS), unknown)


def _working_days(came: datetime, left: datetime, calendar: WorkCalendar) -> int:
    return calendar.count(business_date(came) + timedelta(days=1), business_date(left))
