"""Cases made straight from records, without a claim's road: what is asked of them is asked of the rules' own bridge."""

from typing import Any

from enterprises.models import Applicant, RegisterRecord
from subsidies.cases.case import Case, case_of
from subsidies.cases.picking import name_for
from subsidies.policies import library


def case_about(
    record: RegisterRecord, scheme: str, on: str = "", owner: Applicant | None = None, **answers: Any
) -> Case:
    """The case of the record's owner; `facts` and what else a form holds are `answers`."""
    whose = owner or record.applicant
    answers = {"on": on, "record": name_for(record), "facts": {}} | answers
    return case_of(whose, whose.city, library().schemes[scheme], answers)


def case_without(owner: Applicant, scheme: str, on: str = "", **answers: Any) -> Case:
    """The case of a matter that is the applicant itself, or of one whose record is not picked yet."""
    return case_of(owner, owner.city, library().schemes[scheme], {"on": on, "facts": {}} | answers)
