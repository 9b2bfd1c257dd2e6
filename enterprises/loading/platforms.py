"""The platforms: those that a city's `valley.yaml` names, and the made-up ones of its demo."""

from __future__ import annotations

from accounts.cities.demo import CityDemo, Plain
from accounts.cities.opening import CityFolder
from accounts.cities.registry import CityPart, DemoPart, Ledger, register_city_part, register_demo_part
from accounts.cities.shaping import Shape, flag, of, rows
from accounts.cities.taking import CityBlock, Values, named_rows
from accounts.models import City
from enterprises.models import Platform, PlatformStatus

KEYS = ("name", "category", "level", "rd", "status")
NAMES = {"is_rd_institution": "rd"}


def read_platforms(folder: CityFolder) -> list[Values]:
    """The platforms of the folder's `valley.yaml`, with the plan that names them; faults go to the folder."""
    block = folder.open("valley")
    plan = {"source": block.text("plan", ""), "certified": True}
    return [row | plan for row in named_rows(block, "platforms", Platform, KEYS, _platform, NAMES)]


def _platform(row: CityBlock) -> Values:
    return {
        "category": row.text("category"),
        "level": row.text("level", ""),
        "is_rd_institution": row.flag("rd"),
        "status": row.text("status", PlatformStatus.OPERATING),
    }


def load_platforms(ledger: Ledger, city: City, rows: list[Values]) -> None:
    """What is new of the platforms."""
    for row in rows:
        ledger.add(Platform, {"city": city, "name": row["name"]}, row)


def load_demo_platforms(ledger: Ledger, city: City, demo: CityDemo, common: Plain) -> None:
    """The made-up platforms of the demo."""
    rows = []
    for row in demo.records["platforms"]:
        plain = {name: row[name] for name in ("name", "category", "level", "recognised_on")}
        rows.append(
            plain | {"city": city, "is_rd_institution": row.get("rd", False), "source": "演示数据", "certified": True}
        )
    ledger.add_all(Platform, rows, ("city", "name"))


register_city_part(CityPart("platforms", {"valley": ("platforms",)}, read_platforms, load_platforms))
DEMO_ROW = Shape({name: of(Platform, name) for name in ("name", "category", "level", "recognised_on")}, {"rd": flag})
register_demo_part(DemoPart("platforms", load_demo_platforms, records=Shape({"platforms": rows(DEMO_ROW)})))
