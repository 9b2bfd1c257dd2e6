"""One deal, loan or listing comes again under invented numbers: it is near by its partner, its sum and its days."""

from datetime import date
from typing import Any

import pytest

from accounts.models import City
from enterprises.models import Applicant
from enterprises.registers.likeness.dealing import (
    NEAR_SUM,
    ONE_PARTNER,
    ONE_PURCHASE,
    OTHER_SCRIPT,
    RENEWED,
    SAID_RENEWED,
    SAME_SUM,
    SUM_UNSAID,
    WITHOUT_TAX,
)
from subsidies.claims.models import Claim
from tests.claims.rows import claimed, found
from tests.factories import (
    ApplicantFactory,
    DealFactory,
    GuaranteeFactory,
    InvestmentFactory,
    LoanFactory,
    MarketListingFactory,
    ProjectFactory,
    TechnologyContractFactory,
    VoucherFactory,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("buyer", "sum_fen", "near"), [
    ("晋城示例用户集团有限公司", 680_000_00, True), ("晋城示例用户集团有限公司", 500_000_00, True),
    ("晋城另一家用户有限公司", 680_000_00, True), ("晋城另一家用户有限公司", 500_000_00, False),
])  # fmt: skip
def test_one_sale_is_near_under_another_number_by_product_and_buyer_or_sum(
    jincheng: City, buyer: str, sum_fen: int, near: bool
) -> None:
    owner = ApplicantFactory(city=jincheng)
    first = DealFactory(
        applicant=owner, contract_no="XS-01", product_name="激光退火机", buyer="晋城示例用户集团", deal_fen=680_000_00,
        closed_on=date(2026, 7, 12),
    )  # fmt: skip
    again = DealFactory(
        applicant=owner, contract_no="CG-441", product_name="激光退火机", buyer=buyer, deal_fen=sum_fen,
        closed_on=date(2026, 7, 15),
    )  # fmt: skip
    mine = claimed("JC1", "JC-10", first)
    claimed("JC2", "JC-10", again)
    assert bool(found(mine)) is near


def guaranteed(owner: Applicant, number: str, loan: dict[str, Any], fee: int, day: int) -> Claim:
    made, on = LoanFactory(applicant=owner, **loan), date(2026, 4, day)
    row = GuaranteeFactory(
        applicant=owner, loan=made, contract_no=f"{number}保", guarantee_fee_fen=fee, signed_on=on, paid_on=None
    )
    return claimed(number, "JC-18", row, on=on)


def test_one_guaranteed_loan_under_invented_numbers_is_near_by_sums_and_days(jincheng: City) -> None:
    owner, other = (ApplicantFactory(city=jincheng) for _ in range(2))
    loan = {"principal_fen": 2_000_000_00, "drawn_on": date(2026, 4, 12)}
    bank, branch = {"bank": "示例银行股份有限公司晋城分行"}, {"bank": "示例银行晋城城区支行"}
    mine = guaranteed(owner, "JC甲", loan | bank | {"contract_no": "壹借〔2026〕0131号"}, 40_000_00, 10)
    guaranteed(owner, "JC乙", loan | branch | {"contract_no": "XD-2026-5501"}, 40_000_00, 15)
    moved = loan | {"drawn_on": date(2026, 6, 1)}
    guaranteed(owner, "JC丙", moved | branch | {"contract_no": "JK-7781"}, 40_000_00, 26)
    guaranteed(owner, "JC丁", loan | branch | {"contract_no": "别9"}, 30_000_00, 28)
    guaranteed(owner, "JC戊", moved | bank | {"contract_no": "又7"}, 30_000_00, 29)
    guaranteed(other, "JC己", loan | bank | {"contract_no": "他1"}, 40_000_00, 11)
    fee, lent = "金额、日期相近", "所担保的贷款金额、日期相近"
    assert found(mine) == [("JC丁", lent), ("JC丙", RENEWED), ("JC乙", f"{fee}、{lent}")]


def test_a_second_loan_of_one_sum_is_near_within_days(changzhi: City) -> None:
    owner = ApplicantFactory(city=changzhi)
    claims = [
        claimed(f"CZ{place}", "CZ-16", LoanFactory(
            applicant=owner, bank="示例银行", contract_no="甲乙丙"[place] * 4, principal_fen=2_000_000_00, drawn_on=day
        ))
        for place, day in enumerate((date(2026, 4, 12), date(2026, 4, 27), date(2026, 5, 13)))
    ]  # fmt: skip
    told = "金额、日期相近"
    assert [found(row) for row in claims] == [[("CZ1", told)], [("CZ0", told)], []]


@pytest.mark.parametrize(("principal", "near"), [
    (2_000_000_01, True), (1_980_000_00, True), (1_979_999_99, False), (2_020_202_02, True), (2_020_202_03, False),
])  # fmt: skip
def test_a_sum_is_about_the_same_up_to_a_hundredth(changzhi: City, principal: int, near: bool) -> None:
    owner, lent = ApplicantFactory(city=changzhi), {"bank": "示例银行", "drawn_on": date(2026, 4, 12)}
    mine, _ = (
        claimed(f"CZ{number}", "CZ-16", LoanFactory(applicant=owner, contract_no=number, principal_fen=fen, **lent))
        for number, fen in (("甲甲甲甲", 2_000_000_00), ("乙乙乙乙", principal))
    )
    assert bool(found(mine)) is near


@pytest.mark.parametrize(("buyer", "fen", "day", "near"), [
    ("示例用户集团有限公司", 6_799_999_00, 13, True), ("样例矿业有限公司", 6_800_000_00, 13, False),
    ("示例用户集团有限公司", 5_000_000_00, 13, False), ("示例用户集团有限公司", 6_799_999_00, 28, False),
])  # fmt: skip
def test_one_sale_under_another_name_of_the_product_is_near_by_buyer_sum_and_day(
    jincheng: City, buyer: str, fen: int, day: int, near: bool
) -> None:
    owner = ApplicantFactory(city=jincheng)
    mine, _ = (
        claimed(number, "JC-10", DealFactory(
            applicant=owner, product_name=name, buyer=whom, deal_fen=paid, closed_on=date(2026, 7, on),
            contract_no=number,
        ))
        for number, name, whom, paid, on in (
            ("JC甲", "晶圆减薄机", "示例用户集团", 6_800_000_00, 12), ("JC乙", "研磨设备（双轴）", buyer, fen, day),
        )
    )  # fmt: skip
    assert found(mine) == ([("JC乙", "金额、日期相近")] if near else [])


def test_one_company_is_listed_once_on_a_market(changzhi: City) -> None:
    owner, other = (ApplicantFactory(city=changzhi) for _ in range(2))
    rows = (
        (owner, "shanghai", "688001"),
        (owner, "shanghai", "乙77"),
        (owner, "shenzhen", "30丙"),
        (other, "shanghai", "丁"),
    )
    claims = [
        claimed(f"CZ{place}", "CZ-14", MarketListingFactory(applicant=applicant, market=market, code=code))
        for place, (applicant, market, code) in enumerate(rows)
    ]
    told = "同一单位、同一场所"
    assert [found(row) for row in claims] == [[("CZ1", told)], [("CZ0", told)], [], []]


# ------------------------------------------------------------------ one partner, whatever the days
GROUP = "山西示例煤机集团有限公司"


@pytest.mark.parametrize(
    ("buyer", "fen", "how"),
    [
        ("山西示例煤机集团晋城分公司", 6_800_000_00, f"{ONE_PARTNER}、{SAME_SUM}"),
        ("山西示例煤机集团物资采购中心", 6_017_699_00, f"{ONE_PARTNER}、{WITHOUT_TAX}"),
        ("Shilimeiji Group Co., Ltd.", 6_800_000_00, f"{OTHER_SCRIPT}、{SAME_SUM}"),
        ("山西示例煤机集团晋城分公司", 6_100_000_00, ""), ("晋城样例矿业有限公司", 6_800_000_00, ""),
        ("Shilimeiji Group Co., Ltd.", 6_100_000_00, ""),
    ],
)  # fmt: skip
def test_a_sale_to_a_branch_or_without_its_tax_is_near_months_later(
    jincheng: City, buyer: str, fen: int, how: str
) -> None:
    owner, other = (ApplicantFactory(city=jincheng) for _ in range(2))
    rows = (
        ("JC甲", owner, "激光清洗机", GROUP, 6_800_000_00, 4), ("JC乙", owner, "清洗装备（含安装）", buyer, fen, 6),
        ("JC丙", other, "除锈流水线", GROUP, 6_800_000_00, 9),
    )  # fmt: skip
    mine, theirs, _ = (
        claimed(number, "JC-10", DealFactory(
            applicant=whose, product_name=name, buyer=whom, deal_fen=paid, closed_on=date(2026, month, 12),
            contract_no=number,
        ))
        for number, whose, name, whom, paid, month in rows
    )  # fmt: skip
    assert found(mine) == ([("JC乙", how)] if how else []) and found(theirs) == ([("JC甲", how)] if how else [])


@pytest.mark.parametrize(("provider", "fen", "month", "near"), [
    ("山西示例检测研究院有限公司长治分院", 188_679_00, 6, True), ("山西示例检测研究院", 200_000_00, 8, True),
    ("山西示例检测研究院有限公司长治分院", 150_000_00, 6, False), ("太行样例实验室", 188_679_00, 6, False),
])  # fmt: skip
def test_a_service_without_its_tax_or_by_a_branch_is_near(
    changzhi: City, provider: str, fen: int, month: int, near: bool
) -> None:
    owner = ApplicantFactory(city=changzhi)
    rows = (("CXQ-甲", "膜层检测", "山西示例检测研究院", 200_000_00, 5), ("第乙号", "应力服务", provider, fen, month))
    mine, _ = (
        claimed(f"CZ{number}", "CZ-08", VoucherFactory(
            applicant=owner, voucher_no=number, service=service, provider=whose, cost_fen=paid,
            used_on=date(2026, on, 6),
        ))
        for number, service, whose, paid, on in rows
    )  # fmt: skip
    assert bool(found(mine)) is near


@pytest.mark.parametrize(("investee", "fen", "near"), [
    ("Jincheng Shiliu Sensing Co., Ltd.", 10_000_000_00, True), ("晋城示例传感（集团）有限公司", 10_000_000_00, True),
    ("Jincheng Shiliu Sensing Co., Ltd.", 8_000_000_00, False), ("晋城样例矿业有限公司", 10_000_000_00, False),
])  # fmt: skip
def test_one_sum_put_into_one_company_is_near_whatever_it_is_called(
    jincheng: City, investee: str, fen: int, near: bool
) -> None:
    owner = ApplicantFactory(city=jincheng)
    rows = (("甲协", "晋城示例传感科技有限公司", 10_000_000_00, 4), ("乙议", investee, fen, 7))
    mine, _ = (
        claimed(f"JC{number}", "JC-16", InvestmentFactory(
            applicant=owner, agreement_no=number, investee_name=name, invested_amount_fen=paid,
            invested_on=date(2026, month, 20),
        ))
        for number, name, paid, month in rows
    )  # fmt: skip
    assert bool(found(mine)) is near


@pytest.mark.parametrize(
    ("fen", "on", "is_own", "how"),
    [
        (2_999_000_00, date(2026, 3, 20), True, NEAR_SUM), (2_999_000_00, date(2026, 3, 20), False, NEAR_SUM),
        (3_000_000_00, date(2026, 9, 20), True, "当事人和日期（金额）相同"),
        (2_830_189_00, date(2026, 9, 20), True, WITHOUT_TAX),
        (1_500_000_00, date(2026, 5, 20), True, ""), (2_999_000_00, date(2026, 5, 20), True, ""),
        (2_400_000_00, date(2026, 3, 20), False, ""),
    ],
)  # fmt: skip
def test_a_contract_between_the_same_two_is_near_by_its_sum_and_its_days_whatever_its_title(
    jincheng: City, fen: int, on: date, is_own: bool, how: str
) -> None:
    owner, other = (ApplicantFactory(city=jincheng) for _ in range(2))
    sides = {"seller": "太原示例理工学院", "buyer": "晋城示例激光有限公司"}
    rows = (
        (owner, "2026140500001601", "激光切割头技术转让", 3_000_000_00, date(2026, 3, 10)),
        (owner if is_own else other, "晋技合乙", "控制软件许可", fen, on),
    )
    mine, theirs = (
        claimed(f"JC{place}", "JC-08", TechnologyContractFactory(
            applicant=whose, registered_no=number, title=title, total_fen=paid, signed_on=day, **sides
        ))
        for place, (whose, number, title, paid, day) in enumerate(rows)
    )  # fmt: skip
    told = how if how.startswith("当") else f"{ONE_PARTNER}、{how}"
    assert found(mine) == ([("JC1", told)] if how else []) and found(theirs) == ([("JC0", told)] if how else [])


@pytest.mark.parametrize(
    ("buyer", "fen", "day", "how"),
    [
        ("晋城示例激光有限公司", 4_000_000_00, 10, ONE_PURCHASE), ("示例激光", 4_000_000_00, 10, ONE_PURCHASE),
        ("Shili Laser Co., Ltd.", 4_000_000_00, 10, ONE_PURCHASE), ("晋城示例激光有限公司", None, 10, SUM_UNSAID),
        ("晋城示例激光有限公司", 4_000_000_01, 10, ""), ("晋城示例激光有限公司", 4_000_000_00, 11, ""),
        ("晋城示例激光有限公司", None, 11, ""), ("晋城样例矿业有限公司", 4_000_000_00, 10, ""),
    ],
)  # fmt: skip
@pytest.mark.parametrize("is_own", [True, False])
def test_what_one_buyer_bought_on_one_day_for_one_sum_is_near_whoever_sold_it_under_whatever_title(
    jincheng: City, buyer: str, fen: int | None, day: int, how: str, is_own: bool
) -> None:
    """Honest is what lies beside it: another day, sum or buyer."""
    owner, other = (ApplicantFactory(city=jincheng) for _ in range(2))
    rows = (
        (owner, "611", "外延片制备", "太原示例理工学院", "晋城示例激光有限公司", 4_000_000_00, 10),
        (owner if is_own else other, "7乙", "发光二极管工艺", "海棠公司", buyer, fen, day),
    )
    claims = [
        claimed(f"JC{place}", "JC-08", TechnologyContractFactory(
            applicant=whose, registered_no=number, title=title, seller=seller, buyer=whom, total_fen=paid,
            signed_on=date(2026, 3, on),
        ))
        for place, (whose, number, title, seller, whom, paid, on) in enumerate(rows)
    ]  # fmt: skip
    assert found(claims[0]) == ([("JC1", how)] if how else [])
    assert found(claims[1]) == ([("JC0", how)] if how else [])


@pytest.mark.parametrize(("fen", "day", "near"), [(6_800_000_00, 12, True), (6_799_999_99, 12, False),
                                                  (6_800_000_00, 13, False)])  # fmt: skip
def test_a_machine_that_two_firms_sold_to_one_user_on_one_day_for_one_sum_is_near(
    jincheng: City, fen: int, day: int, near: bool
) -> None:
    rows = (("激光清洗机", 6_800_000_00, 12), ("除锈流水线", fen, day))
    mine, _ = (
        claimed(f"JC{place}", "JC-10", DealFactory(
            applicant=ApplicantFactory(city=jincheng), product_name=name, buyer=GROUP, deal_fen=paid,
            closed_on=date(2026, 4, on), contract_no="甲乙"[place] * 4,
        ))
        for place, (name, paid, on) in enumerate(rows)
    )  # fmt: skip
    assert found(mine) == ([("JC1", ONE_PURCHASE)] if near else [])


def test_a_project_is_near_to_its_partners_of_one_day(jincheng: City) -> None:
    school, firm, other = (ApplicantFactory(city=jincheng, name=name) for name in ("示例学院", "海棠公司", "白桦公司"))
    rows = ((firm, "示例学院", "激光清洗头", 8), (school, "海棠公司", "中试研究", 8), (other, "示例学院", "除锈", 8))
    claims = [
        claimed(f"JC{place}", "JC-07", ProjectFactory(
            applicant=whose, transformation=True, number="甲乙丙"[place] * 4, title=title, partner=partner,
            approved_on=date(2026, 5, day),
        ))
        for place, (whose, partner, title, day) in enumerate(rows)
    ]  # fmt: skip
    told = "当事人和日期（金额）相同"
    assert [found(row) for row in claims] == [[("JC1", told)], [("JC0", told)], []]


# ------------------------------------------------------------------ what is renewed
GUARANTOR = ("晋城示例融资担保有限公司", "晋城示例融资担保有限责任公司")


@pytest.mark.parametrize(
    ("guarantor", "number", "principal", "fee", "on", "how"),
    [
        (GUARANTOR[1], "DB-2027", 2_000_000_00, 20_000_00, date(2027, 3, 10), RENEWED),
        (GUARANTOR[1], "DB-续-2028", 2_000_000_00, 20_000_00, date(2028, 5, 10), SAID_RENEWED),
        (GUARANTOR[1], "DB-2028", 2_000_000_00, 20_000_00, date(2028, 5, 10), ""),
        (GUARANTOR[1], "DB-2027", 3_000_000_00, 20_000_00, date(2026, 6, 10), ""),
        (GUARANTOR[1], "DB-2027", 2_000_000_00, 30_000_00, date(2026, 6, 10), ""),
        ("太行样例担保有限公司", "DB-2027", 2_000_000_00, 20_000_00, date(2026, 6, 10), ""),
    ],
)  # fmt: skip
def test_a_guarantee_that_is_renewed_is_near(
    jincheng: City, guarantor: str, number: str, principal: int, fee: int, on: date, how: str
) -> None:
    owner = ApplicantFactory(city=jincheng)
    rows = (
        (GUARANTOR[0], "晋担2026-18", 2_000_000_00, 20_000_00, date(2026, 4, 10)),
        (guarantor, number, principal, fee, on),
    )
    claims = []
    for place, (who, contract_no, lent, paid, day) in enumerate(rows):
        loan = LoanFactory(
            applicant=owner, bank="甲乙"[place] * 4, contract_no="丙丁"[place] * 4, principal_fen=lent, drawn_on=day
        )
        row = GuaranteeFactory(
            applicant=owner, loan=loan, guarantor=who, contract_no=contract_no, guarantee_fee_fen=paid, signed_on=day,
            paid_on=None,
        )  # fmt: skip
        claims.append(claimed(f"JC{place}", "JC-18", row, on=day))
    assert found(claims[0]) == ([("JC1", how)] if how else [])
    assert found(claims[1]) == ([("JC0", how)] if how else [])


@pytest.mark.parametrize(("number", "principal", "near"), [
    ("农贷18（续）", 2_000_000_00, True), ("农贷18借新还旧", 2_000_000_00, True), ("展期2026-9", 2_000_000_00, True),
    ("农贷77", 2_000_000_00, False), ("农贷18（续）", 1_500_000_00, False),
])  # fmt: skip
def test_a_loan_whose_number_says_that_it_is_renewed_is_near(
    changzhi: City, number: str, principal: int, near: bool
) -> None:
    owner = ApplicantFactory(city=changzhi)
    rows = (("14010120260001611", 2_000_000_00, 4), (number, principal, 9))
    mine, theirs = (
        claimed(f"CZ{place}", "CZ-16", LoanFactory(
            applicant=owner, bank="甲乙"[place] * 4, contract_no=said, principal_fen=fen, drawn_on=date(2026, month, 10)
        ))
        for place, (said, fen, month) in enumerate(rows)
    )  # fmt: skip
    assert found(mine) == ([("CZ1", SAID_RENEWED)] if near else [])
    assert found(theirs) == ([("CZ0", SAID_RENEWED)] if near else [])
