"""What stands in a record itself against a scheme: told before somebody files for it; it keeps nobody from filing."""

from collections.abc import Iterable

from enterprises.models import Applicant, RegisterRecord
from subsidies.cases.case import Case, MatterRef
from subsidies.cases.explaining import sentences
from subsidies.cases.facts import on_record
from subsidies.cases.records import stands_in_record
from subsidies.catalogue.in_force import with_released_figures
from subsidies.catalogue.questions import asked
from subsidies.rules import Scheme, failing_by


def failing_among(scheme: Scheme, applicant: Applicant, records: Iterable[RegisterRecord]) -> dict[int, list[str]]:
    """By the key of a record, what the conditions say that fail by what stands in it, on whatever day and for whatever
    months it is claimed; records of which none fails are left out.

    What is asked and what follows from the months or the day is not looked at. The record may be wrong: its claim can
    say so, so that this is told and decides nothing.
    """
    library = with_released_figures()
    facts = [fact for fact in asked(scheme) if stands_in_record(fact)]
    found = {}
    for record in records:
        matter = MatterRef(scheme.matter.kind)
        case = Case(applicant=applicant, city=applicant.city, scheme=scheme, on=None, matter=matter, record=record)
        told = {fact.name: known.value for fact in facts if (known := on_record(case, fact))}
        if codes := failing_by(library, scheme.code, told):
            found[record.pk] = sentences(scheme.reasons, codes)
    return found
