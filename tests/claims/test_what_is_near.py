"""What looks like the same matter twice stands on top of the claim's page, and an approval then says why it is not."""

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from accounts.actor import Role, actor_of
from accounts.models import User
from core import audit
from core.likeness.comparing import alike_to
from core.values.verdict import Refused
from enterprises.models import Applicant, TechnologyContract
from parks.models import Premises
from parks.registers.addressing import NO_ROOM
from subsidies.cases.picking import name_for
from subsidies.claims import claiming, reviewing
from subsidies.claims.models import Claim
from subsidies.claims.near.achievements import OWN_RESULT
from subsidies.claims.near.finding import Near, near_to
from subsidies.grants import granting
from talent.models import Person
from tests import road
from tests.claims.rows import claim_row
from tests.factories import (
    ApplicantFactory,
    PlatformFactory,
    RecognitionFactory,
    TenancyFactory,
    applicant_of,
    office_user,
)
from tests.pages import address

WHY = "两处不同的厂房，已实地核对"
HIRED = {"high_level_talent": "true", "contract_years": "5", "insurance_months": "8"}
TRADE = {"contract_kind": "technology_transfer", "converter_resident": "true", "transaction_amount": "2000000"}


@pytest.mark.parametrize(
    ("left", "right", "how"),
    [
        ("智能采煤装备中试平台", "智能采煤装备中试基地", "名称相近"),
        ("长治市智能采煤装备中试平台", "智能采煤装备中试平台有限公司", "名称相近"),
        ("长治智能采煤装备研究中心", "智能采煤装备研究院", "名称相近"),
        ("智能采煤装备的中试平台", "智能采煤装备中试基地", "名称相近"),
        ("GR202614000001", "证书编号：GR 2026 1400 0001", "相同"),
        ("GR202614000001", "GR202614000007", "只差一个字符"),
        ("智能采煤装备中试平台", "光伏组件检测平台", ""),
        ("检测中心", "研究中心", ""),
        ("GR202614000001", "GR202699999999", ""),
        ("", "智能采煤装备", ""),
    ],
)
def test_names_are_alike_once_what_all_have_is_off(left: str, right: str, how: str) -> None:
    assert alike_to(left, "长治")(right) == how == alike_to(right, "长治")(left)


def leased(company: Applicant, user: User, reference: str, area: str, first: str, last: str) -> Claim:
    facts = road.RENT["typed"]["facts"] | {"first_month": first, "last_month": last, "area_m2": area}
    return road.submitted(
        company, user, scheme="CZ-12", typed=road.answers(on="2025-12-31", reference=reference, **facts)
    )


@pytest.fixture
def two_leases(ready, company: Applicant, applicant: User) -> list[Claim]:
    """One company, rooms that may be the same for three months, and others."""
    spans = (
        ("河东路88号厂房", "300", "2025-01", "2025-06"),
        ("河东路88号", "400", "2025-04", "2025-12"),
        ("丙处", "500", "2025-07", "2025-12"),
    )
    return [leased(company, applicant, *span) for span in spans]


def hows(near: Near) -> list[str]:
    return [row.how for row in near.claims]


@pytest.mark.django_db
def test_the_same_months_of_one_applicant_are_near(two_leases: list[Claim]) -> None:
    first, second, third = two_leases
    told = f"房屋名称相近、{NO_ROOM}，月份重叠（2025年4月至6月）"
    assert hows(near_to(first)) == hows(near_to(second)) == [told]
    assert not near_to(third).shown
    Premises.objects.filter(address__in=["河东路88号", "丙处"]).update(lease_no="租 2025-7")
    assert hows(near_to(third)) == ["编号相同、月份重叠（2025年7月至12月）"], "two addresses under one lease"


@pytest.mark.django_db
def test_the_next_months_of_one_room_are_approved_without_a_reason_by_whoever_certified_it(
    ready, company: Applicant, applicant: User, reviewer: User
) -> None:
    by = actor_of(reviewer)
    first = leased(company, applicant, "河东路88号厂房", "300", "2025-01", "2025-06")
    road.approve(claim=road.taken_up(first), by=by)
    road.work_off()
    claim = leased(company, applicant, "河东路88号厂房", "300", "2025-07", "2025-09")
    Premises.objects.update(certified=True, certified_by=reviewer)
    assert claim.record == first.record and not near_to(claim).shown
    assert road.approve(claim=road.taken_up(claim), by=by).state == "approved"


@pytest.mark.django_db
def test_two_spaces_of_the_park_are_two_however_alike_they_are_called(company: Applicant) -> None:
    claims = []
    for number in ("研发楼501", "研发楼502"):
        space = TenancyFactory(applicant=company, space__number=number).space
        row = Premises.objects.get(applicant=company, space=space)
        name = name_for(row)
        claims.append(
            claim_row(company, f"CZ{number}", "CZ-12", record=name, reference=str(row), on=date(2025, 12, 31))
        )
        granting.hold(matters=[("", "premises_months", f"{name}|2025-03")], claim_number=f"CZ{number}")
    assert [near_to(claim).claims for claim in claims] == [[], []]


@pytest.mark.django_db
def test_whoever_is_called_otherwise_is_not_near_by_months_and_a_name_one_character_off_is(employers) -> None:
    names = enumerate(("赵小川", "钱大河", "赵小州"), 3)
    one, other, alike = (introduced(employers[0], f"SB-{n}{n}{n}{n}", name) for n, name in names)
    Person.objects.filter(name="赵小州").update(certified=False)
    assert [(row.claim, row.how) for row in near_to(one).claims] == [(alike, "同一单位、同一天、姓名相近、编号不同")]
    assert near_to(other).claims == []


@pytest.mark.django_db
def test_of_more_than_ten_it_is_said_how_many_more_are_near(ready, company, applicant, reviewer, client_of) -> None:
    claim = road.submitted(company, applicant)
    for number in range(12):
        claim_row(company, f"CZN{number:02}", "CZ-04A", on=claim.on, state="awarded")
    near = near_to(claim)
    assert (len(near.claims), near.more, near.folds) == (10, 2, [])
    page = client_of(reviewer).get(reverse("admin:claims_claim_change", args=[claim.pk])).content.decode()
    assert "另有 2 份相近的申报没有列出" in page


@pytest.mark.django_db
def test_many_that_are_near_for_one_reason_are_one_line_with_their_numbers_on_demand(
    ready, company, applicant, reviewer, client_of
) -> None:
    claim = road.submitted(company, applicant)
    for number in range(22):
        claim_row(company, f"CZN{number:02}", "CZ-04A", on=claim.on)
    paid = claim_row(company, "CZP", "CZ-04A", on=claim.on, state="awarded")
    near = near_to(claim)
    assert [row.claim for row in near.claims] == [paid] and near.more == 0 and near.wants_reason
    assert [(fold.how, len(fold.rows)) for fold in near.folds] == [("同一单位、同一天", 22)]
    assert near.named[:1] == ["CZP"] and near.named[1].endswith("等22份")
    page = client_of(reviewer).get(reverse("admin:claims_claim_change", args=[claim.pk])).content.decode()
    assert f"同一单位、同一天：{company.name}的 22 份申报" in page and "CZN00" in page and "CZN21" in page
    assert "这里列出最近的 20 份，另有 3 份" in page


@pytest.mark.django_db
def test_four_that_are_near_for_one_reason_are_read_one_by_one(ready, company, applicant) -> None:
    claim = road.submitted(company, applicant)
    for number in range(4):
        claim_row(company, f"CZN{number:02}", "CZ-04A", on=claim.on)
    assert (len(near_to(claim).claims), near_to(claim).folds) == (4, [])
    claim_row(company, "CZN05", "CZ-04A", on=claim.on)
    assert (near_to(claim).claims, len(near_to(claim).folds)) == ([], 1)


@pytest.mark.django_db
def test_an_achievement_called_a_little_otherwise_is_near_and_the_same_one_is_not(changzhi, reviewer: User) -> None:
    road.policies_loaded()
    university = ApplicantFactory(city=changzhi, university=True)
    user = applicant_of(university)

    def claimed(contract: str, achievement: str, on: str) -> Claim:
        typed = road.answers(on=on, reference=contract, **TRADE) | {"achievement": achievement}
        return road.submitted(university, user, scheme="CZ-09", typed=typed)

    first = claimed("技术合同甲", "矿井瓦斯智能监测技术", "2026-03-01")
    claimed("转让乙字第7", "矿井瓦斯智能监测技术", "2026-03-02")
    alike = claimed("许可丙", "矿井瓦斯智能监测系统", "2026-03-03")
    for row, title in zip(TechnologyContract.objects.order_by("pk"), ("巷道锚杆", "煤泥沉降", "链轮淬火"), strict=True):
        TechnologyContract.objects.filter(pk=row.pk).update(title=title, buyer=f"{title}买方")
    assert [(row.claim, row.how) for row in near_to(first).claims] == [(alike, f"科技成果名称相近、{OWN_RESULT}")]


@pytest.mark.django_db
def test_certificates_of_one_applicant_that_hold_at_once_are_near(ready, company: Applicant, applicant: User) -> None:
    held = {"applicant": company, "kind": "high_tech", "issued_on": date(2026, 3, 31), "expires_on": date(2029, 3, 30)}
    RecognitionFactory(certificate_no=road.CERTIFICATE, **held)
    other = RecognitionFactory(**held | {"certificate_no": "GR202514000555", "issued_on": date(2025, 1, 1)})
    RecognitionFactory(
        **held | {"certificate_no": "GR202014000777", "issued_on": date(2020, 1, 1), "expires_on": date(2022, 12, 31)}
    )
    RecognitionFactory(certificate_no="GR202614000999", issued_on=date(2026, 3, 31), kind="high_tech")
    near = near_to(road.submitted(company, applicant))
    assert [row.record for row in near.certificates] == [other] and near.wants_reason


@pytest.mark.django_db
def test_an_approval_says_why_and_the_applicant_does_not_read_it(
    two_leases: list[Claim], applicant: User, reviewer: User, client_of: Any
) -> None:
    first, second, _ = two_leases
    road.taken_up(first)
    with pytest.raises(Refused, match="写明为什么不是重复"):
        road.approve(claim=first, by=actor_of(reviewer), reason="  ")
    road.approve(claim=first, by=actor_of(reviewer), reason=WHY)
    entry = audit.history(first)[-1]
    assert (entry.action, entry.reason) == ("approve", "")
    assert road.beside_papers(entry) == {"judged": WHY, "near": [second.number]}
    assert WHY not in client_of(applicant).get(address("claim", first)).content.decode()


@pytest.mark.django_db
def test_the_page_shows_it_on_top_and_asks_for_the_reason(
    two_leases: list[Claim], reviewer: User, client_of: Any
) -> None:
    claim, client = road.taken_up(two_leases[0]), client_of(reviewer)
    page = client.get(reverse("admin:claims_claim_change", args=[claim.pk])).content.decode()
    assert page.index("可能重复，请核对") < page.index('id="h-amount"') and "为什么不是重复" in page
    take = reverse("admin:claims_claim_take", args=[claim.pk, "approve"])
    answer = client.post(take, {"version": claim.version})
    assert answer.status_code == 409 and "写明为什么不是重复" in answer.content.decode()
    assert (
        client.post(take, {"version": claim.version, "reason": WHY, "despite": road.WITHOUT_PAPERS}).status_code == 302
    )
    page = client.get(reverse("admin:claims_claim_change", args=[claim.pk])).content.decode()
    assert WHY in page


@pytest.mark.django_db
def test_the_same_people_ask_for_a_reason_once_they_claim_too(ready, company: Applicant, reviewer: User) -> None:
    company.legal_person = "王示例"
    company.save()
    other = ApplicantFactory(city=company.city, name="同人公司", legal_person="王示例")
    claim = road.submitted(company, applicant_of(company, "own"))
    near = near_to(claim)
    assert near.shown and not near.wants_reason
    road.submitted(
        road.resident(other),
        applicant_of(other, "other"),
        typed=road.answers(reference="GR202699999999", recognition_no="1"),
    )
    assert near_to(claim).wants_reason and near_to(claim).named == ["同人公司"]


@pytest.mark.django_db
def test_a_claim_with_nothing_near_needs_no_reason(ready, company: Applicant, applicant: User, reviewer: User) -> None:
    claim = road.taken_up(road.submitted(company, applicant))
    assert road.approve(claim=claim, by=actor_of(reviewer)).state == "approved"
    assert road.beside_papers(audit.history(claim)[-1]) == {}


@pytest.mark.django_db
def test_two_graduates_of_one_company_are_not_near_once_both_are_certified(jincheng) -> None:
    road.policies_loaded()
    company = road.resident(ApplicantFactory(city=jincheng))
    user = applicant_of(company)
    claims = [
        road.submitted(company, user, scheme="JC-11A", typed=road.answers(reference=number, **HIRED))
        for number in ("SB-0001", "SB-0002")
    ]
    assert not near_to(claims[0]).shown
    Person.objects.filter(person_no="SB-0002").update(certified=False)
    assert [row.claim for row in near_to(claims[0]).claims] == [claims[1]]


@pytest.fixture
def employers(jincheng: Any) -> list[Applicant]:
    """Two firms of one city that are resident there."""
    road.policies_loaded()
    return [road.resident(ApplicantFactory(city=jincheng)) for _ in range(2)]


def introduced(employer: Applicant, number: str, name: str = "赵小川") -> Claim:
    """A claim for somebody whom the employer brought in, certified by the office under that number."""
    user = applicant_of(employer)
    draft = road.drafted(employer, user, scheme="JC-11A", typed=road.answers(reference=number, **HIRED))
    Person.objects.filter(applicant=employer, person_no=number).update(name=name)
    return claiming.submit(claim=draft, by=actor_of(user))


@pytest.mark.django_db
def test_one_person_under_two_numbers_is_near_whoever_employs_it(employers: list[Applicant]) -> None:
    """Under the number of the talent here, under that of the insurance there: paid for twice, unless somebody looks."""
    first = introduced(employers[0], "RC-0001")
    other = introduced(employers[1], "SB-778899")
    introduced(employers[1], "SB-112233", name="钱小山")
    assert [(row.claim, row.how) for row in near_to(first).claims] == [(other, "姓名相同、编号不同")]
    assert [row.claim for row in near_to(other).claims] == [first]
    Person.objects.filter(person_no="SB-778899").update(certified=False, name="赵 小川")
    assert [row.claim for row in near_to(first).claims] == [other], "what is only declared is told too"


@pytest.mark.django_db
def test_of_a_claim_elsewhere_its_city_number_and_day_are_told_and_nothing_else(
    employers: list[Applicant], changzhi: Any, client_of: Any
) -> None:
    claim, other = introduced(employers[0], "RC-0001"), introduced(employers[1], "SB-778899")
    for row in (employers[1], other):
        type(row).objects.filter(pk=row.pk).update(city=changzhi)
    reviewer = office_user(Role.REVIEWER, claim.city)
    road.taken_up(claim)
    near = near_to(claim)
    assert not near.claims and near.shown and near.wants_reason and near.named == [str(other.number)]
    assert [(row.city, row.number, row.on, row.how) for row in near.elsewhere] == [
        ("长治", other.number, other.on, "姓名相同、编号不同")
    ]
    page = client_of(reviewer).get(reverse("admin:claims_claim_change", args=[claim.pk])).content.decode()
    assert "外市相近的申报" in page and str(other.number) in page
    assert employers[1].name not in page and "SB-778899" not in page
    assert reverse("admin:claims_claim_change", args=[other.pk]) not in page
    by = actor_of(reviewer)
    reviewing.decide_figure(claim=claim, name="decided_amount", value="100000", reason="按层次核定", by=by)
    with pytest.raises(Refused, match="写明为什么不是重复"):
        road.approve(claim=claim, by=by)
    assert road.approve(claim=claim, by=by, reason=WHY).state == "approved"


@pytest.mark.django_db
@pytest.mark.parametrize(("level", "near"), [("provincial", 1), ("city", 0)])
def test_a_platform_of_the_province_that_another_city_calls_alike_is_near(
    level: str, near: int, changzhi: Any, jincheng: Any
) -> None:
    road.policies_loaded()
    claims = []
    for city, code, name in ((changzhi, "CZ-05", "煤机装备重点实验室"), (jincheng, "JC-04", "晋城煤机装备实验室")):
        host = road.resident(ApplicantFactory(city=city))
        row = PlatformFactory(
            applicant=host, city=city, name=name, level=level, category="provincial_key_lab",
            recognised_on=date(2026, 3, 31),
        )  # fmt: skip
        typed = road.answers() | {"record": name_for(row)}
        claims.append(road.submitted(host, applicant_of(host), scheme=code, typed=typed))
    for claim, other in (claims, claims[::-1]):
        assert [(row.number, row.how) for row in near_to(claim).elsewhere] == [(other.number, "名称相近")] * near


@pytest.mark.django_db
def test_a_platform_that_was_paid_as_something_else_is_near_to_its_next_claim(jincheng: Any) -> None:
    """The same platform under two kinds of recognition: its category was put right after the first one was paid."""
    road.policies_loaded()
    host, reviewer = road.resident(ApplicantFactory(city=jincheng)), office_user("reviewer", jincheng)
    row = PlatformFactory(
        applicant=host, city=jincheng, level="city", category="new_rd_institution", recognised_on=date(2026, 3, 31)
    )
    typed = road.answers() | {"record": name_for(row)}
    paid = road.awarded(host, applicant_of(host), reviewer, scheme="JC-05A", typed=typed)
    type(row).objects.filter(pk=row.pk).update(category="city_tech_innovation_center")
    claim = road.accepted(host, paid.created_by, reviewer, scheme="JC-04", typed=typed)
    (near,) = near_to(claim).claims
    assert (near.claim, near.how) == (paid, "同一创新平台已按“新型研发机构认定支持”申报")
    with pytest.raises(Refused, match="写明为什么不是重复"):
        road.approve(claim=claim, by=actor_of(reviewer))
