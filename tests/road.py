"""The road of a claim in steps, for tests that begin somewhere along it."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import uuid4

from django.utils import timezone

from accounts.actor import Actor, Role, actor_of
from accounts.models import City, User
from core import outbox
from core.models import AuditEntry, OutboxMessage
from enterprises.models import Applicant
from subsidies.awards import revoking
from subsidies.awards.models import Award, Revocation
from subsidies.catalogue.loading import load_policies
from subsidies.catalogue.models import Edition, ParameterValue, PolicyDocument
from subsidies.claims import claiming, reviewing
from subsidies.claims.models import Claim
from subsidies.claims.states import ClaimState
from subsidies.policies import library
from tests.factories import (
    ApplicantFactory,
    CityFactory,
    TenancyFactory,
    ValleyFactory,
    applicant_of,
    office_user,
)
from tests.recording import recorded

CERTIFICATE = "GR202614000001"
WITHOUT_PAPERS = "原件已当面核对，材料随后补交"
NOT_TWICE = "已核对，不是同一事项"
HOLDS_NO_MORE = "已按原件复核，撤销的理由不再成立"


def policies_loaded() -> None:
    """Cities, valleys and the policies as records."""
    for key in ("changzhi", "jincheng", "luliang"):
        ValleyFactory(city=CityFactory(**{key: True}))
    load_policies()


def released(policy: str, number: int, scheme: str, name: str, key: str, value: str) -> None:
    """A figure that an edition has set from the policy's first year on."""
    document = PolicyDocument.objects.get(key=policy)
    day = date(2025, 1, 1)
    edition = Edition.objects.create(
        document=document, number=number, kind="parameter", source_number=f"试行〔2025〕{number}号",
        source_date=day, holds_from=day,
    )  # fmt: skip
    ParameterValue.objects.create(edition=edition, scheme_code=scheme, name=name, key=key, value=value)
    Edition.objects.filter(pk=edition.pk).update(state="released", released_at=timezone.now())


def resident(applicant: Applicant) -> Applicant:
    """The applicant with a tenancy of a workshop of 1,000 m² since January 2025."""
    TenancyFactory(applicant=applicant)
    return applicant


def institution_of(city: City) -> tuple[Applicant, User]:
    """An institution with a tenancy in the city's valley, and who files for it."""
    institution = resident(ApplicantFactory(city=city, institution=True))
    return institution, applicant_of(institution)


def answers(on: str = "2026-03-31", reference: str = "", other: str = "", **facts: Any) -> dict[str, Any]:
    """What an applicant types."""
    return {"on": on, "reference": reference, "other_policy_amount": other, "facts": facts}


HIGH_TECH = {"scheme": "CZ-04A", "typed": answers(reference=CERTIFICATE, recognition_no="1")}
NEWLY_COME = {"newly_resident": "true", "used_as_capital": "true", "fits_industry": "true", "recognition": "high_tech"}
START_UP = {"scheme": "CZ-03", "typed": answers(**NEWLY_COME, paid_in_capital="5000000")}
RENT = {
    "scheme": "CZ-12",
    "typed": answers(
        on="2025-12-31", reference="厂房0001", space="workshop", area_m2="1000", start_month="2025-01",
        first_month="2025-01", last_month="2025-12", assessment_passed="true",
    ),
}  # fmt: skip


def drafted(applicant: Applicant, user: User, *, scheme: str = "CZ-04A", typed: dict[str, Any] | None = None) -> Claim:
    """A draft with its answers; the record that its reference names is there, and certified."""
    by = actor_of(user)
    claim = claiming.start(scheme=library().schemes[scheme], applicant=applicant, by=by)
    answers = recorded(applicant, scheme, typed or HIGH_TECH["typed"])
    return claiming.save_draft(claim=claim, answers=answers, version=claim.version, by=by)


def submitted(applicant: Applicant, user: User, **what: Any) -> Claim:
    return claiming.submit(claim=drafted(applicant, user, **what), by=actor_of(user))


def accepted(applicant: Applicant, user: User, _reviewer: User | None = None, **what: Any) -> Claim:
    """Handed in, and taken up by the window, whose person decides nothing (a cast of three may be handed in whole)."""
    return taken_up(submitted(applicant, user, **what))


def accept(*, claim: Claim, by: Actor) -> Claim:
    """Accepted; few tests hand in papers, and the office says why it goes on without them."""
    return reviewing.accept(claim=claim, by=by, despite=WITHOUT_PAPERS)


def approve(*, claim: Claim, by: Actor, **said: Any) -> Claim:
    """The same for the approval."""
    return reviewing.approve(claim=claim, by=by, despite=WITHOUT_PAPERS, **said)


def beside_papers(entry: AuditEntry) -> dict[str, Any]:
    """What an entry tells beside the papers that lack."""
    return {name: told for name, told in entry.detail.items() if name not in ("lacking", "despite")}


def taken_up(claim: Claim) -> Claim:
    return accept(claim=claim, by=actor_of(office_user(Role.INTAKE, claim.city)))


def approved(applicant: Applicant, user: User, reviewer: User, **what: Any) -> Claim:
    claim = accepted(applicant, user, **what)
    return approve(claim=claim, by=actor_of(reviewer), reason=NOT_TWICE)


def awarded(applicant: Applicant, user: User, reviewer: User, **what: Any) -> Claim:
    """Approved, and reckoned as a worker would; the notice is left to do."""
    claim = approved(applicant, user, reviewer, **what)
    work_off("awards.reckon")
    claim.refresh_from_db()
    return claim


def beside(claim: Claim) -> Claim:
    """Another claim for the same matter, submitted, as one that came in at the same moment stands in the table: once
    the first is pending or paid, the form takes no second."""
    return Claim.objects.create(
        city=claim.city, applicant=claim.applicant, scheme_code=claim.scheme_code, state=ClaimState.SUBMITTED,
        number=f"{claim.number}-2", public_id=uuid4(), created_by=claim.created_by, submitted_at=claim.submitted_at,
        on=claim.on, reference=claim.reference, record=claim.record, told=claim.told, achievement=claim.achievement,
        answers=claim.answers, facts=claim.facts,
    )  # fmt: skip


def work_off(handler: str | None = None) -> None:
    """Do what a worker would: every open message (of one handler)."""
    rows = OutboxMessage.objects.filter(done_at=None, parked_at=None).order_by("created_at")
    if handler:
        rows = rows.filter(handler=handler)
    for row in rows:
        outbox.run(str(row.pk))


def noticed() -> None:
    """The notices of all awards: numbered, then printed."""
    work_off("awards.notice")
    work_off("awards.notice_paper")


def second_reviewer(city: City) -> User:
    """Another reviewer of the city, made when first asked for."""
    found = User.objects.filter(username=f"{city.key}-reviewer-2").first()
    return found or office_user(Role.REVIEWER, city, more="-2")


def revoked(award: Award, reviewer: User, why: str = "重新核查", months: Iterable[str] = ()) -> Revocation:
    """The award taken back (whole, or these months) as the reviewer proposed and another confirmed."""
    proposal = revoking.propose(award=award, reason=why, months=months, by=actor_of(reviewer))
    return revoking.confirm(proposal=proposal, by=actor_of(second_reviewer(award.claim.city)))


def decided_at_the_desk(claim: Claim, reviewer: User) -> Claim:
    """A submitted claim, accepted and approved."""
    return approve(claim=taken_up(claim), by=actor_of(reviewer), reason=NOT_TWICE)
