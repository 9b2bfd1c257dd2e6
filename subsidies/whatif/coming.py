"""Rent and allowances go on: the months that running claims have still to claim, one made-up claim a calendar year."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from core.values.months import month_index, month_text
from subsidies.policies import library
from subsidies.rules import Scheme
from subsidies.whatif.cases import COMING, TriedClaim

STALE_MONTHS = 18  # whoever claimed nothing for so long is not taken to go on
MOST_YEARS = 5


def runs_by_month(scheme: Scheme) -> bool:
    """Whether a scheme pays month by month, so that what was claimed goes on."""
    return {"first_month", "last_month"} <= scheme.facts.keys() and "months" in scheme.matter.adds


def coming(cases: Sequence[TriedClaim], today: date) -> list[TriedClaim]:
    """What those who claim by the month will claim until their policy ends, if all stays as it is."""
    latest: dict[tuple[str, str, str], TriedClaim] = {}
    for case in cases:
        facts = case.claim.get("facts", {})
        if runs_by_month(library().schemes[case.scheme]) and facts.get("last_month") and not case.duplicate:
            key = (case.scheme, case.unit, _stays_same(facts))
            if key not in latest or facts["last_month"] > latest[key].claim["facts"]["last_month"]:
                latest[key] = case
    return [made for case in latest.values() for made in _years(case, today)]


def _stays_same(facts: dict[str, Any]) -> str:
    """What tells one tenancy or person from another of the same unit: all facts but the months claimed."""
    moving = {"first_month", "last_month", "assessment_passed", "insurance_months", "other_subsidised_area_m2"}
    return "|".join(f"{name}={facts[name]}" for name in sorted(facts) if name not in moving)


def _years(case: TriedClaim, today: date) -> Iterator[TriedClaim]:
    first = month_index(str(case.claim["facts"]["last_month"])) + 1
    now = today.year * 12 + today.month - 1
    last = library().schemes[case.scheme].policy.last_month
    if first < now - STALE_MONTHS or case.claim.get("resident") is False:
        return
    for year in range(first // 12, min(last // 12, first // 12 + MOST_YEARS) + 1):
        begins, ends = max(first, year * 12), min(last, year * 12 + 11)
        if begins <= ends:
            yield _made(case, begins, ends)


def _made(case: TriedClaim, begins: int, ends: int) -> TriedClaim:
    on = _last_day(ends)
    facts = {**case.claim["facts"], "first_month": month_text(begins), "last_month": month_text(ends)}
    claim = {**case.claim, "on": on.isoformat(), "facts": facts}
    return replace(case, kind=COMING, number="", on=on, claim=claim, bucket=None, amount=0, shares={})


def _last_day(month: int) -> date:
    following = month + 1
    return date.fromordinal(date(following // 12, following % 12 + 1, 1).toordinal() - 1)
