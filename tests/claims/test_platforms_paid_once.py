"""One platform under two kinds of recognition, in two cities or of two hosts: both approvals stop."""

from typing import Any

import pytest

from accounts.actor import Role, actor_of
from accounts.models import City
from core.values.verdict import Refused
from subsidies.cases.deciding import ruling_on
from subsidies.claims.models import Claim
from subsidies.claims.near.elsewhere import near_elsewhere
from subsidies.claims.near.other_kinds import same_platforms_claims
from subsidies.claims.sharing import say_both_due, shared_with
from subsidies.grants import granting
from tests import road
from tests.claims.rows import claim_row
from tests.factories import ApplicantFactory, applicant_of, office_user

pytestmark = pytest.mark.django_db
TOLD = "platform:7|level:provincial"


def row(city: City, number: str, scheme: str, **more: Any) -> Claim:
    return claim_row(ApplicantFactory(city=city), number, scheme, **({"told": TOLD} | more))


def held(claim: Claim, kind: str) -> None:
    granting.hold(matters=[("", kind, TOLD)], claim_number=str(claim.number))


def test_only_what_holds_or_was_given_it_stops(changzhi: City, jincheng: City) -> None:
    mine, other = row(changzhi, "CZ1", "CZ-05"), row(jincheng, "JC1", "JC-05A")
    row(jincheng, "JC2", "JC-05A", state="refused")
    row(jincheng, "JC3", "JC-04")  # of the same kind: the matter itself, which its hold tells
    row(jincheng, "JC4", "JC-05A", told="platform:8|level:provincial")
    row(jincheng, "JC5", "JC-08")
    assert same_platforms_claims(mine) == {}
    held(other, "rd_institution_recognition")
    how = "同一创新平台已按“新型研发机构建设经费”申报"
    assert same_platforms_claims(mine) == {"JC1": how.replace("新型研发机构建设经费", other.scheme.title)}
    assert same_platforms_claims(Claim(scheme_code="JC-08", told=TOLD)) == {}


def test_the_applicants_own_is_near_and_does_not_stop(jincheng: City) -> None:
    mine = row(jincheng, "JC1", "JC-04")
    held(claim_row(mine.applicant, "JC2", "JC-05A", told=TOLD), "rd_institution_recognition")
    assert same_platforms_claims(mine) == {}


def test_another_city_is_told_of_it(changzhi: City, jincheng: City) -> None:
    mine, other = row(changzhi, "CZ1", "CZ-05"), row(jincheng, "JC1", "JC-05A")
    found = [(one.number, one.how) for one in near_elsewhere(mine)]
    assert found == [("JC1", f"同一创新平台已按“{other.scheme.title}”申报")]


def test_both_stop_until_two_people_speak(changzhi: City, jincheng: City) -> None:
    road.policies_loaded()
    claims, people = [], []
    said: list[tuple[City, str, dict[str, str]]] = [
        (changzhi, "CZ-05", {"category": "new_rd_institution", "newly_recognised": "true"}),
        (jincheng, "JC-05A", {"newly_approved": "true", "level": "provincial"}),
    ]
    for city, scheme, facts in said:
        host = road.resident(ApplicantFactory(city=city))
        typed = road.answers(reference="某某光电新型研发机构", **facts)
        claim = road.submitted(host, applicant_of(host), scheme=scheme, typed=typed)
        reviewer = office_user(Role.REVIEWER, city)
        claims.append(road.taken_up(claim))
        people.append(reviewer)
    for claim, other, by in ((*claims, people[0]), (*claims[::-1], people[1])):
        with pytest.raises(Refused) as refused:
            road.approve(claim=claim, by=actor_of(by), reason=road.NOT_TWICE)
        assert str(other.number) in str(refused.value) and "同一事项另有申报" in str(refused.value)
    for claim, other, by in ((*claims, people[0]), (*claims[::-1], people[1])):
        say_both_due(claim=claim, other=str(other.number), reason="两市各建了一半", by=actor_of(by))
    for claim, by in zip(claims, people, strict=True):
        assert not any(one.stops for one in shared_with(claim, ruling_on(claim.case())))
        assert road.approve(claim=claim, by=actor_of(by), reason=road.NOT_TWICE).state == "approved"
