"""What an office finds an applicant to be carries its document, its day and who entered it."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from accounts.actor import actor_of
from accounts.models import User
from core import audit
from core.values.verdict import Refused
from enterprises.applicants.designating import designate
from enterprises.models import Applicant, Designation
from tests.factories import ApplicantMembershipFactory

pytestmark = pytest.mark.django_db
SAID: dict[str, Any] = {"kind": "approved_outside", "document": "长创专班〔2026〕3号", "decided_on": date(2026, 1, 5)}
TYPED = {
    "designation": "approved_outside", "holds": "1", "document": "长创专班〔2026〕3号", "decided_on": "2026-01-05",
}  # fmt: skip


def page(company: Applicant) -> str:
    return f"/admin/enterprises/applicant/{company.pk}/"


def test_a_finding_sets_the_flag_and_is_shown_with_its_document(
    company: Applicant, operator: User, applicant: User, client_of: Callable[[User], Client]
) -> None:
    office = client_of(operator)
    shown = office.post(f"{page(company)}designate/", TYPED, follow=True).content.decode()
    company.refresh_from_db()
    assert company.approved_outside
    assert "长创专班〔2026〕3号" in shown and "2026-01-05" in shown and operator.name in shown
    assert "是（长创专班〔2026〕3号，2026-01-05）" in client_of(applicant).get("/enterprise/").content.decode()
    assert audit.history(company)[-1].detail["changes"] == [{"field": "approved_outside", "was": False, "is": True}]


def test_it_ends_by_a_further_finding_and_neither_is_ever_changed(company: Applicant, reviewer: User) -> None:
    designate(applicant=company, holds=True, by=actor_of(reviewer), **SAID)
    designate(applicant=company, holds=False, by=actor_of(reviewer), **SAID)
    company.refresh_from_db()
    assert not company.approved_outside and Designation.objects.count() == 2
    with pytest.raises(DatabaseError), transaction.atomic():
        Designation.objects.update(document="别的")


def test_a_tick_alone_changes_nothing(company: Applicant, operator: User, client_of: Callable[[User], Client]) -> None:
    typed = {"name": company.name, "kind": company.kind, "registered_on": "2020-01-01", "approved_outside": "on"}
    client_of(operator).post(f"{page(company)}change/", typed)
    company.refresh_from_db()
    assert not company.approved_outside and company.is_sci_tech


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"document": ""}, "请写明依据文件的名称和文号"),
        ({"decided_on": ""}, "核定日期请按"),
        ({"decided_on": "2999-01-01"}, "不能晚于今天"),
        ({"designation": "x"}, "请选择核定事项"),
    ],
)
def test_without_document_and_day_nothing_is_found(
    company: Applicant, operator: User, client_of: Callable[[User], Client], change: dict[str, str], sentence: str
) -> None:
    answer = client_of(operator).post(f"{page(company)}designate/", TYPED | change, follow=True)
    assert answer.status_code == 200 and not Designation.objects.exists()
    assert sentence in answer.content.decode()


def test_only_the_keepers_of_the_city_find_and_never_for_their_own(
    company: Applicant, treasurer: User, reviewer_elsewhere: User, operator: User, applicant: User,
    client_of: Callable[[User], Client],
) -> None:  # fmt: skip
    ApplicantMembershipFactory(user=operator, applicant=company)
    for person in (treasurer, reviewer_elsewhere, operator, applicant):
        with pytest.raises(Refused):
            designate(applicant=company, holds=True, by=actor_of(person), **SAID)
    assert client_of(reviewer_elsewhere).post(f"{page(company)}designate/", TYPED).status_code == 404
