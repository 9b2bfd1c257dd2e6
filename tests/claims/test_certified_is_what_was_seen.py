"""What is certified or let pass on a claim's page is what stood on it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.actor import Role, actor_of
from enterprises.models import Recognition
from enterprises.registers import entering
from tests import road
from tests.factories import office_user
from tests.pages import as_soon_as_read, mark_on, picture

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim(changzhi: Any, company: Any, applicant: Any, reviewer: Any) -> Any:
    """An accepted claim about a certificate that was only declared."""
    road.policies_loaded()
    claim = road.accepted(road.resident(company), applicant, reviewer)
    Recognition.objects.update(certified=False)
    return claim


@pytest.fixture
def change(claim: Any) -> Callable[[], object]:
    """Another paper is put in the place of the record's."""
    by = actor_of(office_user(Role.OPERATOR, claim.city))
    return lambda: entering.attach(record=Recognition.objects.get(), upload=picture("另一份.png"), by=by)


def test_what_happens_to_the_record_while_the_claim_is_shown_was_not_seen(
    claim: Any, change: Callable[[], object], reviewer: Any, client_of: Any
) -> None:
    office: Client = client_of(reviewer)
    address = reverse("admin:claims_claim_change", args=[claim.pk])
    certify = reverse("admin:claims_claim_certify", args=[claim.pk])
    with as_soon_as_read("enterprises_recognition", change):
        page = office.get(address)
    told = office.post(certify, {"seen": mark_on(page)}, follow=True).content.decode()
    assert "您打开本页之后" in told and not Recognition.objects.get().certified
    office.post(certify, {"seen": mark_on(office.get(address))})
    assert Recognition.objects.get().certified_by == reviewer
