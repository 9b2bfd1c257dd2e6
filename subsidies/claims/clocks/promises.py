"""Which promise holds for what came to a step on a day."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date

from subsidies.claims.models import PromisedDays

Promises = Mapping[tuple[int, str], list[PromisedDays]]


def promises_of(city_ids: Collection[int]) -> Promises:
    """The promises of some cities, by city and step, the one that began last first; in one query."""
    found: dict[tuple[int, str], list[PromisedDays]] = defaultdict(list)
    for row in PromisedDays.objects.filter(city__in=city_ids).order_by("-from_day", "-pk"):
        found[row.city_id, row.step].append(row)
    return found


def promise_on(promises: Promises, city_id: int, step: str, day: date) -> PromisedDays | None:
    """The promise for what came to the step on this day; None where none was in force."""
    return next((row for row in promises.get((city_id, step), ()) if row.from_day <= day), None)
