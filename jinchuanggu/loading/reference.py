"""The reference data: province, cities, districts, offices, valleys, targets, policies."""

from django.db import transaction

from accounts.actor import SYSTEM
from accounts.models import City, Department, District, Province
from core import audit
from enterprises.models import Platform
from funds.models import Fund
from indicators.models import Target
from jinchuanggu.loading.cities.checking import refuse_unloadable
from jinchuanggu.loading.cities.reading import CityData, read_reference
from jinchuanggu.loading.cities.taking import Values
from jinchuanggu.loading.cities.valley import ValleyText
from jinchuanggu.loading.ledger import Ledger
from parks.models import CooperationEntity, Park, Valley, Zone
from subsidies.catalogue.loading import load_policies

LOAD = audit.action("load_reference", "载入基础数据")


@transaction.atomic
def load_reference() -> int:
    """Load what is new of the cities' folders and the policies; returns how many rows were new. Safe to repeat.

    Raises CityFaults, with a sentence for each fault, before anything is written.
    """
    reference = read_reference()
    refuse_unloadable(reference)
    ledger = Ledger("reference")
    province, _ = Province.objects.get_or_create(**reference.province.province)
    _departments(ledger, None, reference.province.departments)
    for data in reference.cities:
        _city(ledger, province, data)
    load_policies()
    if ledger.added:
        audit.record(by=SYSTEM, action=LOAD, subject=province, detail={"rows": ledger.added})
    return ledger.added


def _city(ledger: Ledger, province: Province, data: CityData) -> None:
    fill = data.text.city | {"province": province}
    city, _ = City.objects.get_or_create(key=data.text.key, defaults=fill)
    _fill_blanks(city, fill)
    for row in data.text.districts:
        ledger.add(District, {"code": row["code"]}, {"name": row["name"], "city": city})
    _departments(ledger, city, data.departments)
    _valley(ledger, city, data.valley)
    for row in data.targets:
        ledger.add(Target, {"key": row["key"]}, row | {"city": city})


def _fill_blanks(city: City, fill: Values) -> None:
    """What the files say by now and nobody has set: a mark or payers that were left out when the city was loaded."""
    late = [name for name in ("notice_mark", "payers") if fill.get(name) and not getattr(city, name)]
    for name in late:
        setattr(city, name, fill[name])
    if late:
        city.save(update_fields=late)


def _departments(ledger: Ledger, city: City | None, rows: list[Values]) -> None:
    owner = {"city": city} if city else {"city__isnull": True}
    for row in rows:
        ledger.add(Department, owner | {"name": row["name"]}, {"other_names": row["other_names"]})


def _valley(ledger: Ledger, city: City, text: ValleyText) -> None:
    valley = ledger.add(Valley, {"city": city}, text.valley)
    for row in text.zones:
        ledger.add(Zone, {"valley": valley, "name": row["name"]}, row)
    for row in text.parks:
        ledger.add(Park, {"valley": valley, "name": row["name"]}, row)
    for row in text.platforms:
        ledger.add(Platform, {"city": city, "name": row["name"]}, row)
    for row in text.cooperation_entities:
        ledger.add(CooperationEntity, {"city": city, "name": row["name"]}, row)
    for row in text.funds:
        ledger.add(Fund, {"city": city, "name": row["name"]}, row)
