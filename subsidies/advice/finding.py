"""What was found of one scheme for one matter, as it is stored and shown."""

from dataclasses import asdict, dataclass, field
from typing import Any

from subsidies.advice.groups import Nearness
from subsidies.advice.trial import Trial
from subsidies.cases.presenting import fact_value
from subsidies.cases.sources import FactSource
from subsidies.catalogue.questions import asked, day_wording
from subsidies.claims.models import Claim
from subsidies.claims.states import CLAIM
from subsidies.grants.selectors import matter_name
from subsidies.rules import Decision, Fact

UNKNOWN = "unknown"


@dataclass(frozen=True)
class FactView:
    """A fact with what is known of it: certified, declared or unknown; `awaits` names the paper of an office's review
    that alone says it, `entered` is whose word it is where that is neither an office's nor the applicant's."""

    name: str
    label: str
    state: str
    value: str = ""
    source: str = ""
    awaits: str = ""
    entered: str = ""


@dataclass(frozen=True)
class EligibilityFinding:
    """One scheme for one matter: how it stands, what it would come to, what it rests on, what is missing.

    `amount_fen` is told where it does not hang on anything, `most_fen` is the most that it can come to; `matters` tell
    what it is about, so that what two schemes would give for one thing is not counted twice; `codes` are the engine's
    reasons; `asks` is what the applicant has to say yet, `awaits` what only an office's review says.
    """

    scheme: str
    title: str
    basis: str
    article: str
    city: str
    kind: str
    status: Nearness
    headline: str
    about: str = ""
    amount_fen: int | None = None
    most_fen: int | None = None
    on: str = ""
    reference: str = ""
    record: str = ""
    year: str = ""
    answers: dict[str, str] = field(default_factory=dict)
    facts: list[dict[str, str]] = field(default_factory=list)
    asks: list[str] = field(default_factory=list)
    awaits: list[str] = field(default_factory=list)
    gaps: list[dict[str, str]] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)
    note: str = ""
    steps: list[dict[str, Any]] = field(default_factory=list)
    outcome: str = ""
    draft: str = ""
    claimed: dict[str, str] = field(default_factory=dict)
    paid: list[dict[str, str]] = field(default_factory=list)
    matters: list[str] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def found(
    trial: Trial, status: Nearness, headline: str, decision: Decision, asks: list[Fact],
    claimed_by: Claim | None = None, **more: Any,
) -> EligibilityFinding:  # fmt: skip
    """The finding of a trial; `asks` are the facts that have to be said yet, `claimed_by` the claim that is under way
    where the trial does not know it, `more` further fields."""
    claimed = claimed_by or trial.claimed
    scheme, candidate = trial.scheme, trial.candidate
    day = [day_wording(scheme).label] if candidate.day_asked else []
    return EligibilityFinding(
        scheme=scheme.code, title=scheme.title, basis=scheme.basis, article=scheme.article_label,
        city=scheme.policy.city, kind=scheme.matter.kind, status=status, headline=headline, about=candidate.about,
        on=candidate.on.isoformat() if candidate.about and not day else "", reference=candidate.reference,
        record=candidate.record, year=candidate.year,
        answers=dict(candidate.facts) if candidate.about else {}, facts=[asdict(row) for row in views_of(trial)],
        asks=[*day, *(fact.label for fact in asks if not review_of(fact))],
        awaits=[f"{fact.label}（凭{said}）" for fact in asks if (said := review_of(fact))],
        outcome=decision.outcome, draft=candidate.draft,
        claimed=told_of(claimed) if claimed else {}, paid=[told_of(claim) for claim in trial.paid],
        codes=list(decision.reasons), matters=[matter_name(kind, reference) for _, kind, reference in trial.matters],
        **more,
    )  # fmt: skip


def review_of(fact: Fact) -> str:
    """The paper of an office's review by which alone a fact is known (审核结果通知): no question to who has none yet;
    empty for all others."""
    return fact.evidence if fact.by_review else ""


def told_of(claim: Claim) -> dict[str, str]:
    """A claim for the matter, as it was when this was looked up."""
    state = CLAIM.state(claim).label_applicant
    return {"number": str(claim), "id": str(claim.public_id), "state": state, "scheme": claim.scheme_code}


def views_of(trial: Trial) -> list[FactView]:
    """Every fact that the applicant would be asked for, with what is known of it."""
    rows = []
    for fact in asked(trial.scheme):
        known = trial.known.get(fact.name)
        if known is None:
            rows.append(_unknown(trial, fact))
        else:
            state = FactSource.CERTIFIED if known.source == FactSource.CERTIFIED else FactSource.DECLARED
            rows.append(
                FactView(fact.name, fact.label, state, fact_value(fact, known.value), known.note, entered=known.entered)
            )
    return rows


def _unknown(trial: Trial, fact: Fact) -> FactView:
    return FactView(fact.name, fact.label, UNKNOWN, source=trial.silent.get(fact.name, ""), awaits=review_of(fact))
