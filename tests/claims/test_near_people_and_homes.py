"""One person, one home and one platform come again under another number or name: each is near to the first."""

from datetime import date

import pytest

from accounts.models import City
from core.likeness.places import same_place
from enterprises.models import Applicant
from subsidies.cases.picking import name_for
from subsidies.claims.models import Claim
from subsidies.claims.near.people import TWO_NAMES
from subsidies.grants import granting
from talent.models import Person
from tests.claims.rows import claim_row, claimed, found
from tests.factories import (
    ApplicantFactory,
    EngagementFactory,
    HomeFactory,
    PersonFactory,
    PlatformFactory,
)

LATER = date(2025, 9, 1)
pytestmark = pytest.mark.django_db


def home(owner: Applicant, number: str, name: str, address: str, contract_no: str) -> Claim:
    person = PersonFactory(applicant=owner, person_no=f"RC-{number}", name=name)
    return claimed(number, "JC-14", HomeFactory(person=person, address=address, contract_no=contract_no))


def test_one_home_of_two_certified_people_is_near_by_its_contract_and_by_its_address(jincheng: City) -> None:
    owner = ApplicantFactory(city=jincheng)
    address = "晋城市示例花园3号楼2单元1001室"
    mine = home(owner, "JC1", "甲夫", address, "晋房预2026-0099")
    home(owner, "JC2", "乙妇", address, "晋房预2026-0099")
    home(owner, "JC3", "丙某", "示例花园3-2-1001", "另一合同")
    home(owner, "JC4", "丁某", "晋城市示例花园3号楼2单元1002室", "晋房预2026-0100")
    home(owner, "JC5", "戊某", "另一小区9号楼", "预2026-0099")
    assert found(mine) == [("JC2", "编号相同、房屋地址相近"), ("JC3", "房屋地址相近"), ("JC5", "编号中的数字相同")]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("晋城市示例花园3号楼2单元1001室", "示例花园3栋2单元1001", True),
        ("山西省晋城市示例花园3号楼1001室", "晋城示例花园3-1001", True),
        ("示例花园3号楼1001室", "示例花园3号楼1002室", False),
        ("示例花园3号楼1001室", "另一花苑3号楼1001室", False),
        ("示例花园3号楼1001室", "示例花苑3号楼1001室", True),
        ("示例花园", "示例花园", False),
        ("示例花园3号楼2单元1001室", "示例路66号示例花园3-2-1001", True),
        ("晋城市示例花园3号楼2单元1001室", "晋城市示例路甲66号示例花园3-2-1001", True),
        ("示例花园3号楼2单元1001室", "示例路66号另一花苑3-2-1001", False),
        ("示例花园3号楼2单元1001室", "示例路66号示例花园3-2-1002", False),
        ("示例花园3号楼2单元1001室", "示例路66号3-2-1001", True),
        ("示例花园3号楼1001室", "示例路66号3-1001", False),
        ("示例路66号示例花园3-1001", "示例路66号3号楼1001室", True),
        ("示例路66号3号楼1001室", "另一街8号3号楼1001室", False),
        ("示例路66号3号楼2单元1001室", "另一街8号3号楼2单元1001室", False),
        ("示例路66号", "示例路66号", True),
        ("示例路66号", "另一街66号", False),
        ("", "", False),
    ],
)
def test_addresses_are_one_place_by_their_numbers_and_words(one: str, other: str, same: bool) -> None:
    assert same_place(one, other, "晋城") is same is same_place(other, one, "晋城")


def hired(owner: Applicant, number: str, name: str, day: date = date(2025, 6, 1)) -> Claim:
    person = PersonFactory(applicant=owner, person_no=number, name=name)
    place = Claim.objects.count() + 1
    return claim_row(owner, f"JC{place}", "JC-13", record=name_for(EngagementFactory(person=person, hired_on=day)))


def test_one_person_of_two_employers_is_near_though_the_name_has_an_addition_or_another_character(
    jincheng: City,
) -> None:
    one, other = (ApplicantFactory(city=jincheng) for _ in range(2))
    mine = hired(one, "SB-5001", "拾攻丙明")
    hired(other, "RC2026-77", "拾攻丙明（博士）", date(2025, 9, 1))
    variant = hired(other, "RC2026-99", "拾攻 丙眀")
    late = hired(other, "RC2026-98", "拾攻丙日", date(2025, 9, 1))
    hired(other, "RC2026-97", "钱大河")
    same, alike = "姓名相同、编号不同", "姓名相近、编号不同"
    assert found(mine) == [("JC2", same), ("JC3", alike)]
    assert found(variant) == [("JC1", alike)]
    for claim in (mine, late):
        held = [("", "living_allowance_months", f"{claim.pk}|2026-01")]
        granting.hold(matters=held, claim_number=str(claim.number))
    assert found(mine) == [("JC2", same), ("JC3", alike), ("JC4", alike)]


@pytest.mark.parametrize(
    ("one", "other", "own", "near"),
    [
        ("拾陆·约翰·史密斯", "JOHN SHILIU SMITH", True, True), ("拾陆·约翰·史密斯", "史密斯", True, True),
        ("史密斯", "John Smith", True, True), ("约翰·史密斯", "拾陆·约翰·史密斯", True, True),
        ("拾陆·约翰·史密斯", "史密斯", False, True), ("拾陆·约翰·史密斯", "JOHN SHILIU SMITH", False, False),
        ("王小川", "JOHN SHILIU SMITH", True, False), ("阿依古丽·买买提", "古丽娜·买买提", True, False),
        ("拾陆·约翰·史密斯", "王小川", True, False), ("JOHN SMITH", "MARIA ROSSI", True, False),
    ],
)  # fmt: skip
def test_a_foreigner_under_two_names_is_near_for_the_months_of_both(
    jincheng: City, one: str, other: str, own: bool, near: bool
) -> None:
    employers = [ApplicantFactory(city=jincheng) for _ in range(2)]
    mine, theirs = (hired(employers[0], "晋才2026-016", one), hired(employers[1 - own], "E16012345", other, LATER))
    assert found(mine) == []
    for claim, month in ((mine, "2026-03"), (theirs, "2026-03")):
        granting.hold(matters=[("", "flexible_months", f"{claim.pk}|{month}")], claim_number=str(claim.number))
    assert found(mine) == ([("JC2", TWO_NAMES)] if near else [])
    assert found(theirs) == ([("JC1", TWO_NAMES)] if near else [])


def test_twenty_graduates_of_one_employer_are_not_near_to_each_other(jincheng: City) -> None:
    owner = ApplicantFactory(city=jincheng)
    names = [f"{family}{given}" for family in "赵钱孙李" for given in ("小川", "大河", "志远", "文", "雨桐")]
    claims = [hired(owner, f"SB-2025{place:03}", name) for place, name in enumerate(names)]
    for claim in claims:
        held = [("", "living_allowance_months", f"{claim.pk}|2026-01")]
        granting.hold(matters=held, claim_number=str(claim.number))
    assert len(names) == 20 and [found(claim) for claim in claims] == [[]] * 20


def test_of_graduates_called_alike_it_is_said_that_their_names_make_them_near(jincheng: City) -> None:
    owner = ApplicantFactory(city=jincheng)
    mine, other = (hired(owner, f"SB-2025{place:03}", f"示例毕业生十{place:02}") for place in (1, 2))
    Person.objects.update(certified=False)
    for claim in (mine, other):
        held = [("", "living_allowance_months", f"{claim.pk}|2026-01")]
        granting.hold(matters=held, claim_number=str(claim.number))
    assert found(mine) == [("JC2", "同一单位的另一人，姓名相近，月份重叠（2026年1月）")]


def test_one_platform_with_its_city_or_province_before_it_is_near_under_another_category(jincheng: City) -> None:
    owner, other = (ApplicantFactory(city=jincheng) for _ in range(2))
    rows = ((owner, "JC-05A", "拾攻激光制造研究院"), (other, "JC-04", "晋城拾攻激光制造研究院"))
    rows += ((owner, "JC-06A", "拾攻星火众创空间"), (other, "JC-04", "山西拾攻星火众创空间"))
    claims = [
        claimed(
            f"JC{place}", scheme, PlatformFactory(applicant=applicant, city=jincheng, name=name, level="provincial")
        )
        for place, (applicant, scheme, name) in enumerate(rows)
    ]
    how, own = "创新平台名称相近", "同一单位的创新平台"
    assert found(claims[0]) == [("JC1", how), ("JC2", own)] and found(claims[3]) == [("JC1", own), ("JC2", how)]
