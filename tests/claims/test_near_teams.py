"""Which teams are taken for one and in which order they are told, read from their rows."""

from datetime import UTC, datetime

import pytest

from accounts.models import City
from enterprises.models import Applicant, TeamCharter, TeamMember
from enterprises.values.applicant_kinds import UNITS, ApplicantKind
from subsidies.claims.near.teams import charter_words, near_teams, same_teams_claims
from subsidies.grants import granting
from tests.claims.rows import claim_row
from tests.factories import ApplicantFactory, TeamCharterFactory, UserFactory

pytestmark = pytest.mark.django_db
ELSE = "光谷研究小组"  # a name like no other here


def team(city: City, name: str, leader: str = "", *others: str) -> Applicant:
    """A team that declares these members; none where nobody leads it."""
    made: Applicant = ApplicantFactory(city=city, team=True, name=name)
    if leader:
        charter = TeamCharterFactory(applicant=made, leader=leader)
        for other in others:
            TeamMember.objects.create(applicant=made, charter=charter, name=other)
    return made


def found(own: Applicant) -> list[tuple[str, str, bool]]:
    near = near_teams(claim_row(own, "JC1", "JC-03"))
    return [(row.applicant.name, row.how, row.same) for row in near]


@pytest.mark.parametrize(
    ("mine", "others", "how"),
    [
        ("甲乙丙丁", "戊甲乙己", "成员有2人同名（甲、乙）"),  # half of the smaller one
        ("甲乙丙丁子", "戊甲乙己丑", ""),  # less than half
        ("甲乙丙丁子丑", "戊甲乙丙己庚", "成员有3人同名（甲、乙、丙）"),
        ("甲乙丙丁", "戊甲乙丙丁", "成员有4人同名（甲、乙、丙等）"),  # three are named
    ],
)
def test_half_of_the_members_make_two_teams_one(jincheng: City, mine: str, others: str, how: str) -> None:
    own, other = team(jincheng, "拾号科创团队", *mine), team(jincheng, ELSE, *others)
    assert found(own) == ([(other.name, how, True)] if how else [])


def test_names_that_are_only_alike_and_nobody_shared_make_no_two_teams_one(jincheng: City) -> None:
    own = team(jincheng, "示例科创团队5")
    team(jincheng, "示例科创团队4")
    team(jincheng, "示例科创团队6", "甲", "乙")
    assert found(own) == [(f"示例科创团队{end}", "名称相近", False) for end in (4, 6)]


def test_the_same_come_first_then_those_that_claimed_most_then_by_name(jincheng: City) -> None:
    own = team(jincheng, "示例科创团队5", "甲", "乙")
    for name, members, claims in (
        ("示例科创团队6", "丙", 3), ("丁组", "甲乙", 1), ("丙组", "甲乙", 1), ("乙组", "甲乙", 2), ("甲组", "甲乙", 0),
    ):  # fmt: skip
        other = team(jincheng, name, *members)
        for number in range(claims):
            claim_row(other, f"{name}{number}", "JC-03")
    assert [name for name, _, _ in found(own)] == ["乙组", "丁组", "丙组", "甲组", "示例科创团队6"]


@pytest.mark.parametrize("kind", sorted(UNITS))
def test_a_unit_of_a_kind_of_its_own_is_no_team_and_nobody_in_one(jincheng: City, kind: ApplicantKind) -> None:
    claim_row(team(jincheng, "示例科创", "示例科创"), "JC2", "JC-03")
    assert found(ApplicantFactory(city=jincheng, kind=kind, name="示例科创")) == []


def test_of_one_team_under_two_names_only_what_is_for_the_team_itself_is_one_matter(jincheng: City) -> None:
    own, other = (team(jincheng, name, "甲", "乙") for name in ("拾号科创团队", ELSE))
    for scheme in ("JC-03", "JC-12B"):
        claim_row(other, f"{scheme}2", scheme)
        granting.hold(matters=[(other.unit_code, "kind", f"{scheme}|of the other")], claim_number=f"{scheme}2")
    how = "疑为同一团队：负责人相同、成员有2人同名（甲、乙）"
    assert same_teams_claims(claim_row(own, "JC-031", "JC-03")) == {"JC-032": how}
    assert same_teams_claims(claim_row(own, "JC-12B1", "JC-12B")) == {}  # its record tells it from another


def test_who_certified_a_team_is_said_once_it_is_known_who_and_when() -> None:
    by, at = UserFactory(name="赵示例"), datetime(2026, 4, 1, 4, tzinfo=UTC)
    for half in ({"answered_by": by}, {"answered_at": at}, {}):
        assert charter_words(TeamCharter(**half)) == "待核验"
    assert charter_words(TeamCharter(answered_by=by, answered_at=at)) == "赵示例 2026-04-01 核验"
