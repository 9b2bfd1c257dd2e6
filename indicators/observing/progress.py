"""How far a target is: whole numbers and days, no database, no floating point."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Self

from indicators.models import Comparison

LESS_THAN_TWO_MONTHS = 60  # 平均每月 is said of two months and more


class TargetState(StrEnum):
    """How a target stands, with its word. `ongoing`: neither reached nor past its last day; `always`: counted on a
    board though no target stands so."""

    label: str
    ongoing: bool
    always: bool

    REACHED = "reached", "达成", False, True
    ON_SCHEDULE = "on_schedule", "按期", True, True
    BEHIND = "behind", "落后", True, True
    MISSED = "missed", "未达成", False, False
    NO_RECORD = "no_record", "尚无记录", False, False

    def __new__(cls, value: str, label: str, ongoing: bool, always: bool) -> Self:
        """A member with what holds of it."""
        row = str.__new__(cls, value)
        row._value_, row.label, row.ongoing, row.always = value, label, ongoing, always
        return row


@dataclass(frozen=True)
class PlanSpan:
    """The stretch of time in which a target is to be reached, first and last day included."""

    first: date
    last: date

    def days(self) -> int:
        return (self.last - self.first).days + 1

    def elapsed(self, on: date) -> int:
        """Days that have begun by `on`: 0 before the first day, all after the last."""
        return min(max((on - self.first).days + 1, 0), self.days())

    def left(self, today: date) -> int:
        """Days that remain after today; 0 on the last day and later."""
        return max((self.last - max(today, self.first)).days, 0)


def share_tenths(value: int, figure: int) -> int:
    """Tenths of a percent of the figure that are reached, rounded down: 643 is 64.3 %."""
    return value * 1000 // figure


def is_reached(value: int, figure: int, comparison: str) -> bool:
    """Whether the figure is reached (`at_least`) or exceeded (`more_than`)."""
    return value > figure if comparison == Comparison.MORE_THAN else value >= figure


def state_of(value: int | None, figure: int, comparison: str, span: PlanSpan, today: date) -> TargetState:
    """Reached; else after the last day missed; else on schedule when no less is reached than even progress asks."""
    if value is None:
        return TargetState.NO_RECORD
    if is_reached(value, figure, comparison):
        return TargetState.REACHED
    if today > span.last:
        return TargetState.MISSED
    return TargetState.ON_SCHEDULE if value * span.days() >= figure * span.elapsed(today) else TargetState.BEHIND


def missing(value: int, figure: int) -> int:
    """What is lacking of the figure; 0 once it is there."""
    return max(figure - value, 0)


def per_month(lacking: int, days_left: int) -> int | None:
    """What must be added a month (365/12 days) to be there in time, rounded up to a whole unit.

    None when less than two months are left: then all that is lacking is due.
    """
    if days_left <= LESS_THAN_TWO_MONTHS:
        return None
    return -(-lacking * 365 // (12 * days_left))
