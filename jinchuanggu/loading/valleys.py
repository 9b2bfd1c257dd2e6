"""A city's valley: zones, parks, platforms, cooperation entities and funds, planned ones marked so."""

from typing import Any

from accounts.models import City
from core.values.money import to_fen
from enterprises.models import Platform
from funds.models import Fund
from jinchuanggu.loading.ledger import Ledger
from parks.models import CooperationEntity, Park, Valley, Zone

Text = dict[str, Any]


def load_valley(ledger: Ledger, city: City, text: Text) -> None:
    """What the city's plan says of its valley; what it leaves open stays empty."""
    valley = ledger.add(Valley, {"city": city}, _description(text))
    for zone in text["zones"]:
        fill = {"kind": zone["kind"], "area_km2": zone["area_km2"]}
        ledger.add(Zone, {"valley": valley, "name": zone["name"]}, fill)
    for park in text["parks"]:
        ledger.add(Park, {"valley": valley, "name": park["name"]}, {"status": park.get("status", "operating")})
    for row in text["platforms"]:
        ledger.add(Platform, {"city": city, "name": row["name"]}, _platform(row, text["plan"]))
    for row in text["cooperation_entities"]:
        fill = {"university": row["university"], "source": text["plan"]}
        ledger.add(CooperationEntity, {"city": city, "name": row["name"]}, fill)
    for row in text["funds"]:
        ledger.add(Fund, {"city": city, "name": row["name"]}, _fund(row))


def _description(text: Text) -> Text:
    plain = ("name", "host", "lead_unit", "planned_area_km2", "office_m2", "workshop_m2", "industries", "universities")
    return {name: text[name] for name in plain} | {
        "plan_number": text["plan"],
        "measures_number": text["measures"] or "",
        "planned_area_note": text.get("planned_area_note", ""),
    }


def _platform(row: Text, plan: str) -> Text:
    return {
        "category": row["category"],
        "level": row["level"] or "",
        "is_rd_institution": row.get("rd", False),
        "status": row.get("status", "operating"),
        "source": plan,
    }


def _fund(row: Text) -> Text:
    size = None if row["size_yuan"] is None else to_fen(row["size_yuan"])
    return {"size_fen": size, "stages": row["stages"], "status": row["status"], "source": row["source"]}
