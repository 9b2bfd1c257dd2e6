"""What `valley.yaml` says: the valley that the city's plan describes. What the plan leaves open stays empty."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Model

from core.values.money import to_fen
from enterprises.models import Platform
from funds.models import Fund
from jinchuanggu.loading.cities.opening import CityFolder
from jinchuanggu.loading.cities.taking import CityBlock, Values, twice
from parks.models import CooperationEntity, Park, Valley, Zone

LISTS = ("zones", "parks", "platforms", "cooperation_entities", "funds")
KEYS = (
    "name", "plan", "measures", "host", "lead_unit", "planned_area_km2", "planned_area_note", "office_m2",
    "workshop_m2", "industries", "universities", *LISTS,
)  # fmt: skip
NAMES = {"plan_number": "plan", "measures_number": "measures", "size_fen": "size_yuan", "is_rd_institution": "rd"}


@dataclass(frozen=True)
class ValleyText:
    """The valley as its file has it, each row as the fields of its model."""

    valley: Values
    zones: list[Values]
    parks: list[Values]
    platforms: list[Values]
    cooperation_entities: list[Values]
    funds: list[Values]


def read_valley(folder: CityFolder) -> ValleyText:
    """The folder's `valley.yaml`; faults go to the folder."""
    block = folder.open("valley")
    block.only(KEYS)
    name = block.text("name")
    plan = block.text("plan")
    valley = {"name": name, "plan_number": plan} | _valley(block)
    block.agrees(Valley, valley, NAMES)
    return ValleyText(
        valley,
        _rows(block, "zones", Zone, ("name", "kind", "area_km2"), _zone),
        _rows(block, "parks", Park, ("name", "status"), _park),
        _rows(block, "platforms", Platform, ("name", "category", "level", "rd", "status"), _platform(plan)),
        _rows(block, "cooperation_entities", CooperationEntity, ("name", "university"), _cooperation(plan)),
        _rows(block, "funds", Fund, ("name", "size_yuan", "stages", "status", "source"), _fund),
    )


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


def _rows(
    block: CityBlock,
    key: str,
    model: type[Model],
    allowed: tuple[str, ...],
    read: Callable[[CityBlock], Values],
) -> list[Values]:
    rows = list(block.rows(key, allowed))
    found = [{"name": row.text("name")} | read(row) for row in rows]
    for row, values in zip(rows, found, strict=True):
        row.agrees(model, values, NAMES)
    twice((row, "name", [values["name"]]) for row, values in zip(rows, found, strict=True))
    return found


def _zone(row: CityBlock) -> Values:
    return {"kind": row.text("kind"), "area_km2": row.decimal("area_km2")}


def _park(row: CityBlock) -> Values:
    return {"status": row.text("status", "operating")}


def _platform(plan: str) -> Callable[[CityBlock], Values]:
    def read(row: CityBlock) -> Values:
        return {
            "category": row.text("category"),
            "level": row.text("level", ""),
            "is_rd_institution": row.flag("rd"),
            "status": row.text("status", "operating"),
            "source": plan,
        }

    return read


def _cooperation(plan: str) -> Callable[[CityBlock], Values]:
    return lambda row: {"university": row.text("university"), "source": plan}


def _fund(row: CityBlock) -> Values:
    size = row.decimal("size_yuan")
    return {
        "size_fen": None if size is None else to_fen(size),
        "stages": row.words("stages"),
        "status": row.text("status"),
        "source": row.text("source"),
    }
