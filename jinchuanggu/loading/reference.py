"""The reference data: province, cities, districts, offices, valleys, targets, policies."""

from django.db import transaction

from accounts.actor import SYSTEM
from accounts.models import City, Department, District, Province
from core import audit
from jinchuanggu.loading.ledger import Ledger
from jinchuanggu.loading.sources import read
from jinchuanggu.loading.targets import load_targets
from jinchuanggu.loading.valleys import load_valley
from subsidies.catalogue.loading import load_policies


@transaction.atomic
def load_reference() -> int:
    """Load what is new of fixtures/reference and the policies; returns how many rows were new. Safe to repeat."""
    ledger = Ledger("reference")
    divisions = read("reference", "divisions")
    province, _ = Province.objects.get_or_create(**divisions["province"])
    cities = [_city(ledger, province, row) for row in divisions["cities"]]
    _departments(ledger, cities)
    valleys, targets = read("reference", "valleys"), read("reference", "targets")
    for city in cities:
        load_valley(ledger, city, valleys[city.key])
        load_targets(ledger, city, targets[city.key])
    load_policies()
    if ledger.added:
        audit.record(by=SYSTEM, action="载入基础数据", subject=province, detail={"rows": ledger.added})
    return ledger.added


def _city(ledger: Ledger, province: Province, row: dict) -> City:
    fill = {"code": row["code"], "name": row["name"], "province": province}
    city, _ = City.objects.get_or_create(key=row["key"], defaults=fill)
    for district in row["districts"]:
        ledger.add(District, {"code": district["code"]}, {"name": district["name"], "city": city})
    return city


def _departments(ledger: Ledger, cities: list[City]) -> None:
    names = read("reference", "departments")
    for name in names["province"]:
        ledger.add(Department, {"city__isnull": True, "name": name})
    for city in cities:
        for name in names[city.key]:
            ledger.add(Department, {"city": city, "name": name})
