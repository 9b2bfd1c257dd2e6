"""The reference data: the province, its cities, and what each room takes from their folders."""

from django.db import transaction

from accounts.actor import SYSTEM
from accounts.cities.city import load_city, load_departments
from accounts.cities.registry import city_parts
from accounts.models import Province
from core import audit
from jinchuanggu.loading.ledger import KeptLedger
from jinchuanggu.loading.reading import read_reference

LOAD = audit.action("load_reference", "载入基础数据")


@transaction.atomic
def load_reference() -> int:
    """Load what is new of the cities' folders and the policies; returns how many rows were new. Safe to repeat.

    Raises CityFaults, with a sentence for each fault, before anything is written.
    """
    reference = read_reference()
    ledger = KeptLedger("reference")
    province, _ = Province.objects.get_or_create(**reference.province.province)
    load_departments(ledger, None, reference.province.departments)
    for data in reference.cities:
        city = load_city(ledger, province, data.text)
        for part in city_parts():
            part.load(ledger, city, data.parts[part.name])
    if ledger.added:
        audit.record(by=SYSTEM, action=LOAD, subject=province, detail={"rows": ledger.added})
    return ledger.added
