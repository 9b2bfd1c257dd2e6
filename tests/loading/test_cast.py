"""The cast and the factories keep their promises, since every other test rests on them."""

import pytest

from accounts.actor import Role
from tests.factories import ApplicantFactory, RecognitionFactory, TenancyFactory

pytestmark = pytest.mark.django_db


def test_tenancy_lies_in_the_city_of_its_enterprise() -> None:
    tenancy = TenancyFactory(applicant__jincheng=True, office=True)
    assert tenancy.space.building.park.valley.city.key == "jincheng"
    assert tenancy.space.kind == "office"


def test_two_tenancies_are_two_spaces_of_one_building() -> None:
    first, second = TenancyFactory(), TenancyFactory()
    assert first.space != second.space
    assert first.space.building == second.space.building


def test_enterprises_pass_validation() -> None:
    for kind in ("university", "institution", "bank", "team"):
        ApplicantFactory(**{kind: True}).full_clean()


def test_a_high_tech_certificate_holds_three_years() -> None:
    assert RecognitionFactory().expires_on.year == 2029


def test_each_person_of_the_cast_holds_one_role(
    intake, reviewer, treasurer, operator, official, policy_editor, policy_releaser, changzhi, as_actor
) -> None:
    people = (intake, reviewer, treasurer, operator, official, policy_editor, policy_releaser)
    held = [as_actor(person).roles_in(changzhi.pk) for person in people]
    assert [sorted(names) for names in held] == [
        [Role.INTAKE], [Role.REVIEWER], [Role.TREASURER], [Role.OPERATOR],
        [Role.OFFICIAL], [Role.POLICY_EDITOR], [Role.POLICY_RELEASER],
    ]  # fmt: skip


def test_people_from_elsewhere_hold_nothing_in_changzhi(
    reviewer_elsewhere, provincial_official, stranger, changzhi, as_actor
) -> None:
    for person in (reviewer_elsewhere, provincial_official, stranger):
        assert not as_actor(person).roles_in(changzhi.pk)


def test_provincial_official_and_administrator_are_known(provincial_official, administrator, as_actor) -> None:
    assert as_actor(provincial_official).is_provincial
    assert as_actor(administrator).is_administrator


def test_applicants_act_for_their_own_company(applicant, other_applicant, company, as_actor) -> None:
    assert as_actor(applicant).applicant_ids == {company.pk}
    assert company.pk not in as_actor(other_applicant).applicant_ids


def test_client_is_logged_in_as_the_person(client_of, applicant) -> None:
    client = client_of(applicant)
    assert client.session["_auth_user_id"] == str(applicant.pk)
