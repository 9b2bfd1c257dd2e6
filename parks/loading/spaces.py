"""Buildings, spaces and tenancies of the demo."""

from decimal import Decimal
from typing import Any

from accounts.cities.demo import CityDemo, Plain
from accounts.cities.registry import DemoPart, Ledger, register_demo_part
from accounts.cities.shaping import Shape, day, of, rows
from accounts.models import City
from core.values.money import to_fen
from enterprises.loading.companies import uscc_of
from enterprises.models import Applicant
from parks.loading.premises import HUNG_ON
from parks.models import Building, Park, Premises, Space, Tenancy
from parks.tenancies.leasing import BY_TENANCY


def building_of(ledger: Ledger, city: City, park: str, building: str) -> Building | None:
    """A building in one of the valley's parks."""
    place = ledger.add(Park, {"valley": city.valley, "name": park})
    return ledger.add(Building, {"park": place, "name": building})


def rent_out(ledger: Ledger, city: City, applicant: Applicant, row: dict[str, Any]) -> None:
    """Let the described space to the applicant."""
    building = building_of(ledger, city, row["park"], row["building"])
    fill = {"kind": row["kind"], "area_m2": Decimal(row["area"])}
    space = ledger.add(Space, {"building": building, "number": row["number"]}, fill)
    rent = to_fen(row["rent"])
    find = {"space": space, "applicant": applicant, "starts_on": row["from"]}
    ledger.add(Tenancy, find, {"ends_on": row.get("to"), "monthly_rent_fen": rent})
    ledger.add(Premises, {"space": space, "applicant": applicant}, {"certified": True, "source": BY_TENANCY})


def load_demo_spaces(ledger: Ledger, city: City, demo: CityDemo, common: Plain) -> None:
    """What the demo's described companies rent."""
    for row in demo.companies:
        for applicant in Applicant.objects.filter(uscc=uscc_of(city, row)):
            for space in row.get("spaces", ()):
                rent_out(ledger, city, applicant, space)


LET = Shape(
    {
        "park": of(Park, "name"), "building": of(Building, "name"), "number": of(Space, "number"),
        "kind": of(Space, "kind"), "area": of(Space, "area_m2"), "from": day, "rent": of(Tenancy, "monthly_rent_fen"),
    },
    {"to": day, **HUNG_ON},
)  # fmt: skip
register_demo_part(DemoPart("spaces", load_demo_spaces, after=("companies",), company=Shape({}, {"spaces": rows(LET)})))
