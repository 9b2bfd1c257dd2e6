"""Claims and their papers changed on purpose, past all of our code: the database itself refuses."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest
from django.db import InternalError, transaction

from accounts.actor import actor_of
from accounts.models import User
from core.files.keeping import keep_bytes
from enterprises.models import Applicant
from subsidies.claims import claiming
from subsidies.claims.models import Claim, Evidence
from subsidies.claims.states import EDITABLE_STATES, STATES
from tests import road

pytestmark = pytest.mark.django_db
HANDED_IN: dict[str, Any] = {
    "number": "CZ2026999999", "scheme_code": "CZ-12", "submitted_at": None, "on": date(2020, 1, 1), "reference": "别的",
    "record": "platform:1", "told": "别的", "achievement": "别的", "answers": {"on": ""}, "facts": [], "receipt": {},
}  # fmt: skip


@contextmanager
def refused(match: str) -> Iterator[None]:
    with pytest.raises(InternalError, match=match), transaction.atomic():
        yield


def rows(claim: Claim) -> Any:
    return Claim.objects.filter(pk=claim.pk)


@pytest.fixture
def handed_in(policies: None, company: Applicant, applicant: User) -> Claim:
    return road.submitted(company, applicant)


@pytest.fixture
def decided(policies: None, company: Applicant, applicant: User, reviewer: User) -> Claim:
    return road.awarded(company, applicant, reviewer)


@pytest.mark.parametrize("field", HANDED_IN)
def test_what_was_handed_in_stays_whatever_the_field(handed_in: Claim, field: str) -> None:
    with refused("stays as it was handed in"):
        rows(handed_in).update(**{field: HANDED_IN[field]})


def test_a_claim_that_was_handed_in_is_never_deleted(handed_in: Claim) -> None:
    with refused("never deleted"):
        rows(handed_in)._raw_delete("default")
    claiming.withdraw(claim=handed_in, by=actor_of(handed_in.created_by))
    with refused("never deleted"):
        rows(handed_in)._raw_delete("default")


def test_a_draft_goes_as_it_came(draft: Claim) -> None:
    rows(draft).update(answers={"on": "2026-01-01"}, reference="别的")
    draft.delete()
    assert not Claim.objects.exists()


def test_a_decided_claim_keeps_its_decisions_and_its_city(decided: Claim, jincheng: Any) -> None:
    for change in ({"decided": {"amount": {"value": "1"}}}, {"city": jincheng}):
        with refused("stays as it was decided"):
            rows(decided).update(**change)


def test_a_decided_claim_goes_back_to_review_and_nowhere_else(decided: Claim) -> None:
    for state in STATES:
        if state not in (decided.state, "accepted"):
            with refused("stays as it was decided"):
                rows(decided).update(state=state)
    rows(decided).update(state="accepted")


@pytest.mark.parametrize("state", [state for state in STATES if state != "withdrawn"])
def test_a_claim_that_was_withdrawn_stays_withdrawn(handed_in: Claim, applicant: User, state: str) -> None:
    claiming.withdraw(claim=handed_in, by=actor_of(applicant))
    with refused("stays as it was decided"):
        rows(handed_in).update(state=state)


def test_papers_stay_once_the_claim_is_handed_in(draft: Claim) -> None:
    file = keep_bytes(b"%PDF-1.7", name="证书.pdf", content_type="application/pdf")
    paper = Evidence.objects.create(claim=draft, paper=0, label="证书", file=file)
    with refused("never changed"):
        Evidence.objects.update(label="别的")
    for state in EDITABLE_STATES:
        rows(draft).update(state=state, number="CZ1", submitted_at=draft.created_at)
        Evidence.objects.create(claim=draft, paper=1, label="证书", file=file).delete()
    rows(draft).update(state="submitted")
    with refused("stay as they were handed in"):
        paper.delete()
    with refused("stay as they were handed in"):
        Evidence.objects.create(claim=draft, paper=1, label="证书", file=file)
