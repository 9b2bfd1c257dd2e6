"""Promised days of the demo, marked 示例: no city has published any."""

from typing import Any

from accounts.cities.acting import acting
from accounts.cities.registry import DemoDeed, register_demo_deed
from accounts.cities.shaping import Shape, day, one_of, text, whole
from accounts.models import City
from enterprises.loading.deeds import WHO
from subsidies.claims.clocks.promising import promise
from subsidies.claims.models import PromisedDays
from subsidies.claims.models.promises import MOST_DAYS
from subsidies.claims.states import OFFICE_STEPS


def promise_days(city: City, row: dict[str, Any]) -> None:
    """One promise, by somebody who may enter it."""
    said = {name: row[name] for name in ("step", "working_days", "basis_title", "basis_number", "from_day")}
    promise(row=PromisedDays(city=city, **said), by=acting(row["by"]))


PROMISED = Shape(
    {
        "by": WHO, "step": one_of(OFFICE_STEPS), "working_days": whole(MOST_DAYS, 1), "basis_title": text,
        "basis_number": text, "from_day": day,
    }
)  # fmt: skip
register_demo_deed(DemoDeed("promise_days", PROMISED, promise_days))
