"""Rent and allowances go on: the months that running claims have still to claim, one made-up claim a calendar year."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from core.values.months import month_index, month_text
from subsidies.cases.facts import line_of
from subsidies.cases.tidying import SPAN
from subsidies.policies import library
from subsidies.rules import Scheme
from subsidies.whatif.cases import Tried, TriedClaim

STALE_MONTHS = 18  # whoever claimed nothing for so long is not taken to go on
MOST_YEARS = 5


def runs_by_month(scheme: Scheme) -> bool:
    """Whether a scheme pays month by month, so that what was claimed goes on."""
    return set(SPAN) <= scheme.facts.keys() and "months" in scheme.matter.adds


def coming(cases: Sequence[TriedClaim], today: date) -> list[TriedClaim]:
    """What those who claim by the month will claim until their policy ends, if all stays as it is, as residents."""
    latest: dict[tuple[str, str, str], TriedClaim] = {}
    for tried in cases:
        facts = tried.claim.get("facts", {})
        if runs_by_month(library().schemes[tried.scheme]) and facts.get("last_month") and not tried.duplicate:
            key = (tried.scheme, tried.unit, _stays_same(facts))
            if key not in latest or facts["last_month"] > latest[key].claim["facts"]["last_month"]:
                latest[key] = tried
    return [made for tried in latest.values() for made in _years(tried, today)]


def _stays_same(facts: dict[str, Any]) -> str:
    """What tells one tenancy or person from another of the same unit: all facts but the months claimed."""
    moving = {*SPAN, "assessment_passed", "insurance_months", "other_subsidised_area_m2"}
    return "|".join(f"{name}={facts[name]}" for name in sorted(facts) if name not in moving)


def _years(tried: TriedClaim, today: date) -> Iterator[TriedClaim]:
    first = month_index(str(tried.claim["facts"]["last_month"])) + 1
    now = today.year * 12 + today.month - 1
    last = library().schemes[tried.scheme].policy.last_month
    if first < now - STALE_MONTHS or tried.claim.get("resident") is False:
        return
    for year in range(first // 12, min(last // 12, first // 12 + MOST_YEARS) + 1):
        begins, ends = max(first, year * 12), min(last, year * 12 + 11)
        if begins <= ends:
            yield _made(tried, begins, ends)


def _made(tried: TriedClaim, begins: int, ends: int) -> TriedClaim:
    asked = replace(tried.case, on=_last_day(ends))
    facts = {**tried.claim["facts"], "first_month": month_text(begins), "last_month": month_text(ends)}
    line = line_of(asked, facts, resident=True)
    return replace(tried, kind=Tried.COMING, number="", case=asked, claim=line, bucket=None, amount=0, shares={})


def _last_day(month: int) -> date:
    following = month + 1
    return date.fromordinal(date(following // 12, following % 12 + 1, 1).toordinal() - 1)
