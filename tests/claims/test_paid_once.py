"""What was once paid several times by writing its number differently is paid once."""

from contextlib import suppress
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db.models import Sum

from accounts.actor import Role, actor_of
from core.values.verdict import Refused
from enterprises.models import Applicant
from subsidies.awards.models import Award
from subsidies.claims import claiming
from subsidies.claims.sharing import say_both_due
from subsidies.grants.models import Grant
from tests import road
from tests.factories import ApplicantFactory, TenancyFactory, applicant_of, office_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(changzhi: Any, company: Any, applicant: Any, reviewer: Any) -> tuple[Any, Any, Any]:
    road.policies_loaded()
    return company, applicant, reviewer


@pytest.fixture
def in_jincheng(jincheng: Any) -> tuple[Any, Any, Any]:
    road.policies_loaded()
    company: Applicant = road.resident(ApplicantFactory(city=jincheng))
    return company, applicant_of(company), office_user(Role.REVIEWER, jincheng, "市科技局")


def paid() -> int:
    """All that was awarded, in yuan."""
    return int(Award.objects.aggregate(total=Sum("amount_fen"))["total"] or 0) // 100


def claimed_again(cast: tuple[Any, Any, Any], **what: Any) -> None:
    """Claim once more; whether it is stopped at the form or declined, it brings nothing."""
    with suppress(ValidationError):
        assert road.awarded(*cast, **what).state == "declined"


def test_a_workshop_under_three_contract_numbers(cast: Any) -> None:
    TenancyFactory(applicant=cast[0], space__area_m2="3200")
    typed = road.RENT["typed"] | {"facts": road.RENT["typed"]["facts"] | {"area_m2": "3200"}}
    assert road.awarded(*cast, scheme="CZ-12", typed=typed).state == "awarded"
    for number in ("租2025-001", "合同甲", "补充协议之二"):
        claimed_again(cast, scheme="CZ-12", typed=typed | {"reference": number})
    assert paid() == 384_000
    assert Grant.objects.filter(matter__unit="").count() == 12


def test_a_certificate_in_five_spellings(cast: Any) -> None:
    road.resident(cast[0])
    typed = road.HIGH_TECH["typed"]
    assert road.awarded(*cast, typed=typed).state == "awarded"
    for text in ("证书编号：GR202614000001", "gr 2026 1400 0001", "ＧＲ202614000001", "GR202614000001号"):
        claimed_again(cast, typed=typed | {"reference": text})
    assert paid() == 300_000


def test_a_platform_under_two_categories(in_jincheng: Any) -> None:
    facts = {"newly_approved": "true", "category": "provincial_key_lab"}
    typed = road.answers(reference="示例实验室", **facts)
    assert road.awarded(*in_jincheng, scheme="JC-04", typed=typed).state == "awarded"
    other = road.answers(reference="示例 实验室", **facts | {"category": "other_provincial"})
    claimed_again(in_jincheng, scheme="JC-04", typed=other | {"disputed": ["category"]})
    assert paid() == 500_000


def test_months_of_a_person_that_have_not_run_or_were_claimed(in_jincheng: Any) -> None:
    person = {"high_level_talent": "true", "solves_key_problem": "true"}
    typed = road.answers(on="2026-06-30", reference="RC-0001", **person)
    first = road.submitted(*in_jincheng[:2], scheme="JC-11C", typed=typed | {"months": "2026-01至2026-06"})
    assert {row["name"]: row["value"] for row in first.facts}["months_worked"] == 6
    for months, said in (("2026年6月", first.number), ("2026-06、2026-08", first.number), ("2099-01至2099-12", "过完")):
        again = road.drafted(*in_jincheng[:2], scheme="JC-11C", typed=typed | {"months": months})
        assert said in "".join(claiming.missing(again).values())
    gaps = road.drafted(
        *in_jincheng[:2], scheme="JC-11C",
        typed=road.answers(on="2026-09-30", reference="RC-0001", **person) | {"months": "2026-07、2026-09"},
    )  # fmt: skip
    assert claiming.missing(gaps) == {}


CONTRACT = road.answers(
    reference="JS20260000333", client_resident="true", contract_kind="technology_transfer", converter_resident="true",
    transaction_amount="2000000",
)  # fmt: skip


def university_of(city: Any) -> tuple[Any, Any, Any]:
    """A university of the city's valley, who files for it, and who reviews there."""
    university = road.resident(ApplicantFactory(city=city, university=True))
    return university, applicant_of(university), office_user(Role.REVIEWER, city, "市科技局")


@pytest.mark.parametrize("whole_first", [False, True])
def test_a_part_of_what_another_city_paid_for_waits_for_two_people(
    changzhi: Any, luliang: Any, whole_first: bool
) -> None:
    """Changzhi pays for the year of a contract, Lüliang for the whole of it."""
    road.policies_loaded()
    road.released("luliang-2024-24", 2, "LL-06B", "rate", "", "0.02")
    laws = [(university_of(changzhi), "CZ-09"), (university_of(luliang), "LL-06B")]
    (there, law), (here, other_law) = laws[::-1] if whole_first else laws
    early = road.awarded(*there, scheme=law, typed=CONTRACT)
    late = road.accepted(*here, scheme=other_law, typed=CONTRACT)
    for claim, other, reviewer in ((late, early, here[2]), (early, late, there[2])):
        with pytest.raises(Refused, match=f"同一事项另有申报：{early.city}{early.number}"):
            road.approve(claim=late, by=actor_of(here[2]))
        say_both_due(claim=claim, other=str(other.number), reason="两市各自负担一部分", by=actor_of(reviewer))
    road.approve(claim=late, by=actor_of(here[2]))
    road.work_off("awards.reckon")
    late.refresh_from_db()
    assert (early.state, late.state) == ("awarded", "awarded")
