"""Which claims of a city are near to one, read from their rows: text, achievement, months, day, platform."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from accounts.models import City
from enterprises.models import Achievement, Applicant
from parks.models import Premises, Space
from subsidies.cases.picking import name_for
from subsidies.claims.models import Claim
from subsidies.claims.near.claims import near_claims
from subsidies.claims.near.elsewhere import near_elsewhere
from subsidies.claims.near.kinds import of_the_kind
from subsidies.grants import granting
from tests.claims.rows import DAY, claim_row
from tests.factories import (
    AchievementFactory,
    AchievementTransferFactory,
    ApplicantFactory,
    PremisesFactory,
    PrizeFactory,
    SpaceFactory,
    TechnologyContractFactory,
    TenancyFactory,
)

pytestmark = pytest.mark.django_db
ONE_OFF = "只差一个字符"


def found(claim: Claim) -> list[tuple[str, str]]:
    return [(str(row.claim.number), row.how) for row in near_claims(claim)]


@pytest.fixture
def firms(changzhi: City) -> list[Applicant]:
    return [ApplicantFactory(city=changzhi) for _ in range(3)]


# ------------------------------------------------------------------ which are compared
def test_claims_of_one_kind_of_matter_are_compared_in_all_cities_once_they_are_handed_in(
    firms: list[Applicant], jincheng: City
) -> None:
    mine = claim_row(firms[0], "CZ1", "CZ-05")
    elsewhere = claim_row(ApplicantFactory(city=jincheng), "JC1", "JC-04")
    closed = claim_row(firms[1], "CZ2", "CZ-05", state="refused")
    for number, scheme, state in (
        ("JC2", "JC-05A", "submitted"), ("JC3", "JC-06A", "submitted"), ("CZ4", "CZ-05", "withdrawn"),
        ("CZ5", "CZ-05", "draft"), ("JC4", "JC-08", "submitted"),
    ):  # fmt: skip
        claim_row(firms[1], number, scheme, state=state)
    assert [row.number for row in of_the_kind(mine)] == ["JC3", "JC2", closed.number, elsewhere.number]


def test_five_thousand_are_compared_the_newest_first(firms: list[Applicant]) -> None:
    mine = claim_row(firms[0], "CZ1", "CZ-11", reference="AB123456")
    claim_row(firms[1], "CZ2", "CZ-11", reference="AB123457")
    handed_in = datetime(2026, 4, 1, tzinfo=UTC)

    def more(numbers: range) -> None:
        Claim.objects.bulk_create(
            Claim(
                city=firms[2].city, applicant=firms[2], number=f"N{number}", scheme_code="CZ-11", state="submitted",
                submitted_at=handed_in, reference="另一处",
            )
            for number in numbers
        )  # fmt: skip

    more(range(4_999))
    assert found(mine) == [("CZ2", f"装修{ONE_OFF}")]
    more(range(4_999, 5_000))
    assert found(mine) == []


# ------------------------------------------------------------------ by text
def test_a_reference_is_compared_where_it_names_the_matter_and_the_applicants_own_come_first(
    firms: list[Applicant],
) -> None:
    before, own, behind = firms
    mine = claim_row(own, "CZ1", "CZ-11", reference="AB123456")
    claim_row(own, "CZ2", "CZ-11", reference="AB123457")
    claim_row(before, "CZ3", "CZ-11", reference="AB123458")
    claim_row(behind, "CZ4", "CZ-11", reference="AB123459")
    claim_row(behind, "CZ5", "CZ-11", reference="别的房屋")
    how = f"装修{ONE_OFF}"
    assert found(mine) == [("CZ2", how), ("CZ4", how), ("CZ3", how)]
    code = claim_row(own, "CZ6", "CZ-03", reference="91140400MA0000001")
    claim_row(before, "CZ7", "CZ-03", reference="91140400MA0000002")
    assert found(code) == []


def test_what_was_paid_comes_before_the_applicants_own(firms: list[Applicant]) -> None:
    mine = claim_row(firms[0], "CZ1", "CZ-11", reference="AB123456")
    for number, owner, state in (
        ("CZ2", firms[0], "accepted"), ("CZ3", firms[1], "awarded"), ("CZ4", firms[0], "submitted"),
    ):  # fmt: skip
        claim_row(owner, number, "CZ-11", reference=f"AB12345{number[-1]}", state=state)
    assert [number for number, _ in found(mine)] == ["CZ3", "CZ4", "CZ2"]


def test_what_is_called_alike_in_another_city_is_not_told_here(firms: list[Applicant], jincheng: City) -> None:
    mine = claim_row(firms[0], "CZ1", "CZ-05", reference="煤机装备实验室甲一")
    claim_row(ApplicantFactory(city=jincheng), "JC1", "JC-04", reference="煤机装备实验室甲二")
    assert found(mine) == []


def test_all_are_found(firms: list[Applicant]) -> None:
    mine = claim_row(firms[0], "CZ1", "CZ-11", reference="AB123456")
    for number in range(11):
        claim_row(firms[1], f"CZ{number + 2}", "CZ-11", reference=f"AB12345{'789ABCDEFGH'[number]}")
    assert len(found(mine)) == 11


TITLES = ("巷道支护锚杆的布置", "乳化液泵站", "煤泥水沉降剂", "刮板链轮的淬火")


def trade(owner: Applicant, number: str, scheme: str, result: Achievement, **more: Any) -> Claim:
    """A claim for a contract of its own title, between others, about that result."""
    place = int(number[-1])
    row = {"title": TITLES[place % 4], "registered_no": f"{place}{place}", "seller": f"卖方{number}", "buyer": "买方",
           "total_fen": place * 1_000_000_00}  # fmt: skip
    if scheme == "LL-06A":
        parties = {"from_party": row["seller"], "to_party": "买方"}
        record = AchievementTransferFactory(applicant=owner, achievement=result, **parties)
    else:
        record = TechnologyContractFactory(applicant=owner, achievement=result, **row | more)
    return claim_row(owner, number, scheme, record=name_for(record), achievement=result.identity)


def result(owner: Applicant, title: str, **more: Any) -> Achievement:
    made: Achievement = AchievementFactory(applicant=owner, city=owner.city, title=title, **more)
    return made


def test_the_same_achievement_is_near_where_no_cap_is_counted_by_it(jincheng: City) -> None:
    owner, other = (ApplicantFactory(city=jincheng) for _ in range(2))
    mine = trade(owner, "LL1", "LL-06A", result(owner, "矿井瓦斯智能监测"))
    trade(other, "LL2", "LL-06A", result(other, "矿井瓦斯智能监测"))
    trade(other, "LL3", "LL-06A", result(other, "钙钛矿电池"))
    assert found(mine) == [("LL2", "科技成果相同")]


def test_another_achievement_that_is_called_alike_is_near_and_the_same_one_is_not(firms: list[Applicant]) -> None:
    titles = [f"矿井瓦斯智能监测{end}" for end in ("技术", "系统", "装置")]
    mine = trade(firms[0], "CZ1", "CZ-09", result(firms[0], titles[1]))
    for number, title in (("CZ2", titles[0]), ("CZ3", titles[1]), ("CZ4", titles[2]), ("CZ5", "钙钛矿电池")):
        trade(firms[1], number, "CZ-09", result(firms[1], title), title=f"另一事{number}")
    assert sorted(found(mine)) == [("CZ2", "科技成果名称相近"), ("CZ4", "科技成果名称相近")]


# ------------------------------------------------------------------ by the number on the paper
def prize_claim(owner: Applicant, number: str, certificate_no: str, name: str) -> Claim:
    record = PrizeFactory(applicant=owner, certificate_no=certificate_no, name=name)
    return claim_row(owner, number, "CZ-07", record=name_for(record), reference=name)


def test_the_same_number_is_near_whoever_bears_it_and_whatever_the_thing_is_called(firms: list[Applicant]) -> None:
    mine = prize_claim(firms[0], "CZ1", "攻2025-J-2-900", "省科学技术进步奖")
    prize_claim(firms[0], "CZ2", "攻 2025-J-2-900", "山西攻关科技奖励")
    prize_claim(firms[1], "CZ3", "攻2025-J-2-900号", "另一种奖励")
    prize_claim(firms[0], "CZ4", "攻2025-J-2-901", "第三种称号")
    assert found(mine) == [("CZ2", "编号相同"), ("CZ3", "编号相同")]


def test_the_same_digits_are_near_for_one_applicant_and_few_are_not(firms: list[Applicant]) -> None:
    mine = prize_claim(firms[0], "CZ1", "晋奖〔2026〕5号", "省科学技术进步奖")
    prize_claim(firms[0], "CZ2", "长奖2026-5", "山西攻关科技奖励")
    prize_claim(firms[1], "CZ3", "吕奖2026-5", "另一种奖励")
    assert found(mine) == [("CZ2", "编号中的数字相同")]
    few = prize_claim(firms[2], "CZ4", "甲2026", "第三种称号")
    prize_claim(firms[2], "CZ5", "乙2026", "第四种荣誉")
    assert found(few) == []


def test_one_record_claimed_twice_is_no_second_number(firms: list[Applicant]) -> None:
    record = name_for(PrizeFactory(applicant=firms[0], certificate_no="攻2025-J-2-900"))
    mine = claim_row(firms[0], "CZ1", "CZ-07", record=record, reference="甲")
    claim_row(firms[0], "CZ2", "CZ-07", record=record, reference="乙", state="refused")
    assert found(mine) == []


def contract_claim(owner: Applicant, number: str, scheme: str, registered_no: str, buyer: str, **more: Any) -> Claim:
    record = TechnologyContractFactory(
        applicant=owner,
        registered_no=registered_no,
        buyer=buyer,
        seller=owner.name,
        title=TITLES[int(number[-1]) - (number == "CZ1")],
        **more,
    )
    return claim_row(owner, number, scheme, record=name_for(record), reference=number)


def test_elsewhere_a_contract_one_digit_off_is_near_where_it_names_a_party_too(
    firms: list[Applicant], jincheng: City
) -> None:
    mine = contract_claim(firms[0], "CZ1", "CZ-09", "2026140400000777", "晋城示例涂层有限公司")
    other, stranger = (ApplicantFactory(city=jincheng) for _ in range(2))
    contract_claim(other, "JC1", "JC-08", "2026140400000771", "晋城示例涂层（有限公司）")
    contract_claim(stranger, "JC2", "JC-08", "2026140400000778", "别的买方")
    contract_claim(stranger, "JC3", "JC-08", "2026140499000777", "晋城示例涂层有限公司", total_fen=7)
    found = [(row.number, row.how) for row in near_elsewhere(mine)]
    assert found == [("JC1", "当事人相同、编号只差一个字符")]


# ------------------------------------------------------------------ by the room
def test_a_room_of_the_park_that_another_describes_as_rented_elsewhere_is_near(firms: list[Applicant]) -> None:
    space = SpaceFactory(
        number="901", building__name="研发楼", building__park__name="长治光电园",
        building__park__valley__city=firms[0].city,
    )  # fmt: skip
    mine = claim_row(
        firms[0], "CZ1", "CZ-12", record=name_for(rooms_in(space, firms[0])), reference="长治光电园研发楼901"
    )
    for number, address in (("CZ2", "高新区研发楼901室"), ("CZ3", "高新区研发楼902室")):
        rented = PremisesFactory(applicant=firms[1], address=address)
        claim_row(firms[1], number, "CZ-12", record=name_for(rented), reference={"CZ2": "甲", "CZ3": "乙丙丁"}[number])
    assert found(mine) == [("CZ2", "地址写有同一楼栋和房号")]
    assert found(Claim.objects.get(number="CZ2")) == [("CZ1", "地址写有同一楼栋和房号")]


def rooms_in(space: Space, tenant: Applicant) -> Premises:
    TenancyFactory(space=space, applicant=tenant)
    return Premises.objects.get(space=space, applicant=tenant)


# ------------------------------------------------------------------ by time
def matters(*months: str, name: str = "a") -> list[tuple[str, str, str]]:
    return [("", "premises_months", f"premises:{name}|{month}") for month in months]


def test_the_applicants_own_claims_for_the_same_months_are_near(firms: list[Applicant]) -> None:
    mine = claim_row(firms[0], "CZ1", "CZ-12", on=DAY)
    held = {"CZ2": ["2025-03"], "CZ3": ["2025-01", "2025-02", "2025-04"], "CZ4": ["2025-05"]}
    granting.hold(matters=matters("2025-01", "2025-02", "2025-03"), claim_number="CZ1")
    for number, months in held.items():
        claim_row(firms[0], number, "CZ-12", on=DAY)
        granting.hold(matters=matters(*months, name="b"), claim_number=number)
    claim_row(firms[0], "CZ5", "CZ-12", on=DAY, state="awarded")
    paid = matters("2025-02", "2025-03", "2025-06", name="c")
    granting.grant(unit="U", claim_number="CZ5", turn=1, matters=paid)
    claim_row(firms[1], "CZ6", "CZ-12")
    granting.hold(matters=matters("2025-03", name="d"), claim_number="CZ6")
    assert sorted(found(mine)) == [
        ("CZ2", "月份重叠（2025年3月）"),
        ("CZ3", "月份重叠（2025年1月至2月）"),
        ("CZ5", "月份重叠（2025年2月至3月）"),
    ]


@pytest.mark.parametrize("scheme", ["CZ-11", "CZ-04A"])  # one stands before platforms in the alphabet, one behind
def test_of_what_is_no_month_the_same_day_is_near(firms: list[Applicant], scheme: str) -> None:
    mine = claim_row(firms[0], "CZ1", scheme, on=DAY)
    for number, owner, on in (
        ("CZ2", 0, DAY), ("CZ3", 0, date(2026, 3, 30)), ("CZ4", 0, date(2026, 4, 1)), ("CZ5", 0, None), ("CZ6", 1, DAY)
    ):  # fmt: skip
        claim_row(firms[owner], number, scheme, on=on)
    assert found(mine) == [("CZ2", "同一单位、同一天")]
    without = Claim.objects.get(number="CZ5")
    claim_row(firms[0], "CZ7", scheme)
    assert found(without) == []


def test_any_two_platforms_of_one_applicant_are_near(firms: list[Applicant]) -> None:
    mine = claim_row(firms[0], "CZ1", "CZ-05", record="platform:1", on=DAY)
    claim_row(firms[0], "CZ2", "CZ-05", record="platform:2")
    claim_row(firms[1], "CZ3", "CZ-05", record="platform:3", on=DAY)
    assert found(mine) == [("CZ2", "同一单位的创新平台")]


# ------------------------------------------------------------------ one platform, two kinds of recognition
def test_one_platform_under_another_kind_of_recognition_is_near(jincheng: City) -> None:
    owner, other = (ApplicantFactory(city=jincheng) for _ in range(2))
    mine = claim_row(owner, "JC1", "JC-05A", record="platform:7", state="awarded")
    claim_row(owner, "JC2", "JC-04", record="platform:7")
    claim_row(owner, "JC3", "JC-06A", record="platform:7")
    claim_row(other, "JC4", "JC-05A", record="platform:7")  # of the same kind: another's, and no such sign
    claim_row(owner, "JC5", "JC-04", record="platform:8")
    for number, state in (("JC6", "withdrawn"), ("JC7", "draft")):
        claim_row(owner, number, "JC-04", record="platform:7", state=state)
    assert sorted(found(mine)) == [
        ("JC2", "同一创新平台已按“科技创新平台建设经费”申报"),
        ("JC3", f"同一创新平台已按“{Claim(scheme_code='JC-06A').scheme.title}”申报"),
        ("JC5", "同一单位的创新平台"),
    ]
    back = dict(found(Claim.objects.get(number="JC2")))  # its kind stands between the two others in the alphabet
    assert {"JC1", "JC3"} <= {number for number, how in back.items() if how.startswith("同一创新平台已按")}


def test_one_certificate_under_another_kind_of_matter_is_near_as_its_kind_was_put_right(changzhi: City) -> None:
    owner = ApplicantFactory(city=changzhi)
    mine = claim_row(owner, "CZ1", "CZ-04C", record="recognition:7")
    other = claim_row(owner, "CZ2", "CZ-04B", record="recognition:7", state="awarded")
    assert found(mine) == [("CZ2", f"同一资质认定已按“{other.scheme.title}”申报")]


@pytest.mark.parametrize(
    ("record", "one", "other", "how"),
    [("engagement:7", "JC-11A", "JC-11C", []), ("", "JC-05A", "JC-04", [("N2", "同一单位的创新平台")])],
)
def test_whom_several_matters_are_about_and_no_record_are_no_such_sign(
    jincheng: City, record: str, one: str, other: str, how: list[tuple[str, str]]
) -> None:
    owner = ApplicantFactory(city=jincheng)
    mine = claim_row(owner, "N1", one, record=record)
    claim_row(owner, "N2", other, record=record)
    assert found(mine) == how
