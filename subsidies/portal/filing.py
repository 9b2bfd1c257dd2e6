"""Claims about persons, filed for many at once: one draft a person from the employer's roster, shared papers once."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from django.db import transaction

from accounts.actor import Actor
from core.values.keys import key_of
from enterprises.models import Applicant
from subsidies.catalogue.questions import reference_label
from subsidies.claims import claiming
from subsidies.claims.models import Claim, Evidence
from subsidies.claims.states import ClaimState
from subsidies.rules import GivenBy, Scheme
from talent.models import Engagement

# What the roster holds of a person, by the fact that it answers, as an applicant would type it.
ANSWERED: Mapping[str, Callable[[Engagement], str]] = {
    "high_level_talent": lambda row: _truth(row.person.high_level_talent),
    "newly_hired_full_time": lambda row: _truth(row.newly_hired_full_time),
    "solves_key_problem": lambda row: _truth(row.solves_key_problem),
    "contract_years": lambda row: "" if row.contract_years is None else f"{row.contract_years.normalize():f}",
    "insurance_months": lambda row: "" if row.insurance_months is None else str(row.insurance_months),
    "degree": lambda row: row.degree,
    "hired_month": lambda row: row.hired_month,
}
ABOUT_A_PERSON = frozenset({"high_level_talent", "newly_hired_full_time"})
MOST_AT_ONCE = 200
OVER_STATES = frozenset({ClaimState.WITHDRAWN, ClaimState.REFUSED})


def is_about_a_person(scheme: Scheme) -> bool:
    """Whether the scheme pays for somebody in the employ of the applicant."""
    return not ABOUT_A_PERSON.isdisjoint(scheme.facts) and bool(reference_label(scheme))


def shared_facts(scheme: Scheme) -> list[str]:
    """What an applicant answers once for all persons: what no roster holds."""
    return [name for name, fact in scheme.facts.items() if fact.given_by == GivenBy.APPLICANT and name not in ANSWERED]


def answers_for(scheme: Scheme, engagement: Engagement, shared: Mapping[str, str]) -> dict[str, Any]:
    """The answers of one person's claim: from the roster, and what is said of all."""
    own = {name: tell(engagement) for name, tell in ANSWERED.items() if name in scheme.facts}
    facts = {name: shared.get(name, "") for name in shared_facts(scheme)} | own
    on = shared.get("on") or engagement.hired_on.isoformat()
    return {"on": on, "reference": engagement.person.person_no, "facts": facts}


@transaction.atomic
def start_for(
    *, scheme: Scheme, applicant: Applicant, engagements: Iterable[Engagement], shared: Mapping[str, str], by: Actor
) -> list[Claim]:
    """One draft a person; a draft that says the same is taken up again. Raises Refused as `claiming.start` does."""
    return [
        claiming.start(scheme=scheme, applicant=applicant, by=by, answers=answers_for(scheme, row, shared))
        for row in engagements
    ]


@transaction.atomic
def attach_to_all(*, claims: Sequence[Claim], paper: int, label: str, upload: Any, by: Actor) -> None:
    """Keep one file and attach it to every claim. Raises ValidationError when the file is not taken."""
    first: Evidence | None = None
    for claim in claims:
        if first is None:
            first = claiming.attach(claim=claim, paper=paper, label=label, upload=upload, by=by)
        else:
            claiming.attach_also(claim=claim, evidence=first, by=by)


def claims_by_person(scheme: Scheme, applicant: Applicant, actor: Actor) -> dict[str, list[Claim]]:
    """The applicant's claims of a scheme that are not over, by the key of the person whom they are about."""
    found: dict[str, list[Claim]] = {}
    rows = Claim.objects.visible_to(actor).filter(applicant=applicant, scheme_code=scheme.code)
    for claim in rows.exclude(state__in=OVER_STATES).order_by("pk"):
        found.setdefault(key_of(str(claim.answers.get("reference") or claim.reference)), []).append(claim)
    return found


def _truth(value: bool) -> str:
    return "true" if value else "false"
