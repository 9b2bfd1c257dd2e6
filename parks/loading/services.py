"""What `services.yaml` says of the valley's service windows and services; the demo makes windows up."""

from __future__ import annotations

from dataclasses import dataclass

from accounts.cities.demo import CityDemo, Plain
from accounts.cities.opening import CityFolder
from accounts.cities.registry import CityPart, DemoPart, Ledger, register_city_part, register_demo_part
from accounts.cities.shaping import Shape, inside, of
from accounts.cities.taking import CityBlock, Values, named_rows
from accounts.models import City
from parks.models import ParkService, ServiceWindow, Valley

KEYS = ("windows", "services")
FOUND_BY = ("address", "telephone", "hours")


@dataclass(frozen=True)
class ServicesText:
    """Windows and services as the file has them, each row as the fields of its model."""

    windows: list[Values]
    services: list[Values]


def read_services(folder: CityFolder) -> ServicesText:
    """The folder's `services.yaml`; faults go to the folder. What no document says stays empty."""
    block = folder.open("services")
    return ServicesText(
        named_rows(block, "windows", ServiceWindow, ("name", *FOUND_BY, "source"), _window),
        named_rows(block, "services", ParkService, ("name", "says", "source", "units"), _service),
    )


def load_services(ledger: Ledger, city: City, text: ServicesText) -> None:
    """What is new of windows and services; what the operator published stays."""
    valley = Valley.objects.get(city=city)
    for row in text.windows:
        ledger.add(ServiceWindow, {"valley": valley, "name": row["name"]}, row)
    for row in text.services:
        ledger.add(ParkService, {"valley": valley, "name": row["name"]}, row)


def load_demo_window(ledger: Ledger, city: City, demo: CityDemo, common: Plain) -> None:
    """One window that people of the demo find: that of the documents while it is unpublished, else one made up."""
    made_up = demo.records.get("window")
    if made_up is None:
        return
    valley = Valley.objects.get(city=city)
    window = ServiceWindow.objects.filter(valley=valley).first()
    if window is None:
        ledger.add(ServiceWindow, {"valley": valley, "name": made_up["name"]}, dict(made_up))
    elif not window.is_published:
        ServiceWindow.objects.filter(pk=window.pk).update(**{name: made_up[name] for name in FOUND_BY})


def _window(row: CityBlock) -> Values:
    return {name: row.text(name, "") for name in (*FOUND_BY, "source")}


def _service(row: CityBlock) -> Values:
    return {"says": row.text("says"), "source": row.text("source"), "units": row.text("units", "")}


register_city_part(CityPart("services", {"services": KEYS}, read_services, load_services, after=("valley",)))
WINDOW = Shape({name: of(ServiceWindow, name) for name in ("name", *FOUND_BY)})
register_demo_part(DemoPart("services", load_demo_window, records=Shape({}, {"window": inside(WINDOW)})))
