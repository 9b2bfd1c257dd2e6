"""The demo: made-up people, companies and records, all in one transaction, each row once."""

from django.db import transaction

from accounts.cities.describing import city_demos, shared
from accounts.cities.people import load_people
from accounts.cities.registry import demo_parts
from accounts.models import City
from jinchuanggu.loading.ledger import KeptLedger


@transaction.atomic
def load_demo() -> int:
    """Load what is new of the demo; returns how many rows were new. Needs the reference data. Safe to repeat."""
    ledger, common = KeptLedger("demo"), shared()
    load_people(ledger, None, common["people"], common["password"])
    cities = {city.key: city for city in City.objects.all()}
    demos = [(cities[demo.key], demo) for demo in city_demos()]
    for city, demo in demos:
        load_people(ledger, city, demo.people, common["password"])
    for city, demo in demos:
        for part in demo_parts():
            part.load(ledger, city, demo, common)
    return ledger.added
