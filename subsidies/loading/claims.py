"""Claims of the demo: one at a time, or for many people at once, and what the offices do with them."""

from typing import Any

from accounts.actor import Actor
from accounts.cities.acting import acting
from accounts.cities.demo_paper import demo_paper
from accounts.cities.registry import DemoDeed, register_demo_deed
from accounts.cities.shaping import Shape, as_typed, by_name, flag, one_of, some_words
from accounts.cities.taking import CityBlock
from accounts.models import City
from enterprises.loading.deeds import FIND, WHO, applicant_of, found
from subsidies.advice.checking import check
from subsidies.cases.picking import name_for
from subsidies.claims import claiming
from subsidies.claims.models import Claim
from subsidies.claims.papers.listing import wanted_papers
from subsidies.loading.steps import TAKEN, take
from subsidies.policies import library
from subsidies.portal.filing import attach_to_all, start_for

Row = dict[str, Any]
HEAD = ("on", "reference", "months", "year", "achievement", "other_policy_amount")


def claim(city: City, row: Row) -> None:
    """One claim, filled in with its record and answers, with its papers; then step by step."""
    by = acting(row["by"])
    applicant, scheme = applicant_of(by), library().schemes[row["scheme"]]
    answers = {name: row[name] for name in HEAD if name in row} | {"facts": row.get("facts", {})}
    if "find" in row:
        answers["record"] = name_for(found(applicant, scheme.matter.record, row["find"]))
    made = claiming.start(scheme=scheme, applicant=applicant, by=by, answers=answers)
    if row.get("papers", True):
        _papers([made], by)
    take(made, row.get("steps", []))


def claims_for_many(city: City, row: Row) -> None:
    """A claim for each of an employer's people who are named; handed in where the row says so."""
    by = acting(row["by"])
    applicant, scheme = applicant_of(by), library().schemes[row["scheme"]]
    records = [found(applicant, scheme.matter.record, {"person__name": name}) for name in row["people"]]
    made = start_for(scheme=scheme, applicant=applicant, records=records, shared=row.get("facts", {}), by=by)
    _papers(made, by)
    if row["submit"]:
        for one in made:
            claiming.submit(claim=one, by=by)


def _papers(claims: list[Claim], by: Actor) -> None:
    *wanted, _other = wanted_papers(claims[0].scheme)
    for number, label in enumerate(wanted):
        attach_to_all(claims=claims, paper=number, label=label, upload=demo_paper(label), by=by)


def check_what_is_due(city: City, row: Row) -> None:
    """An applicant asks what it can claim."""
    by = acting(row["by"])
    check(applicant=applicant_of(by), by=by)


def known_scheme(block: CityBlock, key: str) -> str:
    """The code of a scheme, of whatever city."""
    return str(one_of(library().schemes)(block, key))


ANSWERED = Shape(
    {"by": WHO, "scheme": known_scheme},
    dict.fromkeys(HEAD, as_typed) | {"find": FIND, "facts": FIND, "papers": flag, "steps": TAKEN},
)
MANY = Shape({"by": WHO, "scheme": known_scheme, "people": some_words, "submit": flag}, {"facts": by_name(as_typed)})
register_demo_deed(DemoDeed("claim", ANSWERED, claim))
register_demo_deed(DemoDeed("claim_for_many", MANY, claims_for_many))
register_demo_deed(DemoDeed("check", Shape({"by": WHO}), check_what_is_due))
