"""Where each target stands, reckoned from the records on the day that is asked."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Count, QuerySet, Sum

from indicators.definitions import Definition, definition_of
from indicators.models import Target
from indicators.observing import progress


@dataclass(frozen=True)
class TargetStanding:
    """A target with its figure. `value` is None when nothing is recorded; money in fen.

    `records` rows count; of these `reported` have a sum (for targets that add money, else None).
    """

    target: Target
    definition: Definition | None
    today: date
    on: date
    span: progress.PlanSpan
    value: int | None
    records: int
    reported: int | None

    @cached_property
    def state(self) -> progress.TargetState:
        """See progress.state_of."""
        target = self.target
        return progress.state_of(self.value, target.figure, target.comparison, self.span, self.today)

    @cached_property
    def share_tenths(self) -> int | None:
        """Tenths of a percent, rounded down; None when nothing is recorded."""
        return None if self.value is None else progress.share_tenths(self.value, self.target.figure)

    @property
    def elapsed_tenths(self) -> int:
        """Tenths of a percent of the time that has gone, rounded down; up where it is ahead of the figure by less than
        a tenth, so that the two are not told as equal of what is behind."""
        tenths = progress.share_tenths(self.span.elapsed(self.today), self.span.days())
        return tenths + (self.state == progress.TargetState.BEHIND and tenths == self.share_tenths)

    @property
    def days_left(self) -> int:
        return self.span.left(self.today)

    @property
    def missing(self) -> int:
        """What is lacking, all of it when nothing is recorded."""
        return progress.missing(self.value or 0, self.target.figure)

    @property
    def per_month(self) -> int | None:
        """What a month must bring; money in fen, rounded up to 0.01 万元. None in the last month."""
        if not self.target.is_money:
            return progress.per_month(self.missing, self.days_left)
        hundreds_of_yuan = progress.per_month(-(-self.missing // 100_00), self.days_left)
        return None if hundreds_of_yuan is None else hundreds_of_yuan * 100_00


def span_of(target: Target, definition: Definition | None, today: date) -> progress.PlanSpan:
    """From the plan's first day to the target day; from New Year where each year starts anew."""
    on = min(today, target.by)
    if not target.yearly and not (definition and definition.of_the_year):
        return progress.PlanSpan(target.since, target.by)
    first = max(date(on.year, 1, 1), target.since)
    return progress.PlanSpan(first, min(date(on.year, 12, 31), target.by))


def records_of(target: Target, today: date) -> QuerySet[Any] | None:
    """The records that count for a target today, or on its last day once that is past."""
    definition = definition_of(target)
    return definition.records(target, min(today, target.by)) if definition else None


def standing_of(target: Target, today: date) -> TargetStanding:
    """Where a target stands today. One query."""
    definition = definition_of(target)
    value, records, reported = _measure(definition, records_of(target, today))
    return TargetStanding(
        target=target,
        definition=definition,
        today=today,
        on=min(today, target.by),
        span=span_of(target, definition, today),
        value=value,
        records=records,
        reported=reported,
    )


def progress_of(targets: Iterable[Target], today: date) -> list[TargetStanding]:
    """The same of several targets, in their order."""
    return [standing_of(target, today) for target in targets]


def _measure(definition: Definition | None, rows: QuerySet[Any] | None) -> tuple[int | None, int, int | None]:
    """Figure (None without any record), rows, rows with a sum."""
    if definition is None or rows is None:
        return None, 0, None
    if not definition.sum_of:
        number = rows.count()
        return number or None, number, None
    found = rows.order_by().aggregate(total=Sum(definition.sum_of), rows=Count("pk"), reported=Count(definition.sum_of))
    return found["total"], found["rows"], found["reported"]
