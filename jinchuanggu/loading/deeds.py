"""What the demo's people do, by the verbs of the portal and as themselves: claims filed, reviewed and awarded, records
declared, rooms asked for. Each deed once; the work that it leaves to a worker is done here, so that pages are whole."""

from functools import partial

from django.db import transaction

from accounts.cities.acting import acting
from accounts.cities.demo import CityDemo
from accounts.cities.describing import DOES, WHAT, city_demos
from accounts.cities.registry import demo_deeds
from accounts.models import City
from jinchuanggu.loading.ledger import KeptLedger


def do_deeds() -> tuple[int, list[str]]:
    """Do what is new of the cities' deeds; how many are new, and what a verb refused. Needs the rows of the demo."""
    acting.cache_clear()
    done, left_out = 0, list[str]()
    for demo in city_demos():
        ledger = _done(demo)
        done, left_out = done + ledger.added, left_out + ledger.left_out
    return done, left_out


@transaction.atomic
def _done(demo: CityDemo) -> KeptLedger:
    ledger, kinds = KeptLedger("demo deeds"), demo_deeds()
    city = City.objects.get(key=demo.key)
    for row in demo.deeds:
        ledger.do_once(f"{demo.key}/{row[WHAT]}", partial(kinds[row[DOES]].do, city, row))
    return ledger
