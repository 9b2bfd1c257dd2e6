"""An office enters applicants and puts their particulars right: by page or by sheet, through one verb."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.actor import Role, actor_of
from accounts.models import User
from core.values.identifiers import make_uscc
from core.values.verdict import Refused, no
from enterprises.applicants import entering
from enterprises.models import Applicant
from tests.admin.test_records import form_of, page
from tests.admin.test_sheets_in_and_out import imported
from tests.factories import ApplicantFactory, ApplicantMembershipFactory, office_user

pytestmark = pytest.mark.django_db
ROW = "统一社会信用代码,名称,主体类型,实缴资本（元）\n{code},改过的名称,企业,7\n"


def test_what_the_applicant_is_found_to_be_stays(company: Applicant, operator: User) -> None:
    """A form that was open while somebody else recorded a finding does not undo it."""
    Applicant.objects.filter(pk=company.pk).update(is_sci_tech=False, approved_outside=True)
    company.name = "改过的名称"
    entering.enter(company, by=actor_of(operator))
    kept = Applicant.objects.get(pk=company.pk)
    assert (kept.name, kept.is_sci_tech, kept.approved_outside) == ("改过的名称", False, True)


def test_city_and_credit_code_stay(company: Applicant, jincheng: Any, operator: User) -> None:
    city = company.city
    company.city = jincheng
    entering.enter(company, by=actor_of(operator))
    assert Applicant.objects.get(pk=company.pk).city == city
    company.uscc = make_uscc(city.code, 77)
    with pytest.raises(Refused, match="登记后不能更改"):
        entering.enter(company, by=actor_of(operator))


def test_a_team_that_became_a_company_is_given_its_code(changzhi: Any, operator: User) -> None:
    team = ApplicantFactory(city=changzhi, team=True, uscc=None)
    number = team.unit_code
    team.uscc = make_uscc(changzhi.code, 78)
    entering.enter(team, by=actor_of(operator))
    kept = Applicant.objects.get(pk=team.pk)
    assert (kept.uscc, kept.unit_code) == (team.uscc, number)


def test_a_code_that_was_taken_meanwhile_is_said(company: Applicant, operator: User) -> None:
    again = ApplicantFactory.build(city=company.city, uscc=company.uscc)
    with pytest.raises(Refused, match="已经登记过"):
        entering.enter(again, by=actor_of(operator))


@pytest.mark.parametrize("role", [Role.INTAKE, Role.OFFICIAL, Role.ADMINISTRATOR])
def test_other_roles_enter_nothing(role: str, company: Applicant) -> None:
    with pytest.raises(Refused, match="由本市的园区运营或审核人员登记"):
        entering.enter(company, by=actor_of(office_user(role, company.city)))


def test_neither_another_city_nor_whoever_acts_for_it(company: Applicant, jincheng: Any, operator: User) -> None:
    with pytest.raises(Refused, match="由本市的园区运营或审核人员登记"):
        entering.enter(company, by=actor_of(office_user(Role.OPERATOR, jincheng)))
    ApplicantMembershipFactory(user=operator, applicant=company)
    with pytest.raises(Refused, match="不能修改本人代办过的单位"):
        entering.enter(company, by=actor_of(operator))


def posted(client: Client, company: Applicant) -> Any:
    return client.post(page(company), form_of(company, name="改过的名称", paid_in_capital_fen="7"))


def handed_in(client: Client, company: Applicant) -> Any:
    return imported(client, "enterprises.applicant", ROW.format(code=company.uscc))


@pytest.mark.parametrize("road", [posted, handed_in])
def test_page_and_sheet_ask_the_verb(
    road: Any, company: Applicant, operator: User, client_of: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, sentence = client_of(operator), "今天不登记。"
    with monkeypatch.context() as closed:
        closed.setattr(entering, "can_enter", lambda actor, applicant: no(sentence))
        answer = road(client, company)
    assert answer.status_code == 200 and sentence in answer.content.decode()
    assert Applicant.objects.get(pk=company.pk).name == company.name
    assert road(client, company).status_code == 302
    kept = Applicant.objects.get(pk=company.pk)
    assert (kept.name, kept.paid_in_capital_fen) == ("改过的名称", 7_00)


def test_a_new_applicant_is_entered_by_page(changzhi: Any, operator: User, client_of: Any) -> None:
    typed = {"city": changzhi.pk, "name": "新登记的公司", "kind": "enterprise", "uscc": make_uscc(changzhi.code, 79)}
    assert client_of(operator).post(reverse("admin:enterprises_applicant_add"), typed).status_code == 302
    assert Applicant.objects.get(name="新登记的公司").unit_code == typed["uscc"]
