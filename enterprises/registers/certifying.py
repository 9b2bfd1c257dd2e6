"""An office writes a record of an applicant: what it has compared with the certificate counts from then on."""

from dataclasses import dataclass

from django.db import transaction

from core.consequences import carry_out, consequences
from enterprises.models import IntellectualProperty, Recognition, YearlyFacts

Record = Recognition | YearlyFacts | IntellectualProperty


@dataclass(frozen=True)
class RecordChange:
    """A record of an applicant that is about to be certified or put right, as it is stored."""

    record: Record


@transaction.atomic
def keep(record: Record) -> Record:
    """Write a record that an office entered, certified or put right, and with it the work that it makes above."""
    record.save()
    carry_out(consequences(RecordChange(record), work_alone=True))
    return record
