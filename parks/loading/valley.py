"""What `valley.yaml` says of the valley that the city's plan describes. What the plan leaves open stays empty."""

from __future__ import annotations

from dataclasses import dataclass

from accounts.cities.opening import CityFolder
from accounts.cities.registry import CityPart, Ledger, register_city_part
from accounts.cities.taking import CityBlock, Values, named_rows
from accounts.models import City
from enterprises.models import OperatingStatus
from parks.models import CooperationEntity, Park, Valley, Zone

KEYS = (
    "name", "plan", "measures", "host", "lead_unit", "planned_area_km2", "planned_area_note", "office_m2",
    "workshop_m2", "industries", "universities", "zones", "parks", "cooperation_entities",
)  # fmt: skip
NAMES = {"plan_number": "plan", "measures_number": "measures"}


@dataclass(frozen=True)
class ValleyText:
    """The valley as its file has it, each row as the fields of its model."""

    valley: Values
    zones: list[Values]
    parks: list[Values]
    cooperation_entities: list[Values]


def read_valley(folder: CityFolder) -> ValleyText:
    """The valley with its zones and parks from the folder's `valley.yaml`; faults go to the folder."""
    block = folder.open("valley")
    plan = block.text("plan")
    valley = {"name": block.text("name"), "plan_number": plan} | _valley(block)
    block.agrees(Valley, valley, NAMES)
    return ValleyText(
        valley,
        named_rows(block, "zones", Zone, ("name", "kind", "area_km2"), _zone),
        named_rows(block, "parks", Park, ("name", "status"), _park),
        named_rows(
            block, "cooperation_entities", CooperationEntity, ("name", "university"),
            lambda row: {"university": row.text("university"), "source": plan},
        ),
    )  # fmt: skip


def load_valley(ledger: Ledger, city: City, text: ValleyText) -> None:
    """What is new of the valley."""
    valley = ledger.add(Valley, {"city": city}, text.valley)
    for row in text.zones:
        ledger.add(Zone, {"valley": valley, "name": row["name"]}, row)
    for row in text.parks:
        ledger.add(Park, {"valley": valley, "name": row["name"]}, row)
    for row in text.cooperation_entities:
        ledger.add(CooperationEntity, {"city": city, "name": row["name"]}, row)


def _valley(block: CityBlock) -> Values:
    return {name: block.text(name) for name in ("host", "lead_unit")} | {
        "measures_number": block.text("measures", ""),
        "planned_area_km2": block.decimal("planned_area_km2"),
        "planned_area_note": block.text("planned_area_note", ""),
        "office_m2": block.whole("office_m2"),
        "workshop_m2": block.whole("workshop_m2"),
        "industries": block.words("industries"),
        "universities": block.words("universities"),
    }


def _zone(row: CityBlock) -> Values:
    return {"kind": row.text("kind"), "area_km2": row.decimal("area_km2")}


def _park(row: CityBlock) -> Values:
    return {"status": row.text("status", OperatingStatus.OPERATING)}


register_city_part(CityPart("valley", {"valley": KEYS}, read_valley, load_valley))
