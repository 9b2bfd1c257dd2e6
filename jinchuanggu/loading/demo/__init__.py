"""The demo: made-up people, companies and records, all in one transaction, each row once."""

from django.db import transaction

from accounts.models import City
from jinchuanggu.loading.demo.companies import load_companies
from jinchuanggu.loading.demo.crowd import load_crowd
from jinchuanggu.loading.demo.people import load_people
from jinchuanggu.loading.demo.reading import city_demos, shared
from jinchuanggu.loading.demo.records import load_records
from jinchuanggu.loading.ledger import Ledger


@transaction.atomic
def load_demo() -> int:
    """Load what is new of the demo; returns how many rows were new. Needs the reference data. Safe to repeat."""
    ledger, common = Ledger("demo"), shared()
    load_people(ledger, None, common["people"], common["password"])
    cities = {city.key: city for city in City.objects.select_related("valley")}
    demos = [(cities[demo.key], demo) for demo in city_demos()]
    for city, demo in demos:
        load_people(ledger, city, demo.people, common["password"])
    for city, demo in demos:
        load_companies(ledger, city, demo.companies, common["password"])
        load_crowd(ledger, city, common["words"], demo.crowd)
        load_records(ledger, city, demo.records, common["materials"], common["aims"])
    return ledger.added
