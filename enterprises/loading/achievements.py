"""Made-up results of the demo's library."""

from collections.abc import Iterator
from typing import Any

from accounts.cities.demo import CityDemo, Plain, titles_of
from accounts.cities.registry import DemoPart, Ledger, register_demo_part
from accounts.cities.shaping import SERIES, Shape, inside, joined, whole
from accounts.cities.spreading import spread
from accounts.models import City
from enterprises.models import Achievement

Plan = dict[str, Any]


def load_demo_achievements(ledger: Ledger, city: City, demo: CityDemo, common: Plain) -> None:
    """The city's results library after the demo's plan."""
    ledger.add_all(Achievement, _achievements(city, demo.records, titles_of(common)), ("city", "title", "owner"))


def _achievements(city: City, plan: Plan, titles: list[str]) -> Iterator[Plan]:
    count, promoted, first, last = (plan["achievements"][name] for name in ("count", "promoted", "first", "last"))
    days = spread(first, last, promoted)
    for place, title in enumerate(titles[:count]):
        promoted_on = days[place] if place < promoted else None
        found = {"title": title, "owner": f"示例大学{title[:2]}课题组", "promoted_on": promoted_on}
        yield found | {"city": city, "certified": True, "source": "演示数据"}


SHAPE = joined([SERIES, Shape({"promoted": whole(200)})])
RECORDS = Shape({"achievements": inside(SHAPE)})
register_demo_part(DemoPart("achievements", load_demo_achievements, records=RECORDS))
