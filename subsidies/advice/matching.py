"""What can I claim: every scheme against an applicant's records. Reads only, never guesses.

Each fact is certified (our records), declared (by the applicant) or unknown. What is unknown is tried both ways: if no
answer could make the scheme pay, it is not for this applicant; if one could, that is what is asked for.
"""

from collections.abc import Iterable
from dataclasses import asdict, replace
from datetime import date
from typing import Any

from accounts.models import City
from core.values.periods import business_today
from enterprises.models import Applicant
from subsidies.advice.candidates import Candidate, candidates_for, is_recorded
from subsidies.advice.distances import Distance, distances_to
from subsidies.advice.finding import EligibilityFinding, found
from subsidies.advice.groups import Nearness
from subsidies.advice.trial import Trial, best_of, trial_of
from subsidies.cases.explaining import bounds_words, explain, sentences
from subsidies.cases.facts import Collected, Known, is_asked
from subsidies.cases.matters import RECORD, matter_problems
from subsidies.cases.picking import nothing_to_pick
from subsidies.cases.presenting import NOT_RESIDENT, told_of_entry
from subsidies.cases.records import hangs_on_record
from subsidies.cases.rented import uneven_months
from subsidies.cases.sources import FactSource
from subsidies.catalogue.figures import how_much
from subsidies.catalogue.in_force import with_released_figures
from subsidies.claims.models import Claim
from subsidies.claims.states import IN_HAND_STATES
from subsidies.rules import Decision, Fact, FactType, Library, Outcome, Scheme
from subsidies.rules.language import facts_used
from subsidies.rules.model.sentences import not_resident
from subsidies.rules.words.folding import folded
from subsidies.rules.words.working import worked

NOT_OVER_MONTH = ("完整的租赁月份", "还没有满一个月且未申领过的租赁月份")
NOT_OVER_YEAR = ("申报的年度", "这一年度还没有过完")
SAME_MATTER = "{}条记录说的是同一事项，只能申报一次，申报时选最准的一条。"
ENTER_FIRST = "入驻后才能申报"
HOPELESS = {"wrong_applicant_kind", "outside_effective_period", "beyond_term", "duplicate_matter", "sequence_exceeded"}


def findings(applicant: Applicant, city: City, today: date | None = None) -> list[EligibilityFinding]:
    """Every scheme of a city that is open to the applicant's kind; in another city than its own it counts as resident
    as it is at home."""
    today = today or business_today()
    lib = with_released_figures()
    rows = []
    for scheme in lib.schemes.values():
        if scheme.policy.city == city.key and applicant.kind in scheme.kinds:
            rows += _of_scheme(lib, scheme, applicant, city, today)
    return rows


def _of_scheme(lib: Library, scheme: Scheme, applicant: Applicant, city: City, today: date) -> list[EligibilityFinding]:
    trials = [trial_of(lib, scheme, applicant, city, row) for row in candidates_for(applicant, scheme, today)]
    rows = [_finding(trial, today, alike) for trial, alike in once_each(trials)]
    told = [row for row in rows if row.status != Nearness.NOT or row.paid] or rows
    in_hand = _in_hand(applicant, scheme, told) if city.pk == applicant.city_id else []
    if told and not in_hand:
        return told
    blank = trial_of(lib, scheme, applicant, city, Candidate(min(today, scheme.policy.last), source=""))
    decision = blank.decide({})
    told += [
        replace(found(blank, Nearness.MAYBE, "", decision, [], claimed_by=row), about=row.reference) for row in in_hand
    ]
    return told or [_finding(blank, today)]


def _in_hand(applicant: Applicant, scheme: Scheme, told: list[EligibilityFinding]) -> list[Claim]:
    """The applicant's claims of the scheme that are under way and that no record led to: of which months they are, say,
    the form asked first."""
    rows = Claim.objects.filter(applicant=applicant, scheme_code=scheme.code, state__in=IN_HAND_STATES)
    named = {row.claimed.get("number", "") for row in told}
    return [row for row in rows.select_related("applicant", "city").order_by("pk") if row.number not in named]


def once_each(trials: Iterable[Trial]) -> list[tuple[Trial, int]]:
    """What can be claimed once stands there once, with the number of further records that say the same (two
    certificates of one recognition, say): by the record that is claimed, else by a draft, else by the first."""
    same: dict[Any, list[Trial]] = {}
    for trial in trials:
        same.setdefault(frozenset(trial.matters) or id(trial), []).append(trial)
    return [(max(rows, key=_furthest), len(rows) - 1) for rows in same.values()]


def _furthest(trial: Trial) -> tuple[bool, bool]:
    return trial.claimed is not None, bool(trial.candidate.draft)


def _finding(trial: Trial, today: date, alike: int = 0) -> EligibilityFinding:
    answers, paying = best_of(trial)
    decision = trial.decide(answers, explain=True)
    values = trial.values | answers
    asks = [fact for fact in trial.unknown if is_asked(fact, values)]
    if trial.candidate.ready_on is not None and decision.outcome != Outcome.NOT_PAYABLE:
        return _later(trial, decision, asks)
    if decision.outcome in (Outcome.NOT_PAYABLE, Outcome.INVALID):
        return _blocked(trial, decision, asks, answers, today)
    if fault := matter_problems(trial.case, values).get(RECORD, "") if trial.candidate.record else "":
        near = Nearness.MAYBE if asks else Nearness.NEAR
        return found(trial, near, how_much(trial.scheme), decision, asks, reasons=[fault])
    status = _status(trial, asks)
    headline, amount = _worth(trial, decision, paying, asks)
    steps = [row._asdict() for row in folded(worked(decision.steps, {}))] if status == Nearness.NOW else []
    note = _divided(trial, answers) or _note(trial, decision) or (SAME_MATTER.format(alike + 1) if alike else "")
    most = None if _open_number(asks) else max((_most(row) for row in paying), default=0) or None
    return found(trial, status, headline, decision, asks, amount_fen=amount, most_fen=most, steps=steps, note=note)


def _most(decision: Decision) -> int:
    return decision.amount or decision.ceiling or 0


def _divided(trial: Trial, answers: dict[str, Any]) -> str:
    """What the form will say of months that leave different areas: they are claimed in parts."""
    declared = {name: Known(name, value, FactSource.DECLARED) for name, value in answers.items()}
    return uneven_months(Collected(trial.case, trial.resident, declared | trial.known)).get("last_month", "")


def _status(trial: Trial, asks: list[Fact]) -> Nearness:
    """All known of a recorded matter: now. One yes or no short of that: near. Else it is not known yet."""
    if _nothing_recorded(trial) or trial.candidate.day_asked:
        return Nearness.MAYBE
    if not asks:
        return Nearness.NOW
    return Nearness.NEAR if len(asks) == 1 and not _open_number(asks) else Nearness.MAYBE


def _nothing_recorded(trial: Trial) -> bool:
    """A matter of which the records know nothing cannot be claimed before it is named."""
    return not trial.candidate.about


def _worth(trial: Trial, decision: Decision, paying: list[Decision], asks: list[Fact]) -> tuple[str, int | None]:
    """The amount where it does not hang on what is unknown, else the most, else how it is reckoned."""
    if decision.outcome != Outcome.PAYABLE:
        shown = explain(trial.scheme, decision).headline
        return (shown if not _open_number(asks) else how_much(trial.scheme)), None
    if _open_number(asks):
        return how_much(trial.scheme), None
    amounts = {row.amount or 0 for row in paying if row.outcome == Outcome.PAYABLE}
    most = max(amounts, default=0)
    if len(amounts) == 1:
        return explain(trial.scheme, decision).headline, most
    return bounds_words(None, most), None


def _open_number(asks: Iterable[Fact]) -> bool:
    return any(fact.type not in (FactType.BOOL, FactType.ENUM) for fact in asks)


def _note(trial: Trial, decision: Decision) -> str:
    if _nothing_recorded(trial) and is_recorded(trial.scheme):
        return nothing_to_pick(trial.case.applicant, trial.scheme)
    return (
        explain(trial.scheme, decision).note
        if decision.outcome in (Outcome.NEEDS_PARAMETER, Outcome.CASE_BY_CASE)
        else ""
    )


def _later(trial: Trial, decision: Decision, asks: list[Fact]) -> EligibilityFinding:
    """Only time is missing."""
    day = trial.candidate.ready_on
    what = NOT_OVER_YEAR if trial.candidate.year else NOT_OVER_MONTH
    gap = Distance(*what, day.isoformat() if day else "")
    return found(trial, Nearness.NEAR, how_much(trial.scheme), decision, asks, gaps=[asdict(gap)])


def _too_late(trial: Trial, decision: Decision, today: date) -> bool:
    """Whether it was not resident on a day that is gone: whoever moves in now is not paid for it."""
    candidate = trial.candidate
    is_past = bool(candidate.about) and not candidate.day_asked and candidate.on < today
    return is_past and NOT_RESIDENT in decision.reasons


def _blocked(
    trial: Trial, decision: Decision, asks: list[Fact], answers: dict[str, Any], today: date
) -> EligibilityFinding:
    """Nothing that is unknown could help: one step away if a single thing stands in the way and all else is known, not
    known yet if there is more to say, else not for this unit."""
    if decision.outcome == Outcome.INVALID:
        return found(trial, Nearness.MAYBE, how_much(trial.scheme), decision, asks, note=_note(trial, decision))
    one = len(decision.reasons) == 1 and not HOPELESS & set(decision.reasons) and not _too_late(trial, decision, today)
    gaps = [asdict(gap) for gap in distances_to(trial, decision, answers, today)] if one else []
    one = one and bool(gaps or not _settled(trial, decision))
    told = _of_entry(trial, today, asks if one else [])
    reasons = sentences({**(decision.sentences or trial.scheme.reasons), **told}, decision.reasons)
    headline = how_much(trial.scheme) if one else "不符合条件"
    status = (Nearness.MAYBE if asks else Nearness.NEAR) if one else Nearness.NOT
    return found(trial, status, headline, decision, asks if one else [], gaps=gaps, reasons=reasons)


def _settled(trial: Trial, decision: Decision) -> bool:
    """Whether the one reason hangs on nothing but what an office has read in the record of the matter itself: no step
    of the applicant makes an earlier year or another category of it."""
    scheme = trial.scheme
    conditions = [row for row in scheme.conditions if row.code in decision.reasons]
    names = {name for row in conditions for name in facts_used(row.holds, scheme.steps, scheme.figures)}
    read = [known for name in names if (known := trial.known.get(name)) and hangs_on_record(scheme.facts[name])]
    return bool(names) and len(read) == len(names) and all(row.source == FactSource.CERTIFIED for row in read)


def _of_entry(trial: Trial, today: date, asks: list[Fact]) -> dict[str, str]:
    """What is said of moving in where the general sentence is not true: that it comes too late, or is not all yet."""
    scheme = trial.scheme
    told = told_of_entry(scheme, trial.case.applicant, trial.candidate.on, today)
    if told or not asks or NOT_RESIDENT not in scheme.reasons:
        return told
    return {NOT_RESIDENT: not_resident(scheme.policy, scheme.outside, scheme.kinds, ENTER_FIRST)}
