"""A team has no number of its own: one that signed up twice is seen; none is paid whose members nobody certified."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.actor import Role, actor_of
from accounts.models import City, User
from core import audit
from core.values.verdict import Refused
from enterprises.applicants.founding import Team
from enterprises.applicants.registering import Filer, register_person, register_team
from enterprises.models import Applicant, CharterState, TeamCharter
from enterprises.teams import answering, changing
from subsidies.cases.deciding import ruling_on
from subsidies.claims import reviewing
from subsidies.claims.models import Claim, RecordOverride
from subsidies.claims.near.companies import near_companies
from subsidies.claims.near.finding import near_to
from subsidies.claims.near.teams import NearTeam, near_teams
from subsidies.claims.sharing import say_both_due, shared_with
from tests import road
from tests.claims.rows import claim_row
from tests.factories import ApplicantFactory, TenancyFactory, office_user

pytestmark = pytest.mark.django_db
ClientOf = Callable[[User], Client]
PEOPLE = ("甲示例", "乙示例", "丙示例")
START = road.answers(selected="true", used_as_capital="true", paid_in_capital="2000000")


def team(city: City, name: str, leader: str, *others: str) -> tuple[Applicant, User]:
    count = Applicant.objects.count()
    filer = Filer(f"team{count}", "Jin-Chuang-88", "经办", "0355-2000000")
    members = Team(leader, tuple((other, "") for other in others), "共同攻关。")
    made = register_team(name=name, city=city, person=filer, team=members)
    return made.applicant, made.user


def certified(applicant: Applicant, by: User) -> None:
    answering.certify(charter=TeamCharter.objects.in_force().get(applicant=applicant), by=actor_of(by))


def asked(applicant: Applicant, user: User, by: User) -> Claim:
    """Start-up capital, claimed, accepted, its sum decided."""
    TenancyFactory(applicant=applicant)
    claim = road.accepted(applicant, user, by, scheme="JC-03", typed=START)
    return reviewing.decide_figure(claim=claim, name="decided_amount", value="500000", reason="遴选", by=actor_of(by))


def page_of(claim: Claim, user: User, client_of: ClientOf) -> str:
    return client_of(user).get(reverse("admin:claims_claim_change", args=[claim.pk])).content.decode()


@pytest.fixture
def office(jincheng: City) -> tuple[User, User]:
    road.policies_loaded()
    return office_user(Role.REVIEWER, jincheng), office_user(Role.REVIEWER, jincheng, more="-2")


def test_a_claim_of_a_team_waits_until_its_members_are_certified(
    jincheng: City, office: Any, client_of: ClientOf
) -> None:
    first, second = office
    own, user = team(jincheng, "拾号科创团队", *PEOPLE)
    claim = asked(own, user, first)
    with pytest.raises(Refused, match="团队组成“拾号科创团队的团队组成”还没有核验"):
        road.approve(claim=claim, by=actor_of(first))
    page = page_of(claim, first, client_of)
    assert all(text in page for text in (*PEOPLE, "共同攻关。", "待核验", "未核验放行"))
    charter = TeamCharter.objects.get()
    answer = client_of(second).post(
        reverse("admin:claims_claim_certify", args=[claim.pk]), {"record": f"team_charter:{charter.pk}"}, follow=True
    )
    assert "已核验“拾号科创团队的团队组成”" in answer.content.decode()
    page = page_of(claim, first, client_of)
    assert f"{second.name} " in page and "未核验放行" not in page
    road.approve(claim=claim, by=actor_of(first))
    road.work_off("awards.reckon")
    claim.refresh_from_db()
    assert claim.state == "awarded"


def test_one_lets_the_team_go_uncertified_and_another_approves(jincheng: City, office: Any) -> None:
    first, second = office
    own, user = team(jincheng, "拾号科创团队", *PEOPLE)
    claim = asked(own, user, first)
    reviewing.override_record(claim=claim, reason="成员身份已当面核对", by=actor_of(first))
    with pytest.raises(Refused, match="另一位"):
        road.approve(claim=claim, by=actor_of(first))
    team_now = Team("甲示例", (("丁示例", ""),), "共同攻关。")
    changing.change(applicant=own, team=team_now, by=actor_of(user))
    with pytest.raises(Refused, match="还没有核验"):  # what was let go was another team
        road.approve(claim=claim, by=actor_of(second))
    reviewing.override_record(claim=claim, reason="成员身份已当面核对", by=actor_of(first))
    assert road.approve(claim=claim, by=actor_of(second)).state == "approved"
    assert RecordOverride.objects.count() == 2


def test_a_team_that_says_nothing_of_itself_is_not_paid(jincheng: City, office: Any) -> None:
    own, user = team(jincheng, "拾号科创团队", *PEOPLE)
    claim = asked(own, user, office[0])
    TeamCharter.objects.update(state=CharterState.PAST)
    with pytest.raises(Refused, match="没有可核对的成员和章程"):
        road.approve(claim=claim, by=actor_of(office[0]))


def test_start_up_money_of_one_team_under_two_sign_ups_stops_until_two_people_speak(
    jincheng: City, office: Any, client_of: ClientOf
) -> None:
    first, second = office
    mine, user = team(jincheng, "拾号科创团队", *PEOPLE)
    again, other_user = team(jincheng, "第十号科创团队", "乙示例", "甲示例", "丙示例")
    for applicant in (mine, again):
        certified(applicant, first)
    paid = asked(mine, user, first)
    road.approve(claim=paid, by=actor_of(first), reason=road.NOT_TWICE)
    road.work_off("awards.reckon")
    claim = asked(again, other_user, first)
    (row,) = shared_with(claim, ruling_on(claim.case()))
    assert (row.number, row.open, row.stops) == (paid.number, False, True)
    assert "成员有3人同名（乙示例、甲示例、丙示例）" in row.how
    page = page_of(claim, first, client_of)
    assert "疑为同一团队" in page and f"{first.name} " in page and str(paid.number) in page
    with pytest.raises(Refused, match=f"同一事项另有申报：晋城市{paid.number}"):
        road.approve(claim=claim, by=actor_of(first), reason=road.NOT_TWICE)
    say_both_due(claim=claim, other=str(paid.number), reason="两个项目", by=actor_of(first))
    say_both_due(claim=paid, other=str(claim.number), reason="两个项目", by=actor_of(second))
    with pytest.raises(Refused, match="相近"):
        road.approve(claim=claim, by=actor_of(second))
    with pytest.raises(Refused, match="由您核验；请由另一位审核人员审核通过"):  # the charter of the second
        road.approve(claim=claim, by=actor_of(first), reason=road.NOT_TWICE)
    road.approve(claim=claim, by=actor_of(second), reason=road.NOT_TWICE)
    assert audit.history(claim)[-1].detail["near"][0] == "拾号科创团队"
    road.work_off("awards.reckon")
    claim.refresh_from_db()
    assert claim.state == "awarded"


@pytest.mark.parametrize(
    ("name", "people", "how", "same"),
    [
        ("拾号科创 团队", ("丁示例", "戊示例"), "名称相同", True),
        (
            "光谷研究小组",
            ("甲示例", "乙 示例", "己示例", "庚示例"),
            "负责人相同、成员有2人同名（甲示例、乙示例）",
            True,
        ),
        ("光谷研究小组", ("乙示例", "丙示例", "己示例"), "成员有2人同名（乙示例、丙示例）", True),
        ("光谷研究小组", ("乙示例", "己示例"), "", False),
        ("光谷研究小组", ("甲示例", "己示例"), "", False),  # its leader alone: a company may have the same one
        ("拾壹号智能装备科创团队", ("丁示例", "戊示例"), "", False),
    ],
)
def test_teams_alike_by_name_leader_or_members(
    jincheng: City, name: str, people: tuple[str, ...], how: str, same: bool
) -> None:
    mine, _ = team(jincheng, "拾号科创团队", *PEOPLE)
    other, _ = team(jincheng, name, *people)
    claim_row(other, "JC1", "JC-03")
    found = near_teams(claim_row(mine, "JC2", "JC-03"))
    assert found == ([NearTeam(other, how, same, "待核验", 1, ("JC1",))] if how else [])


def test_members_who_left_count_and_other_cities_do_not(jincheng: City, changzhi: City) -> None:
    mine, _ = team(jincheng, "拾号科创团队", *PEOPLE)
    other, user = team(jincheng, "光谷研究小组", *PEOPLE[1:])
    team(changzhi, "拾号科创团队", *PEOPLE)
    changing.change(applicant=other, team=Team("己示例", (("庚示例", ""),), "另起"), by=actor_of(user))
    near = near_to(claim_row(mine, "JC2", "JC-03"))
    assert [(row.applicant, row.same, row.claims) for row in near.teams] == [(other, True, 0)]
    assert near.shown and not near.wants_reason  # it claimed nothing


def test_a_person_and_the_team_in_which_it_sits_are_near_to_one_another(jincheng: City) -> None:
    mine, _ = team(jincheng, "拾号科创团队", *PEOPLE)
    filer = Filer("geren", "Jin-Chuang-88", "乙示例", "0356-1")
    person = register_person(identity_number="140502198808082465", city=jincheng, person=filer).applicant
    of_team, of_person = claim_row(mine, "JC1", "JC-12B"), claim_row(person, "JC2", "JC-12B")
    assert near_teams(of_team) == [NearTeam(person, "与团队成员“乙示例”同名的个人", False, "", 1, ("JC2",))]
    assert near_teams(of_person) == [NearTeam(mine, "成员中有同名的“乙示例”", False, "待核验", 1, ("JC1",))]
    assert near_teams(claim_row(mine, "JC3", "JC-03")) == []


def test_who_leads_a_team_is_no_legal_person(jincheng: City) -> None:
    mine, _ = team(jincheng, "拾号科创团队", *PEOPLE)
    firm = ApplicantFactory(city=jincheng, legal_person="甲示例")
    found = near_companies(claim_row(mine, "JC2", "JC-03"))
    assert [(row.applicant, row.how) for row in found] == [(firm, "负责人或法定代表人相同")]
