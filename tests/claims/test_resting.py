"""Which claims rest on a tenancy or a record, who is told so before a change, and what their trail says afterwards."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from accounts.actor import SYSTEM, actor_of
from accounts.models import City, User
from core import audit, outbox
from core.consequences import consequences
from core.values.verdict import Refused
from enterprises.models import Applicant
from enterprises.registers import correcting
from enterprises.registers.certifying import RecordChange
from enterprises.registers.resting import rests_on
from parks.models import Tenancy
from parks.places import keeping
from parks.places.keeping import SpaceChange
from parks.tenancies.leasing import TenancyChange
from subsidies.cases.picking import name_for
from subsidies.claims import resting
from subsidies.claims.models import Claim
from subsidies.claims.resting import HANDLER, rests_on_tenancies
from subsidies.policies import library
from tests import road
from tests.claims.rows import claim_row
from tests.factories import (
    AchievementFactory,
    AchievementTransferFactory,
    ApplicantFactory,
    ContractYearFactory,
    RecognitionFactory,
    TechnologyContractFactory,
    TenancyFactory,
)

pytestmark = pytest.mark.django_db


def test_a_scheme_rests_on_tenancies_that_asks_for_residence_or_pays_for_rented_months() -> None:
    schemes = library().schemes
    assert rests_on_tenancies(schemes["CZ-04A"])
    assert rests_on_tenancies(replace(schemes["CZ-12"], resident_asked=False))
    assert [code for code, scheme in schemes.items() if not rests_on_tenancies(scheme)] == [
        "JC-07", "JC-16", "CZ-09", "LL-06A", "LL-06B",
    ]  # fmt: skip


def test_whoever_puts_a_record_right_is_told_of_the_money_and_the_claims_that_rest_on_it(
    policies: None, company: Applicant, applicant: User, reviewer: User
) -> None:
    def said(record: object) -> str:
        return "".join(row.sentence for row in consequences(RecordChange(record)))

    claim = road.accepted(road.resident(company), applicant, reviewer)
    record = claim.case().record
    assert f"申报 {claim.number} 正在办理，以这条记录为依据" in said(record) and "核定" not in said(record)
    road.approve(claim=claim, by=actor_of(reviewer), reason=road.NOT_TWICE)
    road.work_off("awards.reckon")
    assert f"已经核定：{claim.number} 核定 ¥300,000.00。" in said(record) and "正在办理" not in said(record)
    assert "核定" not in said(RecognitionFactory(applicant=company, certificate_no="GR202614000009"))
    road.revoked(claim.awards.get(), reviewer)
    assert "¥300,000.00" not in said(record) and "正在办理" in said(record)


@pytest.fixture
def tenancy(company: Applicant) -> Tenancy:
    made: Tenancy = TenancyFactory(applicant=company)
    return made


def told(tenancy: Tenancy) -> list[str]:
    return [row.sentence for row in consequences(TenancyChange(tenancy), work_alone=True)]


def test_open_claims_of_the_tenant_in_its_city_are_told_and_noted(
    tenancy: Tenancy, company: Applicant, other_company: Applicant
) -> None:
    claims = [claim_row(company, number, "CZ-04A") for number in ("CZ1", "CZ2")]
    claim_row(company, "CZ3", "CZ-09")
    claim_row(company, "CZ4", "CZ-04A", state="awarded")
    claim_row(company, "CZ5", "CZ-04A", state="draft")
    claim_row(other_company, "CZ7", "CZ-04A")
    (found,) = consequences(TenancyChange(tenancy), work_alone=True)
    assert found.sentence == (
        f"{company}有2件办理中的申报以入驻记录为依据：CZ1、CZ2。保存后会记入这些申报的办理记录，请提醒审核人员重新核对。"
    )
    assert found.handler == HANDLER
    assert found.arguments == {"applicant_id": company.pk, "city_id": company.city_id, "tenancy": str(tenancy.space)}
    assert [audit.history(row) for row in claims] == [[], []]  # it reads and writes nothing


def test_nobody_is_told_where_no_claim_is_open(tenancy: Tenancy, other_company: Applicant) -> None:
    claim_row(other_company, "CZ1", "CZ-04A")
    assert told(tenancy) == []


def test_a_worker_notes_the_change_on_each_claim(tenancy: Tenancy, company: Applicant) -> None:
    claims = [claim_row(company, number, "CZ-04A") for number in ("CZ1", "CZ2")]
    settled = claim_row(company, "CZ3", "CZ-04A", state="awarded")
    (found,) = consequences(TenancyChange(tenancy), work_alone=True)
    outbox.enqueue(found.handler, **found.arguments)
    road.work_off(HANDLER)
    for row in claims:
        (entry,) = audit.history(row)
        assert (entry.action, entry.chain) == ("ground_changed", "changzhi")
        assert entry.detail == {"record": str(tenancy.space)}
    assert audit.history(settled) == []
    Claim.objects.exclude(pk=settled.pk).update(state="withdrawn")
    outbox.enqueue(found.handler, **found.arguments)
    road.work_off(HANDLER)
    assert [len(audit.history(row)) for row in claims] == [1, 1]


def test_a_worker_notes_the_change_where_it_is_the_only_claim(tenancy: Tenancy, company: Applicant) -> None:
    claim = claim_row(company, "CZ1", "CZ-04A")
    (found,) = consequences(TenancyChange(tenancy), work_alone=True)
    outbox.enqueue(found.handler, **found.arguments)
    road.work_off(HANDLER)
    assert [entry.chain for entry in audit.history(claim)] == ["changzhi"]


def test_a_record_rests_with_what_it_hangs_on_and_what_hangs_on_that(changzhi: City) -> None:
    owner = ApplicantFactory(city=changzhi, university=True)
    result = AchievementFactory(applicant=owner, city=changzhi)
    contract = TechnologyContractFactory(applicant=owner, achievement=result)
    year = ContractYearFactory(applicant=owner, contract=contract)
    transfer = AchievementTransferFactory(applicant=owner, achievement=result, contract=contract)
    another = TechnologyContractFactory(applicant=owner)
    assert rests_on(contract) == []
    for number, record, state in (
        ("CZ1", contract, "submitted"), ("CZ2", transfer, "awarded"), ("CZ3", contract, "withdrawn"),
        ("CZ4", contract, "draft"), ("CZ5", another, "submitted"), ("CZ6", year, "refused"),
    ):  # fmt: skip
        claim_row(owner, number, "CZ-09", state=state, record=name_for(record))
    assert rests_on(contract) == ["申报 CZ1", "申报 CZ2", "申报 CZ6"]
    assert rests_on(year) == ["申报 CZ1", "申报 CZ2", "申报 CZ6"]
    assert rests_on(result) == ["申报 CZ1", "申报 CZ2"]
    assert rests_on(another) == ["申报 CZ5"]


def test_whoever_changes_a_room_is_told_of_the_claims_whose_months_are_counted_from_it(
    policies: None, company: Applicant, other_company: Applicant, operator: User, client_of: Any
) -> None:
    old = TenancyFactory(applicant=company, office=True, starts_on=date(2019, 1, 1)).space
    mine = TenancyFactory(applicant=company, office=True).space.premises.get()
    for number, of_whom, scheme, record, state in (
        ("CZ1", company, "CZ-12", mine, "accepted"), ("CZ2", company, "CZ-12", mine, "awarded"),
        ("CZ3", company, "CZ-12", old.premises.get(), "accepted"), ("CZ4", company, "CZ-04A", mine, "accepted"),
        ("CZ5", other_company, "CZ-12", mine, "accepted"),
    ):  # fmt: skip
        claim_row(of_whom, number, scheme, record=name_for(record), state=state)
    said = (
        f"{company}的申报 CZ1 从最早租用的房屋起计算补贴期限，这处房屋也是依据。改动以后，这处房屋重新核验，"
        "它们才能审核通过；改动用途会改变起算的月份，请先核对租赁合同。"
    )
    assert [row.sentence for row in consequences(SpaceChange(old)) if "补贴期限" in row.sentence] == [said]
    page = client_of(operator).get(reverse("admin:parks_space_change", args=[old.pk])).content.decode()
    assert said in page
    other = TenancyFactory(applicant=other_company).space
    assert not [row for row in consequences(SpaceChange(other)) if "CZ1" in row.sentence]


def test_no_rent_is_paid_while_a_room_that_was_moved_to_another_use_waits_to_be_certified(
    policies: None, company: Applicant, applicant: User, reviewer: User, operator: User
) -> None:
    old = TenancyFactory(applicant=company, starts_on=date(2019, 1, 1)).space
    road.resident(company)
    claim = road.accepted(company, applicant, reviewer, **road.RENT)
    old.kind = "office"
    keeping.keep(old, by=actor_of(operator))
    with pytest.raises(Refused, match=f"经营场所“{old}”还没有核验"):
        road.approve(claim=claim, by=actor_of(reviewer), reason=road.NOT_TWICE)
    claim.refresh_from_db()
    assert claim.state == "accepted"


def test_only_claims_that_count_from_the_first_rooms_are_told_of_a_room(policies: None, company: Applicant) -> None:
    old = TenancyFactory(applicant=company, office=True, starts_on=date(2019, 1, 1)).space
    mine = TenancyFactory(applicant=company, office=True).space.premises.get()
    for number, scheme in (("CZ1", "CZ-12"), ("CZ2", "CZ-04A"), ("CZ3", "CZ-03")):
        claim_row(company, number, scheme, record=name_for(mine), state="accepted")
    (told,) = resting.counted_from_first_rooms(SpaceChange(old))
    assert "CZ1" in told.sentence and "CZ2" not in told.sentence and "CZ3" not in told.sentence


def test_whoever_let_a_claim_pass_is_known_by_it_as_long_as_it_is_paid_or_will_be(
    policies: None, company: Applicant, applicant: User, reviewer: User, second_reviewer: User
) -> None:
    claim = road.accepted(road.resident(company), applicant, reviewer)
    by, another, record = actor_of(reviewer), actor_of(second_reviewer), claim.case().record
    assert not resting.ever_let_pass(by) and not resting.let_pass(by, record)
    road.approve(claim=claim, by=by, reason=road.NOT_TWICE)
    assert resting.ever_let_pass(by) and resting.let_pass(by, record) and resting.has_approved(by, [claim.pk])
    for person in (another, SYSTEM):
        assert not resting.ever_let_pass(person) and not resting.let_pass(person, record)
        assert not resting.has_approved(person, [claim.pk])
    assert (resting.ever_let_pass, resting.let_pass) in correcting._LET_PASS
    Claim.objects.update(state="accepted")
    assert resting.ever_let_pass(by) and not resting.let_pass(by, record)
