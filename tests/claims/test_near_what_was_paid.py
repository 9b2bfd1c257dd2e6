"""What was paid is put right to something else afterwards: what comes again under its old name is still near to it."""

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from accounts.actor import actor_of
from accounts.models import City, User
from core.audit.recalling import CHANGED_SINCE
from core.models import AuditEntry
from enterprises.models import Applicant, Correction, RegisterRecord
from enterprises.registers import correcting
from parks.models import Premises
from subsidies.cases.picking import name_for
from subsidies.claims.models import Claim
from subsidies.claims.near.claims import near_claims
from subsidies.claims.near.elsewhere import near_elsewhere
from subsidies.claims.near.finding import near_to
from tests.admin.test_sheets_in_and_out import imported
from tests.claims.rows import claim_row
from tests.factories import (
    AchievementFactory,
    ApplicantFactory,
    BuildingFactory,
    DealFactory,
    EngagementFactory,
    PersonFactory,
    PremisesFactory,
    PrizeFactory,
    SpaceFactory,
    TechnologyContractFactory,
    TenancyFactory,
    applicant_of,
    office_user,
)

pytestmark = pytest.mark.django_db


def found(claim: Claim) -> dict[str, str]:
    return {str(row.claim.number): row.how for row in near_claims(claim)}


def put_right(record: RegisterRecord, **values: Any) -> None:
    """Asked for by its applicant, taken by the office."""
    owner: Any = record.applicant  # type: ignore[attr-defined]  # a record of an applicant
    number = Correction.objects.count()
    by = actor_of(applicant_of(owner, f"asks-{number}"))
    asked = correcting.propose(record=record, values=values, reason="登记有误", by=by)
    correcting.take(correction=asked, by=actor_of(office_user("reviewer", owner.city, more=f"-{number}")))


def prize(owner: Applicant, number: str, title: str, certificate: str, day: int, state: str = "submitted") -> Any:
    row = PrizeFactory(
        applicant=owner, in_contest=True, name=f"大赛{certificate}", certificate_no=certificate, project_title=title,
        awarded_on=date(2026, 9, day),
    )  # fmt: skip
    return row, claim_row(owner, number, "JC-09", record=name_for(row), reference=number, state=state)


@pytest.mark.parametrize("own", [True, False])
def test_a_paid_prize_is_told_by_the_title_that_it_had(jincheng: City, own: bool) -> None:
    owner, other = (ApplicantFactory(city=jincheng) for _ in range(2))
    paid, first = prize(owner, "JC1", "晶圆键合对准", "壹PZ-7001", 25, "awarded")
    put_right(paid, project_title="矿用隔爆摄像仪", certificate_no="壹QX-5588")
    _, again = prize(owner if own else other, "JC2", "晶圆键合对准", "SX2026-0031", 26)
    prize(other, "JC3", "巷道锚杆", "TY-8", 27)
    assert found(again) == {"JC1": f"获奖项目相同{CHANGED_SINCE}"}
    assert found(first) == {"JC2": f"获奖项目相同{CHANGED_SINCE}"}
    assert near_to(again).paid


def test_every_reading_that_a_record_ever_had_counts(jincheng: City) -> None:
    owner, other = (ApplicantFactory(city=jincheng) for _ in range(2))
    paid, _ = prize(owner, "JC1", "晶圆键合对准", "壹PZ-7001", 25, "awarded")
    for title, certificate in (("矿用隔爆摄像仪", "壹QX-5588"), ("煤泥沉降", "甲9")):
        paid.refresh_from_db()
        type(paid).objects.filter(pk=paid.pk).update(certified=True)
        paid.refresh_from_db()
        put_right(paid, project_title=title, certificate_no=certificate)
    _, by_title = prize(other, "JC2", "矿用隔爆摄像仪", "乙1", 1)
    _, by_number = prize(other, "JC3", "另一项目", "晋PZ-7001-壹QX-5588", 2)
    assert found(by_title) == {"JC1": f"获奖项目相同{CHANGED_SINCE}"}
    assert found(by_number) == {}


def test_a_result_that_was_renamed_is_told_by_its_old_name_beneath_its_contract(changzhi: City, jincheng: City) -> None:
    owner, other, there = (ApplicantFactory(city=city) for city in (changzhi, changzhi, jincheng))
    claims = []
    for place, (applicant, title) in enumerate(
        ((owner, "矿井瓦斯监测"), (other, "矿井瓦斯监测"), (there, "矿井瓦斯监测"))
    ):
        made = AchievementFactory(applicant=applicant, city=applicant.city, registration_no=f"{place}", title=title)
        row = TechnologyContractFactory(
            applicant=applicant, achievement=made, title="煤泥链轮锚杆"[place * 2 :][:2],
            registered_no=f"{place}{place}", seller=f"卖{place}", buyer=f"买{place}",
        )  # fmt: skip
        code = "JC-08" if applicant is there else "CZ-09"
        claims.append(claim_row(applicant, f"N{place}", code, record=name_for(row)))
        if not place:
            put_right(made, title="钙钛矿电池", registration_no="甲字第88号")
    told = f"科技成果名称相同{CHANGED_SINCE}"
    assert found(claims[1]) == {"N0": told}
    assert {row.number: row.how for row in near_elsewhere(claims[2])} == {"N0": told, "N1": "科技成果名称相同"}


@pytest.mark.parametrize("by_page", [True, False])
def test_a_result_that_was_exchanged_is_told_as_the_contracts_own(
    changzhi: City, client_of: Any, by_page: bool
) -> None:
    owner, other = (ApplicantFactory(city=changzhi) for _ in range(2))
    rows = (("0001", "矿井瓦斯监测"), ("0002", "钙钛矿电池"))
    results = [
        AchievementFactory(applicant=owner, city=changzhi, registration_no=number, title=title)
        for number, title in rows
    ]
    paid = TechnologyContractFactory(
        applicant=owner, achievement=results[0], title="煤泥", registered_no="甲1", buyer="买甲"
    )
    claim_row(owner, "CZ1", "CZ-09", record=name_for(paid), state="awarded")
    if by_page:
        client = client_of(office_user("operator", changzhi))
        page = reverse("admin:enterprises_technologycontract_change", args=[paid.pk])
        names = ("registered_no", "contract_kind", "title", "seller", "seller_uscc", "buyer", "buyer_uscc", "signed_on")
        form = {name: getattr(paid, name) for name in names} | {"achievement": results[1].pk, "source": paid.source}
        assert client.post(page, form).status_code == 302
    else:
        put_right(paid, achievement=results[1])
    alike = AchievementFactory(applicant=other, city=changzhi, registration_no="别9", title="矿井瓦斯监测系统")
    again = TechnologyContractFactory(
        applicant=other, achievement=alike, title="链轮", registered_no="乙22", seller="卖乙", buyer="买乙"
    )
    mine = claim_row(other, "CZ2", "CZ-09", record=name_for(again))
    assert found(mine) == {"CZ1": f"科技成果名称相近{CHANGED_SINCE}"}


def test_a_person_is_told_by_the_name_that_it_had(jincheng: City) -> None:
    owner = ApplicantFactory(city=jincheng)
    people = []
    for number, name, day in (("壹RC-9101", "壹引进丙", 15), ("晋RC2026-51", "壹引进丙", 16), ("SB-9", "李大河", 17)):
        person = PersonFactory(applicant=owner, person_no=number, name=name)
        row = EngagementFactory(person=person, hired_on=date(2026, 3, day))
        claim = claim_row(owner, f"JC{day}", "JC-11A", record=name_for(row), on=row.hired_on)
        if day == 15:
            put_right(person, name="钱海涛", person_no="SB-77-21")
        people.append(claim)
    told = f"姓名相同、编号不同{CHANGED_SINCE}"
    assert found(people[1]) == {"JC15": told} and found(people[0]) == {"JC16": told}
    assert found(people[2]) == {}


def test_a_room_is_told_by_the_address_that_it_had(changzhi: City) -> None:
    owner, other = (ApplicantFactory(city=changzhi) for _ in range(2))
    rooms = PremisesFactory(applicant=owner, address="长治市壹攻中街5号金茂大厦1501室")
    claim_row(owner, "CZ1", "CZ-12", record=name_for(rooms), state="awarded")
    put_right(rooms, address="长治市壹攻外环88号银座2702室")
    again = PremisesFactory(applicant=other, address="壹攻中街5号（金茂大厦15层）1501")
    mine = claim_row(other, "CZ2", "CZ-12", record=name_for(again))
    told = f"地址中的楼栋（门牌）和房号相同{CHANGED_SINCE}"
    assert found(mine) == {"CZ1": told}


def test_a_space_of_the_park_is_told_by_the_number_that_it_had(changzhi: City, client_of: Any, operator: User) -> None:
    house = BuildingFactory(park__valley__city=changzhi, name="研发楼")
    claims = []
    for place, number in enumerate(("701", "701室", "703")):
        space = SpaceFactory(building=house, number=number, office=True)
        TenancyFactory(space=space, applicant=ApplicantFactory(city=changzhi))
        row = Premises.objects.get(space=space)
        claims.append(claim_row(row.applicant, f"CZ{place}", "CZ-12", record=name_for(row)))
        if not place:
            typed = {"building": house.pk, "number": "902", "kind": "office", "area_m2": space.area_m2}
            answer = client_of(operator).post(f"/admin/parks/space/{space.pk}/change/", typed)
            assert answer.status_code == 302
    told = f"楼栋和房号只差写法{CHANGED_SINCE}"
    assert found(claims[1]) == {"CZ0": told} and found(claims[0]) == {"CZ1": told}


def test_what_a_sheet_put_right_is_told_as_it_was(jincheng: City, client_of: Any) -> None:
    owner, other = (ApplicantFactory(city=jincheng) for _ in range(2))
    sold = {"buyer": "晋城用户集团", "closed_on": date(2026, 7, 12)}
    first = DealFactory(applicant=owner, contract_no="XS-01", product_name="激光退火机", deal_fen=680_000_00, **sold)
    claim_row(owner, "JC1", "JC-10", record=name_for(first), state="awarded")
    head = "统一社会信用代码,销售合同编号,产品名称\n"
    client = client_of(office_user("operator", jincheng))
    assert imported(client, "enterprises.deal", f"{head}{owner.unit_code},XS-01,磁力搅拌器\n").status_code == 302
    entry = AuditEntry.objects.filter(action="import_records").get()
    assert entry.detail["changes"] == [{"field": "product_name", "was": "激光退火机", "is": "磁力搅拌器"}]
    again = DealFactory(applicant=other, contract_no="甲9", product_name="激光退火机", deal_fen=500_000_00, **sold)
    mine = claim_row(other, "JC2", "JC-10", record=name_for(again))
    assert found(mine) == {"JC1": f"产品名称相同{CHANGED_SINCE}"}
