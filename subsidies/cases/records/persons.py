"""What the applicant's employment of a person says of it, where the case is about the person's home."""

from typing import Any

from subsidies.cases.case import Case
from subsidies.cases.records.reading import READERS, Reading, as_fact, of_record
from talent.models import Engagement, EngagementMode, Home

ENGAGEMENT = "engagement."  # so begins what is read of the employment of a home's person


def _employment(case: Case) -> Engagement | None:
    """The latest full-time employment of that person, whoever of the applicant's records names it."""
    if not isinstance(case.record, Home):
        return None
    rows = Engagement.objects.filter(applicant=case.applicant, person__identity=case.record.person.identity)
    return rows.filter(mode=EngagementMode.FULL_TIME).select_related("person").order_by("-hired_on", "-pk").first()


def _reader(name: str) -> Any:
    def read(case: Case) -> Reading | None:
        found = _employment(case)
        fact = next(row for row in case.scheme.facts.values() if row.certified_by == f"{ENGAGEMENT}{name}")
        value = None if found is None else as_fact(fact, getattr(found, name))
        return None if found is None or value is None else of_record(found, value)

    return read


for _name in ("newly_hired_full_time", "degree", "contract_years", "insurance_months", "hired_month"):
    READERS[f"{ENGAGEMENT}{_name}"] = _reader(_name)
