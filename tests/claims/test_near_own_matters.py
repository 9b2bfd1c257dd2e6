"""Where a matter is the applicant's own nobody certifies a record: what is near to something paid wants another eye."""

from typing import Any

import pytest

from accounts.actor import actor_of
from accounts.models import User
from core.values.verdict import Refused
from subsidies.claims import reviewing
from subsidies.claims.near.finding import near_to
from tests import road
from tests.factories import ApplicantFactory, applicant_of

pytestmark = pytest.mark.django_db


def test_one_company_that_signed_up_twice_is_not_paid_twice_by_one_person(
    policies: None, changzhi: Any, reviewer: User
) -> None:
    first, second = actor_of(reviewer), actor_of(road.second_reviewer(changzhi))
    claims = []
    for place in ("", "长治市"):
        firm = ApplicantFactory(city=changzhi, name=f"{place}示例青创科技有限公司", paid_in_capital_fen=5_000_000_00)
        claim = road.accepted(road.resident(firm), applicant_of(firm), reviewer, **road.START_UP)
        reviewing.decide_figure(claim=claim, name="decided_amount", value="500000", reason="纪要", by=first)
        claim.refresh_from_db()
        claims.append(claim)
    one, again = claims
    assert road.approve(claim=one, by=first, reason=road.NOT_TWICE).state == "approved"
    with pytest.raises(Refused, match="相近的事项已经由您审核通过"):
        road.approve(claim=again, by=first, reason=road.NOT_TWICE)
    assert road.approve(claim=again, by=second, reason=road.NOT_TWICE).state == "approved"


@pytest.mark.parametrize("name", [
    "山西省长治市潞州区示例青创科技有限公司", "示例青创科技有限公司长治分公司", "示例青创科技（长治）股份公司",
    "长治市上党区示例青创科技有限责任公司",
])  # fmt: skip
def test_a_company_that_signed_up_again_under_a_name_with_its_place_is_near(
    policies: None, changzhi: Any, reviewer: User, name: str
) -> None:
    claims = []
    for called in ("示例青创科技有限公司", name):
        firm = ApplicantFactory(city=changzhi, name=called, paid_in_capital_fen=5_000_000_00)
        claims.append(road.accepted(road.resident(firm), applicant_of(firm), reviewer, **road.START_UP))
    assert [row.how for row in near_to(claims[1]).companies] == ["名称相同或只差地名、组织形式"]


@pytest.mark.parametrize(("one", "other", "near"), [
    ("13800000011", "+86 138 0000 0011", True), ("0355-2025000", "2025000", True),
    ("13800000011", "13900000011", False), ("000011", "13800000011", False),
])  # fmt: skip
def test_a_telephone_is_one_with_and_without_what_is_dialled_before_it(
    policies: None, changzhi: Any, reviewer: User, one: str, other: str, near: bool
) -> None:
    firms = [
        ApplicantFactory(city=changzhi, name=name, contact_phone=phone, paid_in_capital_fen=5_000_000_00)
        for name, phone in (("甲乙丙示例公司", one), ("丁戊己样例公司", other))
    ]
    claim = road.accepted(road.resident(firms[0]), applicant_of(firms[0]), reviewer, **road.START_UP)
    assert [row.applicant for row in near_to(claim).companies] == (firms[1:] if near else [])
