"""Made-up events and cooperation entities of the demo."""

from collections.abc import Iterator
from typing import Any

from accounts.cities.demo import CityDemo, Plain
from accounts.cities.registry import DemoPart, Ledger, register_demo_part
from accounts.cities.shaping import SERIES, Shape, inside, some_words
from accounts.cities.spreading import spread
from accounts.models import City
from enterprises.models import OperatingStatus
from parks.models import CooperationEntity, Event, EventKind

EVENTS = [(EventKind.MATCHMAKING, "产业对接会"), (EventKind.FORUM, "科技论坛"), (EventKind.INVESTMENT, "投融资路演")]
Plan = dict[str, Any]


def load_demo_records(ledger: Ledger, city: City, demo: CityDemo, common: Plain) -> None:
    """The valley's records after the demo's plan; what the plan does not name stays without a record."""
    ledger.add_all(CooperationEntity, _cooperation(city, demo.records), ("city", "name"))
    ledger.add_all(Event, _events(city, demo.records), ("city", "name", "held_on"))


def _cooperation(city: City, plan: Plan) -> Iterator[Plan]:
    named = {OperatingStatus.OPERATING: "cooperation_entities", OperatingStatus.PLANNED: "planned_cooperation_entities"}
    for status, key in named.items():
        for name in plan.get(key, ()):
            yield {"city": city, "name": name, "university": f"{city.name}示例大学", "status": status}


def _events(city: City, plan: Plan) -> Iterator[Plan]:
    for place, day in enumerate(spread(**plan["events"])):
        kind, title = EVENTS[place % len(EVENTS)]
        yield {"city": city, "kind": kind, "name": f"{city.name}示例{title}(第{place + 1}场)", "held_on": day}


RECORDS = Shape({"events": inside(SERIES)}, {f"{name}cooperation_entities": some_words for name in ("", "planned_")})
register_demo_part(DemoPart("valley", load_demo_records, records=RECORDS))
