"""The funds: those that a city's `valley.yaml` names, and the made-up ones of its demo."""

from __future__ import annotations

from accounts.cities.demo import CityDemo, Plain
from accounts.cities.opening import CityFolder
from accounts.cities.registry import CityPart, DemoPart, Ledger, register_city_part, register_demo_part
from accounts.cities.shaping import Shape, day, of, rows
from accounts.cities.taking import CityBlock, Values, named_rows
from accounts.models import City
from core.values.money import to_fen
from funds.models import Fund, FundStatus

KEYS = ("name", "size_yuan", "stages", "status", "source")
NAMES = {"size_fen": "size_yuan"}


def read_funds(folder: CityFolder) -> list[Values]:
    """The funds of the folder's `valley.yaml`; faults go to the folder."""
    return named_rows(folder.open("valley"), "funds", Fund, KEYS, _fund, NAMES)


def _fund(row: CityBlock) -> Values:
    return {
        "size_fen": row.fen("size_yuan"),
        "stages": row.words("stages"),
        "status": row.text("status"),
        "source": row.text("source"),
    }


def load_funds(ledger: Ledger, city: City, rows: list[Values]) -> None:
    """What is new of the funds."""
    for row in rows:
        ledger.add(Fund, {"city": city, "name": row["name"]}, row)


def load_demo_funds(ledger: Ledger, city: City, demo: CityDemo, common: Plain) -> None:
    """The made-up funds of the demo."""
    rows = []
    for row in demo.records.get("funds", ()):
        size = {"size_fen": to_fen(row["size"]), "status": FundStatus.EXISTING, "set_up_on": row["set_up_on"]}
        rows.append({"city": city, "name": row["name"], "source": "演示数据"} | size)
    ledger.add_all(Fund, rows, ("city", "name"))


register_city_part(CityPart("funds", {"valley": ("funds",)}, read_funds, load_funds))
DEMO_ROW = Shape({"name": of(Fund, "name"), "size": of(Fund, "size_fen"), "set_up_on": day})
register_demo_part(DemoPart("funds", load_demo_funds, records=Shape({}, {"funds": rows(DEMO_ROW)})))
