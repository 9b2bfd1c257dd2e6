"""Made-up persons, their work and homes, and teams of the demo's described companies."""

from decimal import Decimal
from typing import Any

from accounts.cities.demo import CityDemo, Plain
from accounts.cities.registry import DemoPart, Ledger, register_demo_part
from accounts.cities.shaping import Shape, day, flag, of, rows
from accounts.models import City
from core.values.money import to_fen
from enterprises.loading.companies import uscc_of
from enterprises.models import Applicant
from talent.models import Engagement, Home, Person, TeamRecognition

Row = dict[str, Any]
TERMS = ("mode", "insurance_months", "degree", "newly_hired", "solves_key_problem")
MADE_UP = {"source": "演示数据"}


def load_demo_talent(ledger: Ledger, city: City, demo: CityDemo, common: Plain) -> None:
    """What the demo says of the people of its described companies."""
    for row in demo.companies:
        for applicant in Applicant.objects.filter(uscc=uscc_of(city, row)):
            for person in row.get("persons", ()):
                _person(ledger, applicant, person)
            for team in row.get("teams", ()):
                _team(ledger, applicant, team)


def _checked(row: Row) -> Row:
    return MADE_UP | {"certified": row.get("certified", True)}


def _person(ledger: Ledger, applicant: Applicant, row: Row) -> None:
    plain = {name: row[name] for name in ("name", "grade", "qualification", "high_level_talent") if name in row}
    find = {"applicant": applicant, "person_no": row["number"]}
    person = ledger.add(Person, find, plain | _checked(row))
    for work in row.get("work", ()):
        terms = {name: work[name] for name in TERMS if name in work} | {"applicant": applicant}
        years = {"contract_years": Decimal(str(work["years"]))} if "years" in work else {}
        ledger.add(Engagement, {"person": person, "hired_on": work["from"]}, terms | years | _checked(row))
    for home in row.get("homes", ()):
        where = {"address": home["address"], "bought_on": home.get("bought_on"), "applicant": applicant}
        by = {"person": person, "mode": home["mode"], "contract_no": home["number"]}
        ledger.add(Home, by, where | _checked(row))


def _team(ledger: Ledger, applicant: Applicant, row: Row) -> None:
    named = ("level", "recognised_on", "new_team", "recognised_by_province")
    fill = {name: row[name] for name in named if name in row} | {"applicant": applicant, "team_name": row["name"]}
    reward = {"upper_reward_fen": to_fen(row["reward"])} if "reward" in row else {}
    ledger.add(TeamRecognition, {"approval_no": row["number"]}, fill | reward | _checked(row))


WORK = Shape(
    {"from": day, "mode": of(Engagement, "mode")},
    {name: of(Engagement, name) for name in TERMS} | {"years": of(Engagement, "contract_years"), "certified": flag},
)
HOME = Shape(
    {"address": of(Home, "address"), "mode": of(Home, "mode"), "number": of(Home, "contract_no")},
    {"bought_on": day, "certified": flag},
)
PERSON = Shape(
    {"name": of(Person, "name"), "number": of(Person, "person_no")},
    {name: of(Person, name) for name in ("grade", "qualification", "high_level_talent")}
    | {"work": rows(WORK), "homes": rows(HOME), "certified": flag},
)
TEAM = Shape(
    {"name": of(TeamRecognition, "team_name"), "number": of(TeamRecognition, "approval_no")},
    {name: of(TeamRecognition, name) for name in ("level", "recognised_on", "new_team", "recognised_by_province")}
    | {"reward": of(TeamRecognition, "upper_reward_fen"), "certified": flag},
)
COMPANY = Shape({}, {"persons": rows(PERSON), "teams": rows(TEAM)})
register_demo_part(DemoPart("talent_registers", load_demo_talent, after=("companies",), company=COMPANY))
