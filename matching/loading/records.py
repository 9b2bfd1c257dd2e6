"""Made-up needs, joint projects and scenario matches of the demo."""

from collections.abc import Iterator
from typing import Any

from accounts.cities.demo import CityDemo, Plain, titles_of
from accounts.cities.registry import DemoPart, Ledger, register_demo_part
from accounts.cities.shaping import SERIES, Shape, inside, joined, whole
from accounts.cities.spreading import spread
from accounts.models import City
from matching.models import JointProject, Need, ScenarioMatch

Plan = dict[str, Any]
Rows = Iterator[Plan]


def load_demo_records(ledger: Ledger, city: City, demo: CityDemo, common: Plain) -> None:
    """The city's records after the demo's plan; what the plan does not name stays without a record."""
    titles, plan = titles_of(common), demo.records
    ledger.add_all(Need, _needs(city, plan, titles), ("city", "title", "stated_by"))
    ledger.add_all(JointProject, _projects(city, plan, titles), ("city", "title"))
    ledger.add_all(ScenarioMatch, _matches(city, plan), ("city", "entity", "scenario", "matched_on"))


def _needs(city: City, plan: Plan, titles: list[str]) -> Rows:
    days = [day for name in ("needs", "earlier_needs") if name in plan for day in spread(**plan[name])]
    for place, (day, title) in enumerate(zip(days, titles, strict=False)):
        stated_by = f"{city.name}示例企业{place % 30 + 1}"
        yield {"city": city, "title": f"{title}需求", "stated_by": stated_by, "collected_on": day}


def _projects(city: City, plan: Plan, titles: list[str]) -> Rows:
    names = ("joint_projects", "earlier_joint_projects")
    days = [day for name in names if name in plan for day in spread(**plan[name])]
    for day, title in zip(days, reversed(titles), strict=False):
        partners = f"{city.name}示例企业、{city.name}示例大学"
        yield {"city": city, "title": f"{title}联合攻关", "partners": partners, "started_on": day}


def _matches(city: City, plan: Plan) -> Rows:
    if "scenario_matches" not in plan:
        return
    series = dict(plan["scenario_matches"])
    entities = series.pop("entities")
    for place, day in enumerate(spread(**series)):
        entity = f"{city.name}示例主体{place % entities + 1}"
        yield {"city": city, "entity": entity, "scenario": f"示例场景{place % 9 + 1}", "matched_on": day}


NAMES = ("needs", "earlier_needs", "joint_projects", "earlier_joint_projects")
MATCHES = joined([SERIES, Shape({"entities": whole(200, least=1)})])
RECORDS = Shape({}, {name: inside(SERIES) for name in NAMES} | {"scenario_matches": inside(MATCHES)})
register_demo_part(DemoPart("matching", load_demo_records, records=RECORDS))
