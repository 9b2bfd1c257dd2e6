"""What two records say of one deal with one partner: whatever it is called, its sum and its days are the same."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from core.likeness.branching import in_two_scripts, of_one_house
from enterprises.registers.likeness.fields import Deals, Marks

ONE_PARTNER, OTHER_SCRIPT = "合作方相同（或为其分支机构）", "合作方名称一处为外文"
SAME_SUM, WITHOUT_TAX, NEAR_SUM = "金额相同", "金额只差税款", "金额、日期相近"
ONE_PURCHASE, SUM_UNSAID = "买方、日期、金额相同", "买方、日期相同，有一处没有写明金额"
SAID_RENEWED = "金额相同，有一处编号写明续签、展期或借新还旧"
RENEWED = "合作方相同、金额都相同，相隔不到一年"
RENEWAL = re.compile("续|展期|借新还旧|转贷")
BOTH = 2  # partners that are named: neither is the applicant by the record alone
A_YEAR = 366
NEAR_DAYS = 15  # between two records of one payment: signed, paid, booked
TAXED = (13, 9, 6, 3)  # the rates of value added tax, in percent
ROUNDED = 200  # fen of the whole sum: one without tax that is cut to the yuan is off by up to 1.13 yuan of it
_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
Row = dict[str, Any]


def deals_alike(marks: Marks, mine: Row, theirs: Row, city: str, *, is_own: bool) -> Iterator[str]:
    """What is alike in the deals of two records with the same partners. `is_own`: both are of one applicant, so that
    the very same sum is told, with tax or without, whatever the days; where both sides are named, of whomever. What one
    buyer bought on one day for one sum is told whoever sold it."""
    for deal in marks.deals:
        if bought := _one_purchase(deal, mine, theirs, city):
            yield bought
            continue
        if not is_own and len(deal.partners) < BOTH:
            continue
        if deal.renewed:
            yield from _renewed(deal, mine, theirs, city)
            continue
        partner = _one_partner(deal, mine, theirs, city)
        if partner and (sums := _sums_alike(deal, mine, theirs, is_own=is_own)):
            yield f"{partner}、{sums}"


def _one_purchase(deal: Deals, mine: Row, theirs: Row, city: str) -> str:
    if not deal.buyer or not any(within_days(mine[name], theirs[name], 0) for name in deal.days):
        return ""
    buyers = str(mine[deal.buyer] or ""), str(theirs[deal.buyer] or "")
    one, other = _fen(mine[deal.paid]), _fen(theirs[deal.paid])
    if not (of_one_house(*buyers, city) or in_two_scripts(*buyers)) or (one != other and one and other):
        return ""
    return ONE_PURCHASE if one and other else SUM_UNSAID


def _renewed(deal: Deals, mine: Row, theirs: Row, city: str) -> Iterator[str]:
    """Of the same sums: with the same partner within a year, or where a number says that it is a renewal."""
    if not all(_fen(mine[name]) == _fen(theirs[name]) != 0 for name in deal.renewed):
        return
    said = any(RENEWAL.search(str(row[name] or "")) for row in (mine, theirs) for name in deal.numbers)
    same = bool(deal.partners) and all(of_one_house(*pair, city) for pair in _partners(deal, mine, theirs))
    if said and (same or not deal.partners):
        yield SAID_RENEWED
    elif same and any(within_days(mine[name], theirs[name], A_YEAR) for name in deal.days):
        yield RENEWED


def _one_partner(deal: Deals, mine: Row, theirs: Row, city: str) -> str:
    pairs = _partners(deal, mine, theirs)
    if all(of_one_house(*pair, city) for pair in pairs):
        return ONE_PARTNER
    return OTHER_SCRIPT if all(of_one_house(*pair, city) or in_two_scripts(*pair) for pair in pairs) else ""


def _partners(deal: Deals, mine: Row, theirs: Row) -> list[tuple[str, str]]:
    return [(str(mine[name] or ""), str(theirs[name] or "")) for name in deal.partners]


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
    """Whether one sum in fen is the other without its tax, up to two yuan of the whole."""
    net, gross = sorted((one, other))
    return net > 0 and any(abs(gross * 100 - net * (100 + rate)) <= ROUNDED * 100 for rate in TAXED)


def within_days(mine: Any, other: Any, most: int = NEAR_DAYS) -> bool:
    """Whether two days are near; an earlier reading has them as text."""
    days = [date.fromisoformat(str(day)) if _DAY.fullmatch(str(day)) else None for day in (mine, other)]
    return None not in days and abs((days[0] - days[1]).days) <= most  # type: ignore[operator]  # neither is None


def _fen(said: Any) -> int:
    return int(said) if str(said).isdecimal() else 0
