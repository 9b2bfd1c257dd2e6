"""A thing that was paid for, brought again under another number, name, ordinal or description: it is paid once."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from accounts.actor import actor_of
from accounts.models import User
from core.values.identity_numbers import make_identity_number
from core.values.verdict import Refused
from enterprises.models import Achievement, Applicant, Project, TechnologyContract
from enterprises.registers import certifying, correcting, declaring
from parks.models import Premises
from subsidies.awards.selectors import award_of
from subsidies.cases.deciding import ruling_on
from subsidies.cases.picking import own_records
from subsidies.claims import claiming, reviewing
from subsidies.claims.near.finding import near_to
from subsidies.claims.sharing import shared_with
from subsidies.policies import library
from talent.models import Person
from tests import road
from tests.factories import (
    AchievementFactory,
    ApplicantFactory,
    PersonFactory,
    RecognitionFactory,
    TechnologyContractFactory,
    applicant_of,
    office_user,
)

pytestmark = pytest.mark.django_db
NUMBER = make_identity_number("140402", date(1988, 7, 17))
PROJECT = {"new_project": "true", "level": "provincial", "received_funds": "1000000", "performing_well": "true"}
TRADE = {"contract_kind": "technology_transfer", "converter_resident": "true", "transaction_amount": "2000000"}


@pytest.fixture
def cast(changzhi: Any, company: Applicant, applicant: User, reviewer: User) -> tuple[Applicant, User, User]:
    road.policies_loaded()
    return road.resident(company), applicant, reviewer


def test_a_number_that_is_put_right_to_anothers_names_what_that_is(cast: Any, other_company: Applicant) -> None:
    first = PersonFactory(applicant=other_company, person_no="RC-0001")
    mine = PersonFactory(applicant=cast[0], person_no="ZZ-777", certified=False, name="另一人")
    assert mine.identity != first.identity
    declaring.amend(record=mine, values={"person_no": "rc 0001"}, by=actor_of(cast[1]))
    assert Person.objects.get(pk=mine.pk).identity == first.identity
    declaring.amend(record=mine, values={"person_no": "RC-0002"}, by=actor_of(cast[1]))
    assert Person.objects.get(pk=mine.pk).identity not in ("", first.identity)


def test_a_second_certificate_is_not_called_the_first(cast: Any) -> None:
    assert award_of(road.awarded(*cast)).amount_fen == 300_000_00
    RecognitionFactory(
        applicant=cast[0], certificate_no="GR202614000999", issued_on=date(2026, 6, 20), stated_sequence=2
    )
    typed = road.answers(on="2026-06-20", reference="GR202614000999", recognition_no="1")
    again = road.awarded(*cast, typed=typed | {"disputed": ["recognition_no"]})
    assert award_of(again).amount_fen == 200_000_00


def test_a_certificate_is_paid_once_though_its_ordinal_is_put_right(cast: Any) -> None:
    paid = road.awarded(*cast)
    row = own_records(cast[0], library().schemes["CZ-04A"]).get()
    row.stated_sequence = 2
    row.save()
    with pytest.raises(ValidationError, match=f"同一事项已由{paid.number}核定"):
        road.submitted(*cast[:2], typed=road.answers(reference=road.CERTIFICATE))


def test_the_project_of_a_transfer_counts_once_it_is_certified_and_stays_as_it_was(cast: Any) -> None:
    claim = road.accepted(*cast, scheme="CZ-06", typed=road.answers(reference="国科2026-1", **PROJECT))
    Project.objects.update(certified=False)
    with pytest.raises(Refused, match="立项项目“.*”还没有核验"):
        road.approve(claim=claim, by=actor_of(cast[2]), reason=road.NOT_TWICE)
    with pytest.raises(Refused, match="申报"):
        declaring.amend(record=Project.objects.get(), values={"level": "national"}, by=actor_of(cast[1]))


def test_the_old_number_of_a_paid_contract_names_the_same_contract(changzhi: Any, reviewer: User) -> None:
    road.policies_loaded()
    university = ApplicantFactory(city=changzhi, university=True)
    user, typed = applicant_of(university), road.answers(reference="JS20260000333", **TRADE)
    paid = road.awarded(university, user, reviewer, scheme="CZ-09", typed=typed)
    assert award_of(paid).amount_fen == 100_000_00
    contract = TechnologyContract.objects.get()
    asked = correcting.propose(
        record=contract, values={"registered_no": "JS20260000999"}, reason="笔误", by=actor_of(user)
    )
    correcting.take(correction=asked, by=actor_of(road.second_reviewer(changzhi)))
    again = TechnologyContractFactory(applicant=university, registered_no="JS20260000333", title="另一合同")
    assert again.identity == contract.identity


def test_a_paid_record_is_not_put_right_to_anothers_number(changzhi: Any, reviewer: User) -> None:
    road.policies_loaded()
    university = ApplicantFactory(city=changzhi, university=True)
    user = applicant_of(university)
    road.awarded(university, user, reviewer, scheme="CZ-09", typed=road.answers(reference="JS20260000333", **TRADE))
    contract = TechnologyContract.objects.get()
    TechnologyContractFactory(registered_no="JS20260000444")
    asked = correcting.propose(
        record=contract, values={"registered_no": "JS20260000444"}, reason="笔误", by=actor_of(user)
    )
    with pytest.raises(Refused, match="另一条已登记的记录是同一事项"):
        correcting.take(correction=asked, by=actor_of(road.second_reviewer(changzhi)))


def test_one_result_with_and_without_its_number_is_one(company: Applicant) -> None:
    rows = [Achievement(applicant=company, city=company.city, title="散热膜", owner="示例大学", registration_no=number)
            for number in ("", "CG-2026-0777", "CG20260778")]  # fmt: skip
    for row in rows:
        certifying.enter(row, by=actor_of(office_user("operator", company.city)))
    assert len({row.identity for row in rows}) == 1
    assert AchievementFactory(title="散热膜", owner="另一大学").identity != rows[0].identity


def test_a_room_of_the_park_is_not_described_as_another(cast: Any) -> None:
    space = cast[0].premisess.get().space
    described = Premises(
        applicant=cast[0], address=f"长治市{space}", kind="workshop", area_m2=1, leased_from=date(2025, 1, 1)
    )
    with pytest.raises(ValidationError, match="这是园区的房源"):
        described.full_clean()


def test_an_override_holds_for_what_the_record_said_then(cast: Any, changzhi: Any) -> None:
    claim = road.accepted(*cast)
    row = own_records(cast[0], library().schemes["CZ-04A"]).get()
    type(row).objects.update(certified=False)
    third = office_user("reviewer", changzhi, more="-3")
    reviewing.override_record(claim=claim, reason="原件已当面核对", by=actor_of(cast[2]))
    row.refresh_from_db()
    row.expires_on = date(2029, 12, 31)
    certifying.enter(row, by=actor_of(road.second_reviewer(changzhi)))
    with pytest.raises(Refused, match="还没有核验"):
        road.approve(claim=claim, by=actor_of(third))
    reviewing.override_record(claim=claim, reason="更正后已再次核对", by=actor_of(cast[2]))
    with pytest.raises(Refused, match="由您填写"):
        road.approve(claim=claim, by=actor_of(road.second_reviewer(changzhi)))
    road.approve(claim=claim, by=actor_of(third))


def test_two_numbers_of_one_name_are_near(jincheng: Any) -> None:
    road.policies_loaded()
    company = road.resident(ApplicantFactory(city=jincheng))
    user, hired = applicant_of(company), {"high_level_talent": "true", "contract_years": "5", "insurance_months": "8"}
    first, second = (
        road.submitted(company, user, scheme="JC-11A", typed=road.answers(reference=number, **hired))
        for number in ("SB-0001", "社保-140502-0099")
    )
    Person.objects.update(name="示例同名")
    assert [row.claim for row in near_to(first).claims] == [second]


def test_one_contract_is_seen_in_two_cities_whatever_part_of_it_their_laws_mean(changzhi: Any, luliang: Any) -> None:
    road.policies_loaded()
    road.released("luliang-2024-24", 2, "LL-06B", "rate", "", "0.02")
    claims = []
    for city, scheme in ((changzhi, "CZ-09"), (luliang, "LL-06B")):
        university = ApplicantFactory(city=city, university=True)
        typed = road.answers(reference="JS20260000333", client_resident="true", **TRADE)
        claims.append(road.submitted(road.resident(university), applicant_of(university), scheme=scheme, typed=typed))
    for claim, other in (claims, claims[::-1]):
        assert [row.number for row in shared_with(claim, ruling_on(claim.case()))] == [other.number]


def test_a_record_that_is_gone_is_said_to_be_gone(cast: Any) -> None:
    row = RecognitionFactory(applicant=cast[0], certified=False)
    type(row).objects.filter(pk=row.pk).delete()
    with pytest.raises(Refused, match="已被删除"):
        certifying.certify(record=row, by=actor_of(cast[2]))
    draft = road.drafted(cast[0], cast[1])
    own_records(cast[0], draft.scheme).delete()
    with pytest.raises(ValidationError, match="请选择"):
        claiming.submit(claim=draft, by=actor_of(cast[1]))


def test_a_number_that_names_nothing_is_no_number(company: Applicant) -> None:
    with pytest.raises(ValidationError, match="证书编号至少要有一个汉字、字母或数字"):
        RecognitionFactory.build(applicant=company, certificate_no="☆☆").full_clean()


@pytest.mark.parametrize(
    "text",
    [
        f"证件号{NUMBER}",
        f"ID:{NUMBER[:6]}-{NUMBER[6:14]}-{NUMBER[14:]}",
        f"{NUMBER[:6]}·{NUMBER[6:]}",
        "".join("〇一二三四五六七八九X"["0123456789X".index(c)] for c in NUMBER),
        "140402880717203",
    ],
)
@pytest.mark.parametrize("field", ["name", "person_no", "source"])
def test_no_text_about_a_person_holds_an_identity_number(company: Applicant, field: str, text: str) -> None:
    with pytest.raises(ValidationError, match="身份证号"):
        PersonFactory.build(applicant=company, **{field: text}).full_clean()
