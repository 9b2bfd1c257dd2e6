"""What is paid for once comes again under another number, or another name: either is near by what stays the same."""

from datetime import date
from typing import Any

import pytest

from accounts.models import City
from enterprises.models import Applicant
from enterprises.registers.likeness.comparing import ONE_FACT, ONE_WINNER
from enterprises.registers.likeness.fields import compared_in
from enterprises.registers.register import registers
from subsidies.claims.models import Claim
from subsidies.claims.near.achievements import OWN_RESULT
from subsidies.claims.near.elsewhere import near_elsewhere
from subsidies.policies import library
from tests.claims.rows import claimed, found
from tests.factories import (
    AchievementFactory,
    ApplicantFactory,
    CityFactory,
    PrizeFactory,
    ProjectFactory,
    ProjectTransferFactory,
    RecognitionFactory,
    ScenarioProjectFactory,
    StartUpProjectFactory,
    TechnologyContractFactory,
    VoucherFactory,
)
from tests.factories.registers import record_of

pytestmark = pytest.mark.django_db
PICKED = {scheme.matter.record: code for code, scheme in library().schemes.items() if scheme.matter.record}
NAME, PLACE = "煤矸石陶粒烧结窑", "滨湖苑3号楼2单元1001室"


# ------------------------------------------------------------------ every register that claims pick
def certain(register: str, paths: Any) -> list[str]:
    """Of these paths from a record those that lead nowhere where something may be missing."""
    model = registers()[register].model
    return [path for path in paths if "__" not in path or not model._meta.get_field(path.split("__")[0]).null]


NUMBERED = [name for name in PICKED if certain(name, compared_in(name).numbers)]
BETWEEN_TWO = {"achievement_transfer", "deal", "technology_contract"}
NAMED = [name for name in PICKED if certain(name, compared_in(name).names)]


def two(register: str, numbers: tuple[str, str], names: tuple[str, str]) -> tuple[Claim, Claim]:
    """Claims of two applicants for records of those numbers and names."""
    code, marks = PICKED[register], compared_in(register)
    city = CityFactory(**{library().schemes[code].policy.city: True})
    claims = []
    for place, (number, name) in enumerate(zip(numbers, names, strict=True)):
        texts = dict.fromkeys(certain(register, marks.numbers), number)
        for path in certain(register, marks.names):
            home = path.endswith("address")
            texts |= {path: name.replace(NAME, PLACE) if home else name}
            texts |= {marks.names[path][1]: "同一家单位"} if marks.names[path][1] else {}
        row = record_of(registers()[register], ApplicantFactory(city=city), **texts)
        claims.append(claimed(f"N{place}", code, row))
    return claims[0], claims[1]


def test_all_but_people_and_rooms_are_known_by_a_number_or_a_name() -> None:
    assert set(PICKED) - {*NUMBERED, *NAMED} == {"engagement"}
    numbered = {"engagement", "fit_out", "guarantee", "listing", "loan", "premises", "recognition"}
    assert set(PICKED) - set(NAMED) == numbered
    assert set(PICKED) - set(NUMBERED) == {"engagement", "platform", "platform_assessment"}


@pytest.mark.parametrize("register", NAMED)
def test_one_name_under_an_invented_number_is_near_in_every_register(register: str) -> None:
    one, other = two(register, ("20261405000881", "甲字第7"), (NAME, f"山西{NAME}"))
    said = {said for said, _ in compared_in(register).names.values()}
    for mine, theirs in ((one, other), (other, one)):
        ((number, how),) = found(mine)
        assert number == theirs.number and any(part.startswith(tuple(said)) for part in how.split("、"))


@pytest.mark.parametrize("register", NUMBERED)
def test_one_number_under_another_name_is_near_in_every_register(register: str) -> None:
    one, other = two(register, ("20261405000881", "晋ZL20261405000881"), (NAME, "量子磁力仪"))
    for mine, theirs in ((one, other), (other, one)):
        ((number, how),) = found(mine)
        assert number == theirs.number and "编号中的数字相同" in how


@pytest.mark.parametrize("register", sorted({*NUMBERED, *NAMED} - BETWEEN_TWO - {"fit_out", "premises"}))
def test_where_number_and_name_are_others_nothing_is_near(register: str) -> None:
    """But for rooms, whose factories call them alike, and what was agreed on one day between the same two or bought by
    one."""
    one, other = two(register, ("20261405000881", "甲字第7"), (NAME, "量子磁力仪"))
    assert found(one) == found(other) == []


# ------------------------------------------------------------------ results, contracts, projects, prizes
@pytest.fixture
def firms(changzhi: City) -> list[Applicant]:
    return [ApplicantFactory(city=changzhi) for _ in range(3)]


def contract(owner: Applicant, number: str, title: str, result: tuple[str, str] = ("", ""), **more: Any) -> Any:
    made = AchievementFactory(applicant=owner, city=owner.city, registration_no=result[0], title=result[1] or title)
    return TechnologyContractFactory(applicant=owner, registered_no=number, title=title, achievement=made, **more)


@pytest.mark.parametrize(
    ("number", "how"),
    [
        ("ZL202610900001.1", "科技成果编号中的数字相同"),
        ("202610900001.2", "科技成果编号只差一个字符"),
        ("202610900077.3", ""),
    ],
)
def test_one_result_with_and_without_what_stands_before_its_number_is_near(
    firms: list[Applicant], number: str, how: str
) -> None:
    mine = claimed("CZ1", "CZ-09", contract(
        firms[0], "2026140400008801", "外延片买卖", ("202610900001.1", "一种外延片生长方法"), buyer="甲方",
    ))  # fmt: skip
    for place, owner in enumerate((firms[0], firms[1]), 2):
        made = contract(owner, f"20261404{place}", f"镀膜机械{place}", (number, "半导体薄膜沉积装置"), buyer="乙方")
        claimed(f"CZ{place}", "CZ-09", made)
    told = [("CZ2", f"{how}、{OWN_RESULT}"), ("CZ3", how)]
    assert found(mine) == (told if how else [("CZ2", OWN_RESULT)])


def test_a_start_up_project_by_its_very_title_is_near_to_anothers(jincheng: City) -> None:
    owners = [ApplicantFactory(city=jincheng) for _ in range(3)]
    rows = (("晋城人才〔2026〕第0188号", "石墨烯散热膜"), ("2026-CY-188", "石墨烯散热膜"), ("2026-CY-9", "无人矿卡"))
    claims = [
        claimed(f"JC{place}", "JC-12B", StartUpProjectFactory(applicant=owner, number=number, title=title))
        for place, (owner, (number, title)) in enumerate(zip(owners, rows, strict=True))
    ]
    how = "编号中的数字相同、项目名称相同"
    assert [found(row) for row in claims] == [[("JC1", how)], [("JC0", how)], []]


def test_a_project_by_its_very_title_is_near_whoever_brings_it_again(jincheng: City) -> None:
    owner, other = (ApplicantFactory(city=jincheng) for _ in range(2))
    rows = ((owner, "晋市科〔2026〕61-2"), (owner, "CGZH2026-002"), (other, "CGZH2026-090"))
    claims = []
    for place, (applicant, number) in enumerate(rows):
        row = ProjectFactory(applicant=applicant, transformation=True, number=number, title="激光清洗产线产业化")
        claims.append(claimed(f"JC{place}", "JC-07", row, on=date(2026, 3, place + 1)))
    how = "项目名称相同"
    assert found(claims[1]) == [("JC0", how), ("JC2", how)] and found(claims[2]) == [("JC0", how), ("JC1", how)]


def test_one_prize_of_one_project_is_near_however_its_contest_is_written(jincheng: City) -> None:
    owners = [ApplicantFactory(city=jincheng) for _ in range(2)]
    names = (("中国创新创业大赛（山西赛区）", "CXDS-11"), ("第十五届创业大赛山西赛区", "晋赛2026-90"))
    claims = [
        claimed(f"JC{place}", "JC-09", PrizeFactory(
            applicant=owner, in_contest=True, name=name, certificate_no=number, project_title="无人矿卡",
        ))
        for place, (owner, (name, number)) in enumerate(zip(owners, names, strict=True))
    ]  # fmt: skip
    assert [found(row) for row in claims] == [[("JC1", "获奖项目相同")], [("JC0", "获奖项目相同")]]


@pytest.mark.parametrize(
    ("one", "other", "day", "near"),
    [
        ("微纳光栅（陆氏）规模制造项目", "陆氏微纳光栅产业化", 8, True),
        ("激光清洗头（陆氏）中试与产业化", "陆氏激光清洗头", 8, True),
        ("微纳光栅（陆氏）规模制造项目", "陆氏微纳光栅产业化", 9, False),
        ("煤层气产业化关键技术研究与示范", "碳纤维产业化关键技术研究与示范", 8, False),
        ("煤矿智能开采技术", "煤矿智能通风技术", 8, False), ("大功率激光清洗机", "大功率激光焊接机", 8, False),
    ],
)  # fmt: skip
def test_a_name_turned_and_with_another_word_is_near_on_the_same_day(
    jincheng: City, one: str, other: str, day: int, near: bool
) -> None:
    mine, theirs = (
        claimed(f"JC{place}", "JC-07", ProjectFactory(
            applicant=ApplicantFactory(city=jincheng), transformation=True, number="甲乙"[place] * 4, title=title,
            approved_on=date(2026, 5, on),
        ))
        for place, (title, on) in enumerate(((one, 8), (other, day)))
    )  # fmt: skip
    assert [bool(found(row)) for row in (mine, theirs)] == [near, near]


def test_a_scenario_turned_and_with_another_word_is_near_on_the_same_day(changzhi: City) -> None:
    titles = ("光电检测（陆氏）场景示范项目", "陆氏光电检测应用场景", "煤层气排采应用场景示范")
    claims = [
        claimed(f"CZ{place}", "CZ-10", ScenarioProjectFactory(
            applicant=ApplicantFactory(city=changzhi), number="甲乙丙"[place] * 4, title=title,
            approved_on=date(2026, 5, 8),
        ))
        for place, title in enumerate(titles)
    ]  # fmt: skip
    how = f"项目名称{ONE_FACT}"
    assert [found(row) for row in claims] == [[("CZ1", how)], [("CZ0", how)], []]


@pytest.mark.parametrize(
    ("name", "day", "rank", "near"),
    [
        ("中国创新创业大赛山西赛区", 2, 1, True), ("中国创新创业大赛山西赛区", 3, 1, False),
        ("中国创新创业大赛山西赛区", 2, 2, False), ("太行杯光电设计竞赛", 2, 1, False),
    ],
)  # fmt: skip
def test_one_place_in_a_contest_is_near_whoever_claims_for_it(
    jincheng: City, name: str, day: int, rank: int, near: bool
) -> None:
    rows = (("第十五届中国创新创业大赛（山西赛区）", 2, 1, "高功率合束"), (name, day, rank, "无人矿卡"))
    mine, theirs = (
        claimed(f"JC{place}", "JC-09", PrizeFactory(
            applicant=ApplicantFactory(city=jincheng), in_contest=True, name=said, rank=at, project_title=title,
            certificate_no="甲乙"[place] * 4, awarded_on=date(2026, 9, on),
        ))
        for place, (said, on, at, title) in enumerate(rows)
    )  # fmt: skip
    assert found(mine) == ([("JC1", ONE_WINNER)] if near else [])
    assert found(theirs) == ([("JC0", ONE_WINNER)] if near else [])


def transfer(owner: Applicant, number: str, project: tuple[str, str], voucher: str, day: int, **more: Any) -> Claim:
    made = ProjectFactory(applicant=owner, number=project[0], title=project[1])
    row = ProjectTransferFactory(
        applicant=owner, project=made, voucher_no=voucher, arrived_on=date(2026, 3, day), **more
    )
    return claimed(number, "CZ-06", row)


def test_money_for_one_project_is_near_by_the_projects_number_and_title(firms: list[Applicant]) -> None:
    mine = transfer(firms[0], "CZ1", ("2026ZDYF0009", "煤层气排采"), "回单770001", 3)
    transfer(firms[0], "CZ2", ("2026ZDYF0009-1", "煤层气排采"), "长治工行885512", 4)
    transfer(firms[1], "CZ3", ("2026ZDYF0009", "别的写法"), "甲90", 5)
    transfer(firms[2], "CZ4", ("2026JBGS0310", "高压泵站"), "乙44", 5)
    assert found(mine) == [("CZ2", "立项项目编号只多一段、立项项目名称相同"), ("CZ3", "立项项目相同")]


def test_a_further_part_of_an_own_project_is_near_where_its_sum_or_day_is_the_same(firms: list[Applicant]) -> None:
    project = ProjectFactory(applicant=firms[0])
    rows = (("回单770001", 3, 1_000_000_00), ("工行885512", 9, 400_000_00), ("建行11", 9, 600_000_00))
    claims = []
    for place, (voucher, day, fen) in enumerate(rows):
        made = ProjectTransferFactory(
            applicant=firms[0], project=project, voucher_no=voucher, arrived_on=date(2026, 3, day), amount_fen=fen
        )
        claims.append(claimed(f"CZ{place}", "CZ-06", made))
    assert [found(row) for row in claims] == [[], [("CZ2", "立项项目相同")], [("CZ1", "立项项目相同")]]


def test_a_service_counts_with_who_rendered_it(firms: list[Applicant]) -> None:
    rows = (("检验检测", "晋测公司"), ("检验检测", "晋测（公司）"), ("检验检测", "太行实验室"))
    claims = [
        claimed(f"CZ{place}", "CZ-08", VoucherFactory(
            applicant=owner, voucher_no="甲乙丙"[place] * 3, service=service, provider=provider
        ))
        for place, (owner, (service, provider)) in enumerate(zip(firms, rows, strict=True))
    ]  # fmt: skip
    assert [found(row) for row in claims] == [[("CZ1", "服务内容相同")], [("CZ0", "服务内容相同")], []]


def test_a_title_that_says_nothing_counts_for_the_same_applicant_alone(firms: list[Applicant]) -> None:
    claims = [
        claimed(f"CZ{place}", "CZ-09", contract(owner, number * 4, "技术服务合同", ("", result), buyer=f"买方{place}"))
        for place, (owner, number, result) in enumerate(
            ((firms[0], "甲", "巷道锚杆"), (firms[0], "乙", "煤泥沉降"), (firms[1], "丙", "链轮淬火"))
        )
    ]
    told = f"合同名称相同、{OWN_RESULT}"
    assert [found(row) for row in claims] == [[("CZ1", told)], [("CZ0", told)], []]


def test_two_contracts_of_one_day_between_the_same_two_are_near(firms: list[Applicant]) -> None:
    sides = {"seller": "太行大学", "buyer": "甲公司"}
    rows = (("甲", sides, 1), ("乙", sides, 1), ("丙", sides | {"buyer": "丁公司"}, 1), ("戊", sides, 2))
    claims = []
    for place, (number, parties, day) in enumerate(rows):
        made = contract(
            firms[place % 2], number * 4, "煤泥链轮锚杆泵站"[place * 2 :][:2] * 3, **parties,
            signed_on=date(2026, 2, day), total_fen=place + 1,
        )  # fmt: skip
        claims.append(claimed(f"CZ{place}", "CZ-09", made))
    assert found(claims[0]) == [("CZ1", "当事人和日期（金额）相同"), ("CZ2", OWN_RESULT)]


# ------------------------------------------------------------------ other cities
@pytest.mark.parametrize(
    ("number", "title", "how"),
    [
        ("晋技合2026140400006633", "另一种叫法", ["编号中的数字相同"]),
        ("登字7", "浆液循环利用", ["合同名称相同"]),
        ("登字7", "另一种叫法", []),
    ],
)
def test_one_contract_is_told_elsewhere_by_the_digits_of_its_number_or_by_its_title(
    changzhi: City, jincheng: City, number: str, title: str, how: list[str]
) -> None:
    here, there = (ApplicantFactory(city=city) for city in (changzhi, jincheng))
    mine = claimed("CZ1", "CZ-09", contract(here, "2026140400006633", "浆液循环利用", ("", "甲成果"), buyer="子"))
    claimed("JC1", "JC-08", contract(there, number, title, ("", "乙成果"), buyer="丑"))
    assert [row.how for row in near_elsewhere(mine)] == how


# ------------------------------------------------------------------ one paper under two kinds
def test_one_certificate_entered_as_two_kinds_of_recognition_is_near(changzhi: City) -> None:
    """The key of a recognition is its kind and its number, so that both are taken; they are still one paper."""
    owner, number = ApplicantFactory(city=changzhi), "晋ZJTX2026-0888"
    first = RecognitionFactory(applicant=owner, specialised=True, certificate_no=number, issued_on=date(2026, 5, 20))
    again = {"kind": "ip_advantage", "level": "provincial", "certificate_no": number, "issued_on": date(2026, 5, 20)}
    mine = claimed("CZ1", "CZ-04B", first)
    claimed("CZ2", "CZ-04C", RecognitionFactory(applicant=owner, **again))
    claimed("CZ3", "CZ-04C", RecognitionFactory(applicant=owner, **again | {"certificate_no": "晋IP2026-0001"}))
    assert found(mine) == [("CZ2", "编号相同")]
