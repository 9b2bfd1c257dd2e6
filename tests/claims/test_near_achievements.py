"""Where a cap counts by the result, a paid result of the same owner is told that may be the same under another name."""

from datetime import date
from typing import Any

import pytest

from accounts.models import City
from enterprises.models import Applicant
from subsidies.claims.models import Claim
from subsidies.claims.near.achievements import OTHER_SCRIPT, SAME_PARTIES
from tests.claims.rows import claimed, found
from tests.factories import AchievementFactory, ApplicantFactory, TechnologyContractFactory

pytestmark = pytest.mark.django_db
CHINESE, ENGLISH = "外延片应力补偿工艺", "Epitaxial Wafer Stress Compensation Process"


def sold(owner: Applicant, number: str, title: str, buyer: str, *, scheme: str = "CZ-09", **more: Any) -> Claim:
    """A claim for a result of the seller's, sold for a sum and on a day of its own."""
    place = Claim.objects.count() + 1
    result = AchievementFactory(applicant=owner, city=owner.city, title=title, owner="云杉公司", registration_no="")
    contract = TechnologyContractFactory(
        applicant=owner, achievement=result, registered_no=number * 4, buyer=buyer,
        title=f"{'初甲乙丙丁'[place]}字转让",
        seller="云杉公司", total_fen=place * 1_000_000_00, signed_on=date(2026, place, 8),
    )  # fmt: skip
    return claimed(number, scheme, contract, **more)


@pytest.mark.parametrize(
    ("title", "buyer", "how"),
    [
        (ENGLISH, "山西烁科晶体公司", OTHER_SCRIPT), ("SLEP-SC 工艺包", "白桦示例公司", SAME_PARTIES),
        ("钙钛矿电池封装", "山西烁科晶体公司", ""),
    ],
)  # fmt: skip
def test_a_paid_result_is_told_where_its_name_is_foreign_or_the_same_two_have_another_contract(
    changzhi: City, title: str, buyer: str, how: str
) -> None:
    owner = ApplicantFactory(city=changzhi)
    sold(owner, "子", CHINESE, "白桦示例公司", state="awarded")
    mine = sold(owner, "丑", title, buyer)
    assert found(mine) == ([("子", how)] if how else [])


def test_what_was_not_paid_and_what_no_cap_counts_by_result_is_not_told(changzhi: City, jincheng: City) -> None:
    here, there = (ApplicantFactory(city=city) for city in (changzhi, jincheng))
    sold(here, "子", CHINESE, "白桦示例公司", state="refused")
    assert found(sold(here, "丑", ENGLISH, "白桦示例公司")) == []
    sold(there, "寅", CHINESE, "白桦示例公司", scheme="JC-08", state="awarded")
    assert found(sold(there, "卯", ENGLISH, "烁科公司", scheme="JC-08")) == []
