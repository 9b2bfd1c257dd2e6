"""In the office's lists and sheets a matter that is the applicant itself is not called by its code."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import City, User
from enterprises.models import Applicant
from subsidies.claims.models import Claim
from subsidies.office.claims.sheets import ClaimResource
from tests.claims.rows import claim_row
from tests.factories import ApplicantFactory
from tests.road import policies_loaded

pytestmark = pytest.mark.django_db


@pytest.fixture
def bank(changzhi: City) -> Applicant:
    policies_loaded()
    return ApplicantFactory(city=changzhi, kind="bank")


def test_the_applicant_itself_is_called_so_and_not_by_its_code(
    bank: Applicant, reviewer: User, client_of: Callable[[User], Client]
) -> None:
    told = {"answers": {"year": "2025"}, "facts": [{"name": "year_end_balance", "value": "1"}]}
    claim_row(bank, "CZ1", "CZ-15", reference=bank.uscc, on=date(2025, 12, 31), **told)
    page = client_of(reviewer).get(reverse("admin:claims_claim_changelist")).content.decode()
    assert "本单位" in page and "2025年" in page
    sheet = ClaimResource().export(Claim.objects.all())
    assert [(row["事项编号"], row["月份或年度"]) for row in sheet.dict] == [("本单位", "2025年")]
