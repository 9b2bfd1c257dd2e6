"""One team that is recognised under several names is near to itself, whoever brings it; two teams stay two."""

from datetime import date

import pytest

from accounts.models import City
from subsidies.cases.picking import name_for
from subsidies.claims.models import Claim
from subsidies.claims.near.claims import near_claims
from tests.claims.rows import claim_row
from tests.factories import ApplicantFactory, TeamRecognitionFactory

pytestmark = pytest.mark.django_db
APRIL, LATER, MILLION = date(2026, 4, 4), date(2026, 4, 24), 1_000_000_00
CALLED, GRANTED = "团队名称相近", "团队名称有相同的字，日期相近、金额相同"


def recognised(city: City, number: str, name: str, on: date = APRIL, fen: int | None = 500_000_00) -> Claim:
    """A claim of an applicant of its own for a team's recognition, by a number that is alike to nothing."""
    row = TeamRecognitionFactory(
        applicant=ApplicantFactory(city=city), team_name=name, approval_no=number * 4, recognised_on=on,
        upper_reward_fen=fen,
    )  # fmt: skip
    return claim_row(row.applicant, f"JC-{number}", "JC-12B", record=name_for(row), reference=number * 4)


def found(claim: Claim) -> dict[str, str]:
    return {str(row.claim.number): row.how for row in near_claims(claim)}


def test_a_team_under_four_names_is_near_under_each_of_them(jincheng: City) -> None:
    names = {
        "甲": ("磁约束（贰攻）科技创新人才团队", APRIL), "乙": ("贰攻磁约束领军人才团队", APRIL),
        "丙": ("晋城市贰攻磁约束聚变创新团队", LATER), "丁": ("贰攻磁约束创新团队", APRIL),
    }  # fmt: skip
    claims = {number: recognised(jincheng, number, *said) for number, said in names.items()}
    for number, claim in claims.items():
        assert found(claim) == {f"JC-{other}": CALLED for other in names if other != number}


@pytest.mark.parametrize(
    ("name", "on", "fen", "how"),
    [
        ("贰攻磁约束等离子团队", APRIL, 500_000_00, GRANTED),
        ("贰攻磁约束等离子团队", date(2026, 4, 19), 500_000_00, GRANTED),
        ("贰攻磁约束等离子团队", LATER, 500_000_00, ""),
        ("贰攻磁约束等离子团队", APRIL, MILLION, ""),
        ("磁约束靶丸团队", APRIL, 500_000_00, ""),  # one document recognises many, each with the same sum
        ("煤层气排采团队", APRIL, 500_000_00, ""),
    ],
)
def test_of_one_day_and_sum_a_name_with_four_characters_of_the_other_is_near(
    jincheng: City, name: str, on: date, fen: int, how: str
) -> None:
    mine = recognised(jincheng, "甲", "贰攻磁约束聚变团队")
    other = recognised(jincheng, "乙", name, on, fen)
    assert found(mine) == ({"JC-乙": how} if how else {})
    assert found(other) == ({"JC-甲": how} if how else {})


@pytest.mark.parametrize("fen", [0, None])
def test_that_nothing_was_given_above_is_no_sum_that_two_share(jincheng: City, fen: int | None) -> None:
    mine = recognised(jincheng, "甲", "贰攻磁约束聚变团队", fen=fen)
    recognised(jincheng, "乙", "贰攻磁约束等离子团队", fen=fen)
    assert found(mine) == {}
