"""Records with which a scheme pays nothing, whatever else is answered: told before somebody files for them."""

from collections.abc import Iterable

from core.values.periods import business_today
from enterprises.models import Applicant, RegisterRecord
from subsidies.advice.candidates import Candidate
from subsidies.advice.trial import Trial, best_of
from subsidies.cases.case import Case, matter_of
from subsidies.cases.explaining import sentences
from subsidies.cases.facts import Known, on_record
from subsidies.cases.records import hangs_on_day, hangs_on_record
from subsidies.catalogue.in_force import with_released_figures
from subsidies.catalogue.questions import asked
from subsidies.rules import GivenBy, Outcome, Scheme

UNKNOWN = (GivenBy.APPLICANT, GivenBy.LEDGER)  # what of a case is not known before it is begun


def hopeless_among(scheme: Scheme, applicant: Applicant, records: Iterable[RegisterRecord]) -> dict[int, list[str]]:
    """Why nothing can be had for a record, by its key; those for which something can are left out.

    Records that say the same of what the scheme asks have one answer, so that it is worked out once.
    """
    answers: dict[tuple[tuple[str, str], ...], list[str]] = {}
    found = {}
    for record in records:
        trial = _trial(scheme, applicant, record)
        said = tuple(sorted((name, str(row.value)) for name, row in trial.known.items()))
        if said not in answers:
            answers[said] = _why_nothing(trial)
        if answers[said]:
            found[record.pk] = answers[said]
    return found


def _trial(scheme: Scheme, applicant: Applicant, record: RegisterRecord) -> Trial:
    """The record before the scheme, on a day on which the policy holds, with nothing known but what it says itself."""
    day = min(business_today(), scheme.policy.last)
    matter = matter_of(scheme, applicant, record, {})
    case = Case(applicant=applicant, city=applicant.city, scheme=scheme, on=day, matter=matter, record=record)
    told: dict[str, Known] = {}
    for fact in asked(scheme):
        known = on_record(case, fact) if hangs_on_record(fact) and not hangs_on_day(fact) else None
        if known is not None:
            told[fact.name] = known
    unknown = [fact for fact in scheme.facts.values() if fact.given_by in UNKNOWN and fact.name not in told]
    return Trial(case, Candidate(day), True, told, unknown, {}, False, with_released_figures())


def _why_nothing(trial: Trial) -> list[str]:
    """The reasons that stand in the way however the rest turns out; none where something can be had."""
    answers, paying = best_of(trial)
    decision = trial.decide(answers, explain=True)
    if paying or decision.outcome != Outcome.NOT_PAYABLE:
        return []
    return sentences(decision.sentences or trial.scheme.reasons, decision.reasons)
