"""The code that names an applicant: its credit code, or a number of ours for persons and teams without one."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from accounts.models import City
from enterprises.models import Applicant
from tests.factories import ApplicantFactory


def test_a_unit_is_known_by_its_credit_code(changzhi: City) -> None:
    company = ApplicantFactory(city=changzhi)
    assert (company.unit_code, company.code_label) == (company.uscc, "统一社会信用代码")


@pytest.mark.parametrize("kind", ["team", "individual"])
def test_who_has_none_gets_a_number_of_the_city_once(changzhi: City, jincheng: City, kind: str) -> None:
    first, second = (ApplicantFactory(city=changzhi, uscc=None, kind=kind) for _ in range(2))
    elsewhere = ApplicantFactory(city=jincheng, uscc=None, kind=kind)
    assert [row.unit_code for row in (first, second)] == ["P140400000001", "P140400000002"]
    assert elsewhere.unit_code == f"P{jincheng.code}000001"
    assert first.code_label == "门户编号"
    first.name = "改名的团队"
    first.save()
    assert Applicant.objects.get(pk=first.pk).unit_code == "P140400000001"


def test_a_team_that_gets_a_credit_code_later_keeps_its_number(changzhi: City) -> None:
    team = ApplicantFactory(city=changzhi, uscc=None, kind="team")
    team.uscc = ApplicantFactory.build(city=changzhi).uscc
    team.full_clean()
    team.save()
    assert (team.unit_code, team.code_label) == ("P140400000001", "门户编号")


@pytest.mark.parametrize("kind", ["enterprise", "institution", "platform", "university", "bank"])
def test_the_database_wants_a_credit_code_of_everybody_else(changzhi: City, kind: str) -> None:
    with pytest.raises(ValidationError, match="须填写统一社会信用代码"):
        ApplicantFactory.build(city=changzhi, uscc=None, kind=kind).full_clean()
    with pytest.raises(IntegrityError, match="applicant_has_credit_code"), transaction.atomic():
        ApplicantFactory(city=changzhi, uscc=None, kind=kind)


def test_the_code_of_another_cannot_be_put_in_its_place(changzhi: City) -> None:
    company, other = ApplicantFactory(city=changzhi), ApplicantFactory.build(city=changzhi)
    with pytest.raises(IntegrityError, match="known_by_its_own_code"), transaction.atomic():
        Applicant.objects.filter(pk=company.pk).update(unit_code=other.uscc)
