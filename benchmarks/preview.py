"""How long a what-if preview of a city takes over 100,000 claims: read, reckoned in both worlds, summed up."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import uuid4

import django

from benchmarks.engine import say

CLAIMS = 100_000
COMPANIES = 1_000
FIRST_DAY = date(2025, 1, 1)


def preview() -> None:
    """Seconds by the clock, for two schemes at once; the database is made for it and thrown away."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jinchuanggu.settings")
    django.setup()
    from django.test.utils import setup_databases, teardown_databases

    made = setup_databases(verbosity=0, interactive=False)
    try:
        _measure()
    finally:
        teardown_databases(made, verbosity=0)


def _measure() -> None:
    from subsidies.catalogue.in_force import Figure
    from subsidies.whatif.previewing import Progress, answer

    city = _world()
    changes = [
        Figure("CZ-16", "interest_share", "", "2/3", FIRST_DAY, 0, ""),
        Figure("CZ-12", "early_rate", "workshop", "12", FIRST_DAY, 0, ""),
    ]
    start = time.perf_counter()
    result, rows = answer(city.pk, changes, Progress(uuid4()))
    seconds = time.perf_counter() - start
    say(f"Preview of a change over {CLAIMS:,} pending claims of two schemes and the months to come")
    say(f"  {result['counts']['claims']:,} claims reckoned in both worlds, {len(rows):,} change: {seconds:.1f} s")


def _world() -> Any:
    """A city with its companies, each with a loan and a workshop, and as many copies of their claims as are wanted."""
    from subsidies.claims.models import Claim
    from tests import road
    from tests.factories import ApplicantFactory, CityFactory, TenancyFactory, applicant_of

    road.policies_loaded()
    city = CityFactory(changzhi=True)
    companies: list[Any] = [ApplicantFactory(city=city) for _ in range(COMPANIES)]
    building = TenancyFactory(applicant=companies[0]).space.building
    for company in companies[1:]:
        TenancyFactory(applicant=company, space__building=building)
    person = applicant_of(companies[0])
    loan = road.answers(reference="借0号", loan_kind="credit", interest_paid="1000", principal="100000")
    patterns = [
        road.submitted(companies[0], person, scheme="CZ-16", typed=loan),
        road.submitted(companies[0], person, **road.RENT),
    ]
    keys = [company.pk for company in companies]
    Claim.objects.bulk_create(_copies(patterns, keys), batch_size=5_000)
    return city


def _copies(patterns: list[Any], companies: list[int]) -> Iterator[Any]:
    from subsidies.claims.models import Claim

    own = {"id", "public_id", "number", "applicant_id", "reference"}
    fields = [field.attname for field in Claim._meta.concrete_fields if field.attname not in own]
    for place in range(CLAIMS - len(patterns)):
        pattern = patterns[place % len(patterns)]
        yield Claim(
            **{name: getattr(pattern, name) for name in fields},
            public_id=uuid4(), number=f"B{place:09d}", applicant_id=companies[place % len(companies)],
            reference=f"{pattern.reference}-{place}",
        )  # fmt: skip


if __name__ == "__main__":
    preview()
