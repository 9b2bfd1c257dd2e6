"""What the rules say of a case: decided from what is known of it, with what was granted before."""

import hashlib
from dataclasses import dataclass, replace
from typing import Any

from core.values.money import format_yuan, parse_yuan
from subsidies.cases.already_granted import grants_for
from subsidies.cases.case import Case
from subsidies.cases.facts import Collected, bearing_figures, collect, line_of
from subsidies.cases.matters import matter_problems
from subsidies.cases.picking import content_of
from subsidies.cases.presenting import NOT_RESIDENT, told_of_entry
from subsidies.cases.records import capital
from subsidies.cases.rented import uneven_months, unlet_rooms
from subsidies.catalogue.in_force import with_released_figures
from subsidies.grants.models import Grant
from subsidies.rules import Decision, Fact, GivenBy, Outcome, Step, evaluate

DUPLICATE = "duplicate_matter"  # the reason where a matter was paid for already
RESOLUTION = "resolution"  # under this name stands the sum agreed on where it is 一事一议


@dataclass(frozen=True)
class Ruling:
    """A case, what was collected for it, what was paid for its matters already, and the rules' decision on that: put
    before them once."""

    case: Case
    collected: Collected
    decision: Decision
    paid: tuple[Grant, ...] = ()

    @property
    def agreed(self) -> bool:
        """Whether the sum of a 一事一议 matter was agreed on."""
        return bool(self.case.decided.get(RESOLUTION))

    @property
    def is_outdated(self) -> bool:
        """Whether a figure was decided of something else than the case is now."""
        now = about(self.collected)
        return any(made.get("about", now) != now for made in self.case.decided.values())


def about(collected: Collected) -> str:
    """What a case is about, as a mark: another as soon as it is another matter, day or month, a fact of the applicant
    is another, or a record that it rests on says something else. The capital counts without the grant put in."""
    case, matter = collected.case, collected.case.matter
    facts = {name: str(row.value) for name, row in collected.known.items() if _is_told(case.scheme.facts[name])}
    told = [content_of(collected.grounds), case.on, matter.year, sorted(matter.months), sorted(facts.items())]
    return hashlib.sha256(repr([*told, case.applicant.paid_in_capital_fen]).encode()).hexdigest()


def _is_told(fact: Fact) -> bool:
    return fact.given_by == GivenBy.APPLICANT and fact.certified_by != capital.READER


def ruling_on(case: Case) -> Ruling:
    """Collect what is known of a case now and decide it. Nothing is stored or locked."""
    collected = collect(case)
    collected = replace(collected, errors=collected.errors | _problems(collected))
    paid = grants_for(case, collected.values)
    decision = without_what_follows(collected, evaluate(with_released_figures(), collected.claim, duplicate=bool(paid)))
    if paid and DUPLICATE in decision.reasons:
        decision = _with_claims_paid(case, decision, paid)
    else:
        decision = _as_agreed(case, decision)
    if NOT_RESIDENT in decision.reasons:
        told = told_of_entry(case.scheme, case.applicant, case.on)
        decision = decision._replace(sentences={**decision.sentences, **told})
    return Ruling(case, collected, decision, tuple(paid))


def _problems(collected: Collected) -> dict[str, str]:
    found = uneven_months(collected) | unlet_rooms(collected)
    return found | matter_problems(collected.case, collected.values)


def without_what_follows(collected: Collected, decision: Decision) -> Decision:
    """The decision without asking for what nobody answers: a count of the months, a sum of what was granted. As long as
    they are not known, the months or the day of the case are asked for by themselves."""
    if decision.outcome != Outcome.INVALID or (collected.case.on is not None and not collected.errors):
        return decision
    facts = collected.case.scheme.facts
    follows = {name for name, fact in facts.items() if fact.given_by == GivenBy.LEDGER}
    left = [code for code in decision.reasons if code.rpartition(":")[2] not in follows]
    return decision._replace(reasons=tuple(left))


def bounds_of(ruling: Ruling, name: str) -> tuple[int | None, int | None]:
    """The bounds within which a figure of the case may be decided: floor and ceiling.

    They stand in the answer, decided already or not; but where the figure is put into what bounds it (the grant into
    paid-in capital), what was decided is left out, and the rules are asked once more of what was collected.
    """
    undecided = _undecided(ruling, name)
    decision = evaluate(with_released_figures(), undecided) if undecided else ruling.decision
    return decision.bounds or (None, None)


def _undecided(ruling: Ruling, name: str) -> dict[str, Any]:
    """The line of the case with what it is before the figure is decided in the facts that the figure is put into;
    empty where it is put into none: the figure itself moves no bound."""
    decided = dict(ruling.case.decided)
    decided.pop(name, None)
    case, collected = replace(ruling.case, decided=decided), ruling.collected
    read = {key: known.value for key, known in bearing_figures(case).items()}
    return line_of(case, collected.values | read, collected.resident) if read else {}


def decide(case: Case) -> Decision:
    """What a case comes to now."""
    return ruling_on(case).decision


def steps_added(decision: Decision) -> int:
    """How many steps `ruling_on` puts after those of the rules, told from what the rules alone say of an awarded case:
    the claims paid for its matter, or the sum agreed on."""
    return int(DUPLICATE in decision.reasons or decision.outcome == Outcome.CASE_BY_CASE)


def _with_claims_paid(case: Case, decision: Decision, paid: list[Grant]) -> Decision:
    numbers = sorted({str(row.booking.claim_number) for row in paid})
    once = case.scheme.policy.same_matter.says
    step = Step(label="同一事项已核定", figure="、".join(numbers), rule=once, binding=False)
    return decision._replace(steps=(*decision.steps, step))


def _as_agreed(case: Case, decision: Decision) -> Decision:
    """一事一议: the sum that the working group agreed on stands in the reckoning as a step of its own."""
    agreed = case.decided.get(RESOLUTION)
    if decision.outcome != Outcome.CASE_BY_CASE or not agreed:
        return decision
    fen = parse_yuan(agreed["value"])
    step = Step(label="议定金额", figure=format_yuan(fen), rule=f"一事一议，依据：{agreed['reason']}", binding=False)
    return decision._replace(amount=fen, steps=(*decision.steps, step))
