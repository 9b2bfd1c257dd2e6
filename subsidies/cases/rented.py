"""Rent month by month: a case counts one area already subsidised, so its months must all have the same."""

from decimal import Decimal
from itertools import groupby

from subsidies.cases.already_granted import subsidised_areas
from subsidies.cases.facts import AREA, Collected, line_of
from subsidies.catalogue.in_force import with_released_figures
from subsidies.rules import evaluate


def uneven_months(collected: Collected) -> dict[str, str]:
    """How to divide a case whose months leave different areas under the limit, by the field where it is to be said;
    empty where it makes no difference.

    Reckoned with the largest of the areas it would lose money, with the smallest it would gain; divided, it
    comes to the same in whatever order the claims are made.
    """
    if AREA not in collected.known:
        return {}
    areas = subsidised_areas(collected.case, collected.values)
    runs = [(area, [month for month, _ in rows]) for area, rows in groupby(areas.items(), key=lambda row: row[1])]
    if len(runs) < 2 or _amount(collected, min(areas.values())) == _amount(collected, max(areas.values())):
        return {}
    parts = "；".join(_span(months) for _, months in runs)
    said = f"这些月份里已补贴的同类房屋面积不同，可补贴的面积余额也不同，请分成{len(runs)}份申报：{parts}。"
    return {"last_month": said}


def _amount(collected: Collected, area: Decimal) -> int | None:
    line = line_of(collected.case, collected.values | {AREA: f"{area:f}"}, collected.resident)
    return evaluate(with_released_figures(), line, explain=False).amount


def _span(months: list[str]) -> str:
    return months[0] if len(months) == 1 else f"{months[0]} 至 {months[-1]}"
