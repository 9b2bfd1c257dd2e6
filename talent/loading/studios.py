"""Made-up doctoral studios of the demo."""

from collections.abc import Iterator
from typing import Any

from accounts.cities.demo import CityDemo, Plain, titles_of
from accounts.cities.registry import DemoPart, Ledger, register_demo_part
from accounts.cities.shaping import Shape, inside, series, whole
from accounts.cities.spreading import spread
from accounts.models import City
from talent.models import DoctoralStudio, StudioStatus

Plan = dict[str, Any]
Rows = Iterator[Plan]


def load_demo_studios(ledger: Ledger, city: City, demo: CityDemo, common: Plain) -> None:
    """The city's studios after the demo's plan."""
    ledger.add_all(DoctoralStudio, _studios(city, demo.records, titles_of(common)), ("city", "name"))


def _studios(city: City, plan: Plan, titles: list[str]) -> Rows:
    days = spread(**plan["studios"]) if "studios" in plan else []
    operating, rest = titles[: len(days)], titles[len(days) :]
    planned = rest[: plan.get("planned_studios", 0)]
    for title, day in [*zip(operating, days, strict=True), *((title, None) for title in planned)]:
        status = StudioStatus.OPERATING if day else StudioStatus.PLANNED
        yield {"city": city, "name": f"示例{title}博士创新工作室", "status": status, "opened_on": day}


MOST = 200  # there are no more made-up titles
RECORDS = Shape({}, {"studios": inside(series(MOST)), "planned_studios": whole(MOST)})
register_demo_part(DemoPart("studios", load_demo_studios, records=RECORDS))
