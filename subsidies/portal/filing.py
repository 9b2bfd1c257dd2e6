"""Claims about persons, filed for many at once: one draft a person from the employer's records, shared papers once."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import transaction
from django.db.models import DateField

from accounts.actor import Actor
from enterprises.models import Applicant, RegisterRecord
from subsidies.cases.picking import name_for, register_for
from subsidies.catalogue.questions import MONTHS_ANSWER, asked, asks_day, asks_months
from subsidies.claims import claiming
from subsidies.claims.models import Claim, Evidence
from subsidies.claims.states import GIVEN_UP_STATES, OPEN_STATES, ClaimState
from subsidies.policies import library
from subsidies.rules import Scheme

MOST_AT_ONCE = 200


def is_about_a_person(scheme: Scheme) -> bool:
    """Whether the scheme's matters are records of somebody in the employ of the applicant."""
    entry = register_for(scheme)
    return entry is not None and any(field.name == "person" for field in entry.model._meta.fields)


def about_persons(applicant: Applicant) -> list[Scheme]:
    """The schemes of the applicant's city that pay for a person in its employ."""
    found = library().schemes.values()
    own = (row for row in found if row.policy.city == applicant.city.key and applicant.kind in row.kinds)
    return [row for row in own if is_about_a_person(row)]


def asks_day_of_all(scheme: Scheme) -> bool:
    """Whether the day of the matter is to be answered, since not every record says it, nor the months claimed."""
    if not asks_day(scheme):
        return False
    entry, name = register_for(scheme), scheme.matter.day_from
    field = entry.model._meta.get_field(name) if entry is not None and name else None
    return not isinstance(field, DateField) or field.null


def shared_facts(scheme: Scheme) -> list[str]:
    """What an applicant answers once for all persons: what no record holds."""
    return [fact.name for fact in asked(scheme) if not fact.certified_by]


def answers_for(scheme: Scheme, record: RegisterRecord, shared: Mapping[str, str]) -> dict[str, Any]:
    """The answers of one person's claim: its record, and what is said of all."""
    head = {"record": name_for(record), "on": shared.get("on", "")}
    if asks_months(scheme):
        head[MONTHS_ANSWER] = shared.get(MONTHS_ANSWER, "")
    return {**head, "facts": {name: shared.get(name, "") for name in shared_facts(scheme)}}


@transaction.atomic
def start_for(
    *, scheme: Scheme, applicant: Applicant, records: Iterable[RegisterRecord], shared: Mapping[str, str], by: Actor
) -> list[Claim]:
    """One draft a person; a draft that says the same is taken up again. Raises Refused as `claiming.start` does."""
    return [
        claiming.start(scheme=scheme, applicant=applicant, by=by, answers=answers_for(scheme, row, shared))
        for row in records
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


def is_claimed(claims: Iterable[Claim]) -> bool:
    """Whether one of somebody's claims is under way or was paid: what has to be begun is another matter."""
    return any(claim.state in (*OPEN_STATES, ClaimState.AWARDED) for claim in claims)


def claims_by_record(scheme: Scheme, applicant: Applicant, actor: Actor) -> dict[str, list[Claim]]:
    """The applicant's claims of a scheme that are not over, by the name of the record that they are about."""
    found: dict[str, list[Claim]] = {}
    rows = Claim.objects.visible_to(actor).filter(applicant=applicant, scheme_code=scheme.code)
    for claim in rows.exclude(state__in=GIVEN_UP_STATES).order_by("pk"):
        found.setdefault(str(claim.answers.get("record") or claim.record), []).append(claim)
    return found
