"""What two records say of one deal with one partner: whatever it is called, its sum and its days are the same."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from core.likeness.branching import in_two_scripts, of_one_house
from enterprises.registers.likeness.fields import Deals, Marks

ONE_PARTNER, OTHER_SCRIPT = "合作方相同（或为其分支机构）", "合作方名称一处为外文"
SAME_SUM, WITHOUT_TAX, NEAR_SUM = "金额相同", "金额只差税款", "金额、日期相近"
NEAR_DAYS = 15  # between two records of one payment: signed, paid, booked
TAXED = (13, 9, 6, 3)  # the rates of value added tax, in percent
ROUNDED = 200  # fen: a sum without tax is written to the yuan
_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
Row = dict[str, Any]


def deals_alike(marks: Marks, mine: Row, theirs: Row, city: str, *, is_own: bool) -> Iterator[str]:
    """What is alike in the deals of two records with the same partners. `is_own`: both are of one applicant, so that
    the very same sum is told, with tax or without, whatever the days; where both sides are named, of whomever."""
    for deal in marks.deals:
        if not is_own and len(deal.partners) == 1:
            continue
        partner = _one_partner(deal, mine, theirs, city)
        if partner and (sums := _sums_alike(deal, mine, theirs, is_own=is_own)):
            yield f"{partner}、{sums}"


def _one_partner(deal: Deals, mine: Row, theirs: Row, city: str) -> str:
    pairs = [(str(mine[name] or ""), str(theirs[name] or "")) for name in deal.partners]
    if all(of_one_house(*pair, city) for pair in pairs):
        return ONE_PARTNER
    return OTHER_SCRIPT if all(of_one_house(*pair, city) or in_two_scripts(*pair) for pair in pairs) else ""


def _sums_alike(deal: Deals, mine: Row, theirs: Row, *, is_own: bool) -> str:
    one, other = _fen(mine[deal.paid]), _fen(theirs[deal.paid])
    if is_own and one == other != 0:
        return SAME_SUM
    if is_own and is_without_tax(one, other):
        return WITHOUT_TAX
    near = any(within_days(mine[name], theirs[name]) for name in deal.days)
    return NEAR_SUM if near and about(one, other) else ""


def about(mine: Any, other: Any) -> bool:
    """Whether two sums in fen, an earlier reading's as text, are the same but for a slip: a hundredth at most."""
    one, two = _fen(mine), _fen(other)
    return min(one, two) > 0 and abs(one - two) * 100 <= max(one, two)


def is_without_tax(one: int, other: int) -> bool:
    """Whether one sum in fen is the other without its tax, up to a yuan."""
    net, gross = sorted((one, other))
    return net > 0 and any(abs(gross * 100 - net * (100 + rate)) <= ROUNDED * 100 for rate in TAXED)


def within_days(mine: Any, other: Any) -> bool:
    """Whether two days are near; an earlier reading has them as text."""
    days = [date.fromisoformat(str(day)) if _DAY.fullmatch(str(day)) else None for day in (mine, other)]
    return None not in days and abs((days[0] - days[1]).days) <= NEAR_DAYS  # type: ignore[operator]  # neither is None


def _fen(said: Any) -> int:
    return int(said) if str(said).isdecimal() else 0
