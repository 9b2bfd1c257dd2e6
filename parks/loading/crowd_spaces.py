"""Where the demo's many companies sit: offices, twenty to a building, the parks in turn."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from accounts.cities.demo import CityDemo, Plain
from accounts.cities.registry import DemoPart, Ledger, register_demo_part
from accounts.cities.shaping import Shape, some_words
from accounts.cities.spreading import spread
from accounts.models import City
from enterprises.loading.crowd import crowd_of
from enterprises.models import Applicant
from parks.loading.spaces import building_of
from parks.models import Building, Premises, Space, SpaceKind, Tenancy
from parks.tenancies.leasing import BY_TENANCY

A_BUILDING = 20
AREAS = ("120.00", "86.50", "210.00", "158.75", "320.00", "64.00")


def settle(ledger: Ledger, city: City, parks: list[str], companies: list[Applicant]) -> None:
    """Give each company an office of its own, the earliest from January 2025."""
    count = (len(companies) + A_BUILDING - 1) // A_BUILDING
    buildings = [building_of(ledger, city, parks[n % len(parks)], f"示例{n + 1}号楼") for n in range(count)]
    ledger.add_all(Space, _spaces(buildings, len(companies)), ("building", "number"))
    tenancies = list(_tenancies(buildings, companies))
    held = [{name: row[name] for name in ("space", "applicant")} for row in tenancies]
    ledger.add_all(Tenancy, tenancies, ("space", "applicant", "starts_on"))
    ledger.add_all(Premises, [row | {"certified": True, "source": BY_TENANCY} for row in held], ("space", "applicant"))


def _spaces(buildings: list[Building | None], count: int) -> Iterator[dict[str, Any]]:
    for place in range(count):
        where = {"building": buildings[place // A_BUILDING], "number": _number(place)}
        yield where | {"kind": SpaceKind.OFFICE, "area_m2": Decimal(AREAS[place % len(AREAS)])}


def _number(place: int) -> str:
    floor, door = divmod(place % A_BUILDING, 4)
    return f"{floor + 1}{door + 1:02d}"


def _tenancies(buildings: list[Building | None], companies: list[Applicant]) -> Iterator[dict[str, Any]]:
    spaces = Space.objects.filter(building__in=[row for row in buildings if row])
    by_place = {(space.building_id, space.number): space for space in spaces}
    days = spread(date(2025, 1, 6), date(2026, 10, 19), len(companies))
    for place, (company, day) in enumerate(zip(companies, days, strict=True)):
        building = buildings[place // A_BUILDING]
        space = by_place.get((building.pk, _number(place))) if building else None
        rent = int(space.area_m2 * 25) * 100 if space else 0
        yield {"space": space, "applicant": company, "starts_on": day, "monthly_rent_fen": rent}


def load_demo_crowd_spaces(ledger: Ledger, city: City, demo: CityDemo, common: Plain) -> None:
    """Where the demo's crowd sits."""
    settle(ledger, city, demo.crowd["parks"], crowd_of(city, demo, common))


CROWD = Shape({"parks": some_words})
register_demo_part(DemoPart("crowd_spaces", load_demo_crowd_spaces, after=("crowd", "spaces"), crowd=CROWD))
