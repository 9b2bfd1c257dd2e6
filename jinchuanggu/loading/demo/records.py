"""Made-up records beside companies: platforms, funds, events, results, needs."""

from collections.abc import Iterator
from itertools import product
from typing import Any

from accounts.models import City
from core.values.money import to_fen
from enterprises.models import Platform
from funds.models import Fund
from jinchuanggu.loading.demo.spreading import spread
from jinchuanggu.loading.ledger import Ledger
from matching.models import Achievement, JointProject, Need, ScenarioMatch
from parks.models import CooperationEntity, Event
from talent.models import DoctoralStudio

EVENTS = [("matchmaking", "产业对接会"), ("forum", "科技论坛"), ("investment", "投融资路演")]
Plan = dict[str, Any]
Rows = Iterator[Plan]


def load_records(ledger: Ledger, city: City, plan: Plan, materials: list[str], aims: list[str]) -> None:
    """The city's records after the plan; what the plan does not name stays without a record."""
    titles = [f"{material}{aim}" for aim, material in product(aims, materials)]
    ledger.add_all(CooperationEntity, _cooperation(city, plan), ("city", "name"))
    ledger.add_all(Platform, _platforms(city, plan), ("city", "name"))
    ledger.add_all(Fund, _funds(city, plan), ("city", "name"))
    ledger.add_all(Event, _events(city, plan), ("city", "name", "held_on"))
    ledger.add_all(Achievement, _achievements(city, plan, titles), ("city", "title", "owner"))
    ledger.add_all(DoctoralStudio, _studios(city, plan, titles), ("city", "name"))
    ledger.add_all(Need, _needs(city, plan, titles), ("city", "title", "stated_by"))
    ledger.add_all(JointProject, _projects(city, plan, titles), ("city", "title"))
    ledger.add_all(ScenarioMatch, _matches(city, plan), ("city", "entity", "scenario", "matched_on"))


def _cooperation(city: City, plan: Plan) -> Rows:
    for name in plan.get("cooperation_entities", ()):
        yield {"city": city, "name": name, "university": f"{city.name}示例大学", "status": "operating"}
    for name in plan.get("planned_cooperation_entities", ()):
        yield {"city": city, "name": name, "university": f"{city.name}示例大学", "status": "planned"}


def _platforms(city: City, plan: Plan) -> Rows:
    for row in plan["platforms"]:
        plain = {name: row[name] for name in ("name", "category", "level", "recognised_on")}
        yield plain | {"city": city, "is_rd_institution": row.get("rd", False), "source": "演示数据"}


def _funds(city: City, plan: Plan) -> Rows:
    for row in plan.get("funds", ()):
        size = {"size_fen": to_fen(row["size"]), "status": "existing", "set_up_on": row["set_up_on"]}
        yield {"city": city, "name": row["name"], "source": "演示数据"} | size


def _events(city: City, plan: Plan) -> Rows:
    for place, day in enumerate(spread(**plan["events"])):
        kind, title = EVENTS[place % len(EVENTS)]
        yield {"city": city, "kind": kind, "name": f"{city.name}示例{title}(第{place + 1}场)", "held_on": day}


def _achievements(city: City, plan: Plan, titles: list[str]) -> Rows:
    count, promoted, first, last = (plan["achievements"][name] for name in ("count", "promoted", "first", "last"))
    days = spread(first, last, promoted)
    for place, title in enumerate(titles[:count]):
        promoted_on = days[place] if place < promoted else None
        yield {"city": city, "title": title, "owner": f"示例大学{title[:2]}课题组", "promoted_on": promoted_on}


def _studios(city: City, plan: Plan, titles: list[str]) -> Rows:
    days = spread(**plan["studios"]) if "studios" in plan else []
    for place, day in enumerate(days):
        yield {"city": city, "name": f"示例{titles[place]}博士创新工作室", "status": "operating", "opened_on": day}
    for title in titles[len(days) : len(days) + plan.get("planned_studios", 0)]:
        yield {"city": city, "name": f"示例{title}博士创新工作室", "status": "planned", "opened_on": None}


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
