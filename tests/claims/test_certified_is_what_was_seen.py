"""What is certified or let pass on a claim's page is what stood on it."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.actor import Role, actor_of
from core.values.verdict import Refused
from enterprises.models import Recognition
from enterprises.registers import entering
from subsidies.cases.facts import collect
from subsidies.cases.picking import digest_of
from subsidies.claims import reviewing
from subsidies.claims.models import RecordOverride
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


def test_what_happens_to_the_record_while_the_claim_is_shown_does_not_pass(
    claim: Any, change: Callable[[], object], reviewer: Any, client_of: Any
) -> None:
    office: Client = client_of(reviewer)
    address = reverse("admin:claims_claim_change", args=[claim.pk])
    take = reverse("admin:claims_claim_take", args=[claim.pk, "override"])
    with as_soon_as_read("enterprises_recognition", change):
        page = office.get(address)
    told = office.post(take, override_on(page))
    assert told.status_code == 409 and "没有放行" in told.content.decode()
    assert not RecordOverride.objects.exists()
    office.post(take, override_on(office.get(address)))
    assert RecordOverride.objects.get().by == reviewer


def override_on(page: Any) -> dict[str, str]:
    """The form of the page by which a record may pass uncertified, filled in."""
    (form,) = re.findall(r"/override/.*?</form>", page.content.decode(), re.S)
    hidden = dict(re.findall(r'name="(version|open)" value="([^"]*)"', form))
    return {**hidden, "reason": "原件已当面核对"}


@pytest.mark.parametrize("seen", ["", "0" * 64])
def test_who_does_not_say_what_was_seen_lets_nothing_pass(claim: Any, reviewer: Any, seen: str) -> None:
    with pytest.raises(Refused, match="您打开本页之后"):
        reviewing.override_record(claim=claim, reason="原件已当面核对", by=actor_of(reviewer), seen=seen)
    same = digest_of(collect(claim.case()).uncertified)
    reviewing.override_record(claim=claim, reason="原件已当面核对", by=actor_of(reviewer), seen=same)
    assert RecordOverride.objects.get().digest == same
