"""The demo: made-up people, companies and records, all in one transaction, each row once."""

from django.db import transaction

from accounts.models import City
from jinchuanggu.loading.demo.companies import load_companies
from jinchuanggu.loading.demo.crowd import load_crowd
from jinchuanggu.loading.demo.people import load_people
from jinchuanggu.loading.demo.records import load_records
from jinchuanggu.loading.ledger import Ledger
from jinchuanggu.loading.sources import read


@transaction.atomic
def load_demo() -> int:
    """Load what is new of fixtures/demo; returns how many rows were new. Needs the reference data. Safe to repeat."""
    ledger = Ledger("demo")
    people, companies = read("demo", "people"), read("demo", "companies")
    crowd, records = read("demo", "crowd"), read("demo", "records")
    load_people(ledger, people)
    for city in City.objects.filter(key__in=companies).select_related("valley"):
        load_companies(ledger, city, companies[city.key], people["password"])
        load_crowd(ledger, city, crowd["words"], crowd[city.key])
        load_records(ledger, city, records[city.key], records["materials"], records["aims"])
    return ledger.added
