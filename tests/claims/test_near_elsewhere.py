"""People, platforms of other cities and certificates that are near to a claim, read from their rows."""

from datetime import date
from typing import Any

import pytest

from accounts.actor import actor_of
from accounts.models import City
from accounts.scope.acting import identity_of
from core.walls.acting import acting_as
from enterprises.models import Applicant, Recognition
from subsidies.cases.picking import name_for
from subsidies.claims.models import Claim
from subsidies.claims.near.certificates import NearCertificate, near_certificates
from subsidies.claims.near.claims import NearClaim
from subsidies.claims.near.companies import NearCompany
from subsidies.claims.near.elsewhere import NearElsewhere, near_elsewhere
from subsidies.claims.near.finding import Near, near_to
from subsidies.claims.near.people import about_others, namesakes, people_of
from tests.claims.rows import DAY, claim_row
from tests.factories import (
    ApplicantFactory,
    EngagementFactory,
    HomeFactory,
    PersonFactory,
    RecognitionFactory,
    office_user,
)

pytestmark = pytest.mark.django_db
NO_MORE: Any = {"teams": [], "agreed": frozenset(), "more": 0, "more_elsewhere": 0}


# ------------------------------------------------------------------ people
def named(applicant: Applicant, number: str, name: str, *, certified: bool = True) -> str:
    """The record of somebody's work, by its name."""
    person = PersonFactory(applicant=applicant, person_no=number, name=name, certified=certified)
    return name_for(EngagementFactory(person=person))


def test_whom_records_are_about(company: Applicant) -> None:
    certificate = name_for(RecognitionFactory(applicant=company))
    sure, declared = named(company, "RC-1", "赵 小川"), named(company, "RC-2", "钱大河", certified=False)
    home = name_for(HomeFactory(person__applicant=company, person__name="孙大海"))
    asked = [certificate, "", "engagement:", "engagement:x", "nothing:1", declared, sure, home]
    found = people_of(asked)
    assert {name: who.name for name, who in found.items()} == {sure: "赵小川", home: "孙大海"}
    assert all(who.identity for who in found.values()) and found[sure].identity != found[home].identity
    assert set(people_of(asked, declared=True)) == {sure, declared, home}


def test_namesakes_are_those_of_one_name_and_two_numbers_certified_or_not(company: Applicant, jincheng: City) -> None:
    other = ApplicantFactory(city=jincheng)
    records = {
        "A1": named(company, "RC-0001", "赵小川"), "B2": named(other, "RC-0001", "赵小川"),
        "C3": named(company, "SB-9000", "赵小川", certified=False), "D4": named(company, "AA-0001", "赵 小川"),
        "E5": named(company, "ZZ-0009", "钱大河"), "F6": named(other, "AB-0009", "丁一"), "G7": "engagement:0",
    }  # fmt: skip
    claims = {number: claim_row(company, number, "JC-11A", record=record) for number, record in records.items()}

    def of(number: str) -> set[str]:
        rows = Claim.objects.exclude(number=number)
        return {str(Claim.objects.get(pk=pk).number) for pk, _ in namesakes(claims[number], rows)}

    assert of("A1") == {"C3", "D4"} == of("B2")
    assert of("C3") == {"A1", "B2", "D4"} and of("D4") == {"A1", "B2", "C3"}
    assert of("E5") == of("F6") == of("G7") == set()


def test_who_is_somebody_else_for_sure_bears_another_name_under_another_number(company: Applicant) -> None:
    def others(own: tuple[str, str], *people: tuple[str, str]) -> set[int]:
        claim = Claim(record=named(ApplicantFactory(), *own, certified=False))
        rows = dict(enumerate(named(ApplicantFactory(), *person, certified=False) for person in people))
        return about_others(claim, rows | {98: "engagement:0", 99: ""})

    one = ("MM-1", "赵小川")
    assert others(one, one, ("AA-1", "赵 小川"), ("ZZ-9", "赵小州"), ("MM-1", "钱大河")) == set()
    assert others(one, ("AA-2", "钱大河"), ("ZZ-8", "丁大河"), ("AA-3", "赵川")) == {0, 1, 2}
    assert others(("MM-2", "赵川"), ("AA-4", "赵州"), ("AA-5", "赵小川")) == {0, 1}  # too short to be one character off
    assert about_others(Claim(record=""), {1: named(company, "BB-1", "孙大海")}) == set()


# ------------------------------------------------------------------ other cities
def platform(
    city: City, number: str, name: str, level: str = "PROVINCIAL", scheme: str = "JC-04", told: str = ""
) -> Claim:
    told = told or f"platform:{number}|level:{level}"
    return claim_row(ApplicantFactory(city=city), number, scheme, reference=name, told=told, on=DAY)


def elsewhere(claim: Claim) -> list[tuple[str, str, str]]:
    return [(row.city, row.number, row.how) for row in near_elsewhere(claim)]


def test_a_platform_that_state_or_province_recognised_is_looked_for_in_other_cities(
    changzhi: City, jincheng: City
) -> None:
    mine = platform(changzhi, "CZ1", "煤机装备重点实验室", scheme="CZ-05")
    platform(changzhi, "CZ2", "煤机装备实验室", scheme="CZ-05")  # of the city itself: for near_claims to tell
    platform(jincheng, "JC1", "晋城煤机装备实验室")
    platform(jincheng, "JC2", "煤机装备研究中心")
    platform(jincheng, "JC3", "煤机装备研究院", told=mine.told)  # the very same matter
    platform(jincheng, "JC4", "煤机装备研究中心", "NATIONAL")  # it may have risen meanwhile
    platform(jincheng, "JC5", "煤机装备研究中心", "CITY")
    assert elsewhere(mine) == [("晋城", number, "名称相近") for number in ("JC4", "JC2", "JC1")]
    assert near_elsewhere(mine)[1] == NearElsewhere("晋城", "JC2", DAY, "名称相近")


@pytest.mark.parametrize(
    ("scheme", "level"), [("CZ-05", "CITY"), ("CZ-11", "PROVINCIAL"), ("CZ-04A", "PROVINCIAL"), ("CZ-11", "CITY")]
)
def test_what_a_city_recognised_and_what_is_no_platform_is_not(
    changzhi: City, jincheng: City, scheme: str, level: str
) -> None:
    mine = platform(changzhi, "CZ1", "煤机装备重点实验室", level, scheme=scheme)
    platform(jincheng, "JC1", "煤机装备研究中心", level, scheme=scheme)
    assert elsewhere(mine) == []


def test_somebody_of_one_name_and_two_numbers_is_told_from_another_city(changzhi: City, jincheng: City) -> None:
    firms = [ApplicantFactory(city=city) for city in (changzhi, jincheng)]
    mine, _ = (
        claim_row(firm, number, "JC-11A", record=named(firm, f"{number}-77", "赵小川"))
        for firm, number in zip(firms, ("CZ1", "JC1"), strict=True)
    )
    assert elsewhere(mine) == [("晋城", "JC1", "姓名相同、编号不同")]


# ------------------------------------------------------------------ certificates
def test_certificates_are_near_while_both_hold(company: Applicant, other_company: Applicant) -> None:
    def certificate(first: tuple[int, int], last: tuple[int, int] | None, **more: Any) -> Recognition:
        until = date(*last, 1) if last else None
        return RecognitionFactory(**{"applicant": company, "issued_on": date(*first, 1), "expires_on": until} | more)

    before = certificate((2020, 1), (2023, 3))  # holds on the very day on which the claimed one begins
    gone = certificate((2020, 1), (2023, 2))
    mine = certificate((2023, 3), (2026, 3))
    late, open_ended = certificate((2026, 3), (2029, 3)), certificate((2021, 1), None)
    later = certificate((2026, 4), (2029, 4))
    certificate((2023, 3), (2026, 3), applicant=other_company)
    certificate((2023, 3), (2026, 3), kind="tech_sme")
    claim = claim_row(company, "CZ1", "CZ-04A", record=name_for(mine))
    near = sorted(near_certificates(claim), key=lambda row: row.record.pk)
    assert near == [NearCertificate(row, mine) for row in (before, late, open_ended)]
    forever = claim_row(company, "CZ2", "CZ-04A", record=name_for(open_ended))
    assert {row.record for row in near_certificates(forever)} == {before, gone, mine, late, later}
    assert near_certificates(claim_row(company, "CZ3", "CZ-04A", record="")) == []


# ------------------------------------------------------------------ all of it
def test_what_is_near_is_shown_named_and_wants_a_reason(company: Applicant) -> None:
    claim = NearClaim(Claim(number="CZ1"), "同一天")
    other = NearElsewhere("晋城", "JC1", None, "姓名相同")
    certificate = NearCertificate(Recognition(certificate_no="GR1"), Recognition())
    silent, claiming = (NearCompany(Applicant(name=name), "地址相同", count) for name, count in (("甲", 0), ("乙", 1)))
    everything = Near([claim], [other], [certificate], [silent, claiming], **NO_MORE)
    assert everything.named == ["CZ1", "JC1", "GR1", "乙"] and everything.shown and everything.wants_reason
    for rows, wants in (
        (([claim], [], [], []), True), (([], [other], [], []), True), (([], [], [certificate], []), True),
        (([], [], [], [claiming]), True), (([], [], [], [silent]), False),
    ):  # fmt: skip
        near = Near(*rows, **NO_MORE)
        assert near.shown and near.wants_reason is wants
    nothing = Near([], [], [], [], **NO_MORE)
    assert not nothing.shown and not nothing.wants_reason and nothing.named == []


def test_something_near_was_paid_once_one_of_it_was(company: Applicant) -> None:
    held, other = (RecognitionFactory(applicant=company, issued_on=DAY) for _ in range(2))
    near = claim_row(company, "CZ1", "CZ-04A", record=name_for(held), on=date(2025, 5, 5), state="accepted")
    claim = claim_row(company, "CZ2", "CZ-04A", record=name_for(other), on=DAY, state="accepted")
    assert near_to(claim).certificates and not near_to(claim).claims and not near_to(claim).paid
    for state in ("approved", "waiting_parameter", "awarded"):  # it was let pass: that it is not reckoned yet is chance
        Claim.objects.filter(pk=near.pk).update(state=state)
        assert near_to(claim).paid
    Claim.objects.filter(pk=near.pk).update(state="accepted")
    claim_row(company, "CZ3", "CZ-04A", on=DAY, state="awarded")
    assert near_to(claim).claims and near_to(claim).paid


def test_what_was_paid_stands_first_of_many(company: Applicant, jincheng: City) -> None:
    claim = claim_row(company, "CZ0", "CZ-04A", on=DAY, state="accepted")
    paid = claim_row(company, "CZ1", "CZ-04A", on=DAY, state="awarded")
    for number in range(2, 13):
        claim_row(company, f"CZ{number}", "CZ-04A", on=DAY)
    near = near_to(claim)
    assert (
        [row.claim for row in near.claims] == [paid] and near.paid and [len(fold.rows) for fold in near.folds] == [11]
    )
    Claim.objects.exclude(pk__in=(claim.pk, paid.pk)).update(state="approved")
    rows = near_to(claim).claims
    assert len(rows) == 10 and rows[0].claim == paid and near_to(claim).more == 2
    firm = ApplicantFactory(city=jincheng)
    mine = claim_row(company, "CZ77", "JC-11A", record=named(company, "77", "赵小川"))
    for number in range(1, 13):
        record = named(firm, f"{number}-88", "赵小川")
        state = "awarded" if number == 1 else ("accepted", "submitted")[number % 2]  # one before it in the alphabet
        claim_row(firm, f"JC{number}", "JC-11A", record=record, state=state)
    rows = near_elsewhere(mine)
    assert (len(near_to(mine).elsewhere), near_to(mine).more_elsewhere) == (10, 2)
    assert len(rows) == 12 and rows[0].number == "JC1" and rows[1].number == "JC12"


def test_what_lies_behind_the_walls_of_another_city_is_near_to_whoever_looks(changzhi: City, jincheng: City) -> None:
    claims = []
    for city, number in ((changzhi, "CZ1"), (jincheng, "JC1")):
        firm = ApplicantFactory(city=city)
        claims.append(claim_row(firm, number, "JC-11A", record=named(firm, f"{number}-77", "赵小川")))
    with acting_as(identity_of(actor_of(office_user("reviewer", changzhi)))):
        assert not Claim.objects.filter(pk=claims[1].pk).exists()
        assert [row.number for row in near_to(claims[0]).elsewhere] == ["JC1"]


def test_that_a_claim_elsewhere_was_paid_is_known(changzhi: City, jincheng: City) -> None:
    firms = [ApplicantFactory(city=city) for city in (changzhi, jincheng)]
    mine, there = (
        claim_row(firm, number, "JC-11A", record=named(firm, f"{number}-77", "赵小川"))
        for firm, number in zip(firms, ("CZ1", "JC1"), strict=True)
    )
    assert not near_to(mine).paid
    Claim.objects.filter(pk=there.pk).update(state="awarded")
    assert near_to(mine).paid
