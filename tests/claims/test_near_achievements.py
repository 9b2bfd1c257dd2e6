"""Where a cap counts by the result, the applicant's other results are told, and paid ones of the same owner."""

from datetime import date
from typing import Any

import pytest

from accounts.models import City
from enterprises.models import Applicant, TechnologyContract
from subsidies.claims.models import Claim
from subsidies.claims.near.achievements import OTHER_SCRIPT, OWN_RESULT, SAME_PARTIES
from subsidies.claims.near.finding import near_to
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
        title=f"{'初甲乙丙丁戊'[place]}字转让",
        seller="云杉公司", total_fen=place * 1_000_000_00, signed_on=date(2026, place, 8),
    )  # fmt: skip
    return claimed(number, scheme, contract, **more)


@pytest.mark.parametrize(
    ("title", "buyer", "own", "how"),
    [
        (ENGLISH, "山西烁科晶体公司", True, OTHER_SCRIPT), ("SLEP-SC 工艺包", "白桦示例公司", True, SAME_PARTIES),
        ("钙钛矿电池封装", "山西烁科晶体公司", True, OWN_RESULT),
        (ENGLISH, "山西烁科晶体公司", False, OTHER_SCRIPT), ("SLEP-SC 工艺包", "白桦示例公司", False, SAME_PARTIES),
        ("钙钛矿电池封装", "山西烁科晶体公司", False, ""),
    ],
)  # fmt: skip
def test_a_paid_result_is_told_where_it_is_ones_own_its_name_is_foreign_or_the_same_two_have_another_contract(
    changzhi: City, title: str, buyer: str, own: bool, how: str
) -> None:
    owner, other = (ApplicantFactory(city=changzhi) for _ in range(2))
    sold(owner, "子", CHINESE, "白桦示例公司", state="awarded")
    mine = sold(owner if own else other, "丑", title, buyer)
    assert found(mine) == ([("子", how)] if how else [])


@pytest.mark.parametrize("state", ["submitted", "returned", "accepted", "approved", "waiting_parameter", "awarded"])
def test_an_own_result_that_money_is_asked_for_is_told_whatever_it_is_called(changzhi: City, state: str) -> None:
    """The cap is for the whole term, so that a claim of another year is told as well."""
    owner, other = (ApplicantFactory(city=changzhi) for _ in range(2))
    sold(owner, "子", "GaN基高亮发光二极管外延生长工艺", "白桦示例公司", state=state, on=date(2025, 3, 8))
    mine = sold(owner, "丑", "一种高亮度LED外延片及其制备方法", "山西烁科晶体公司", on=date(2026, 3, 8))
    assert found(mine) == [("子", OWN_RESULT)] and near_to(mine).wants_reason
    theirs = sold(other, "寅", "钙钛矿电池封装", "海棠示例公司")
    assert found(theirs) == [], "another's result, for another buyer, is another matter"


def test_a_contract_that_names_no_result_may_be_about_another_one(changzhi: City) -> None:
    owner = ApplicantFactory(city=changzhi)
    first = sold(owner, "子", CHINESE, "白桦示例公司")
    mine = sold(owner, "丑", "钙钛矿电池封装", "山西烁科晶体公司")
    TechnologyContract.objects.filter(registered_no="丑丑丑丑").update(achievement=None)
    assert (found(mine), found(first)) == ([("子", OWN_RESULT)], [("丑", OWN_RESULT)])


def test_two_contracts_about_one_own_result_are_counted_together_by_the_cap_and_not_told(changzhi: City) -> None:
    owner = ApplicantFactory(city=changzhi)
    sold(owner, "子", CHINESE, "白桦示例公司", state="awarded")
    mine = sold(owner, "丑", "钙钛矿电池封装", "山西烁科晶体公司")
    one = TechnologyContract.objects.get(registered_no="子子子子").achievement
    TechnologyContract.objects.filter(registered_no="丑丑丑丑").update(achievement=one)
    assert found(mine) == []


def test_what_was_given_up_and_what_no_cap_counts_by_result_is_not_told(changzhi: City, jincheng: City) -> None:
    """JC-08 is capped by the applicant and the year: a second result of the year takes nothing that the first left."""
    here, there = (ApplicantFactory(city=city) for city in (changzhi, jincheng))
    sold(here, "子", CHINESE, "白桦示例公司", state="refused")
    sold(here, "辰", "钙钛矿电池封装", "海棠示例公司", state="declined")
    assert found(sold(here, "丑", ENGLISH, "白桦示例公司")) == []
    sold(there, "寅", CHINESE, "白桦示例公司", scheme="JC-08", state="awarded")
    assert found(sold(there, "卯", ENGLISH, "烁科公司", scheme="JC-08")) == []
