"""A candidate put before a scheme: what is known of it, what is not, and the decision if the unknown were so."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice, product
from typing import Any

from accounts.models import City
from enterprises.models import Applicant
from parks.tenancies.residency import is_resident
from subsidies.advice.candidates import Candidate
from subsidies.cases.already_granted import apart, grants_for, matters_of
from subsidies.cases.case import Case, case_of
from subsidies.cases.facts import Known, collect, is_asked, line_of, unanswered
from subsidies.cases.sources import FactSource
from subsidies.catalogue.questions import asked
from subsidies.claims.models import Claim
from subsidies.claims.near.competing import paid_to, under_way
from subsidies.grants.selectors import MatterKey
from subsidies.rules import Decision, Fact, FactType, Library, Outcome, Scheme, evaluate

MOST_TRIES = 600
RANK = {
    Outcome.PAYABLE: 4,
    Outcome.NEEDS_DECISION: 4,
    Outcome.NEEDS_PARAMETER: 3,
    Outcome.CASE_BY_CASE: 3,
    Outcome.NOT_PAYABLE: 1,
    Outcome.INVALID: 0,
}
PAYS = 3
SAMPLES: Mapping[FactType, tuple[Any, ...]] = {
    FactType.BOOL: (True, False),
    FactType.MONEY: ("1000000", "1000000000", "1"),
    FactType.DECIMAL: ("10", "100000"),
    FactType.RATE: ("0.1", "1"),
    FactType.INT: (1, 12, 60),
}


@dataclass(frozen=True)
class Trial:
    """A candidate put before a scheme, as a case of which some facts are known and some not; `silent`: why a register
    did not tell, by fact; `duplicate`: the matter was paid already; `claimed`: the
    claim of this scheme that is under way for it; `paid`: its own claims by which it was paid; `matters`: what tells it
    apart, whatever proves it."""

    case: Case
    candidate: Candidate
    resident: bool
    known: dict[str, Known]
    unknown: list[Fact]
    silent: dict[str, str]
    duplicate: bool
    library: Library
    claimed: Claim | None = None
    paid: tuple[Claim, ...] = ()
    matters: tuple[MatterKey, ...] = ()

    @property
    def scheme(self) -> Scheme:
        return self.case.scheme

    @property
    def values(self) -> dict[str, Any]:
        """The value of each known fact."""
        return {name: row.value for name, row in self.known.items()}

    def decide(self, answers: Mapping[str, Any], *, explain: bool = False) -> Decision:
        """The decision if the unknown were so."""
        values = self.values | dict(answers)
        facts = {name: value for name, value in values.items() if is_asked(self.scheme.facts[name], values)}
        line = line_of(self.case, facts, self.resident)
        return evaluate(self.library, line, duplicate=self.duplicate, explain=explain)


def trial_of(lib: Library, scheme: Scheme, applicant: Applicant, city: City, candidate: Candidate) -> Trial:
    """A candidate before a scheme of a city; in another city than its own it counts as resident as it is at home."""
    answers = {
        "on": candidate.on.isoformat(), "reference": candidate.reference, "facts": dict(candidate.facts),
        "disputed": candidate.disputed, "record": candidate.record, "months": candidate.months, "year": candidate.year,
    }  # fmt: skip
    case = case_of(applicant, city, scheme, answers)
    collected = collect(case)
    known = {name: _credited(row, candidate) for name, row in collected.known.items()}
    resident = is_resident(applicant, applicant.city, candidate.on)
    at_home = city.pk == applicant.city_id
    paid = grants_for(case, collected.values) if at_home else []
    matters = matters_of(case, collected.values)
    asked_for = under_way(applicant.pk, matters) if at_home else []
    others = (row for row in asked_for if str(row.public_id) != candidate.draft)
    claimed = next((row for row in others if row.scheme_code == scheme.code), None)
    unknown = [fact for fact in asked(scheme) if fact.name not in known]
    silent = {fact.name: said for fact in unknown if (said := unanswered(case, fact))}
    given = tuple(paid_to(applicant.pk, paid))
    return Trial(
        case, candidate, resident, known, unknown, silent, bool(paid), lib, claimed, given, tuple(apart(matters))
    )


def _credited(row: Known, candidate: Candidate) -> Known:
    """A fact that follows from the candidate's record is as good as that record."""
    if row.source == FactSource.DECLARED and row.name in candidate.facts:
        return Known(row.name, row.value, candidate.state, candidate.source, entered=candidate.entered)
    return row


def best_of(trial: Trial) -> tuple[dict[str, Any], list[Decision]]:
    """The most favourable way in which the unknown could turn out, and the decisions of all the ways that pay."""
    best: tuple[tuple[int, int, int], dict[str, Any]] | None = None
    paying = []
    for answers in _tries(trial):
        decision = trial.decide(answers)
        rank = (RANK.get(decision.outcome, 0), -len(decision.reasons), decision.amount or decision.ceiling or 0)
        if rank[0] >= PAYS:
            paying.append(decision)
        if best is None or rank > best[0]:
            best = rank, answers
    return (best[1] if best else {}), paying


def _tries(trial: Trial) -> Iterator[dict[str, Any]]:
    names = [fact.name for fact in trial.unknown]
    month = trial.candidate.on.isoformat()[:7]
    options = [_options(fact, month) for fact in trial.unknown]
    for answers in islice(product(*options), MOST_TRIES):
        yield dict(zip(names, answers, strict=True))


def _options(fact: Fact, month: str) -> tuple[Any, ...]:
    if fact.type == FactType.ENUM:
        return tuple(fact.values)
    if fact.type == FactType.MONTH:
        return (month,)
    return SAMPLES.get(fact.type, (f"{month}-01",))
