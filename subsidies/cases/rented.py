"""Rent month by month: no more than is let, no month in which it is not, and one area already subsidised for all."""

from decimal import Decimal
from itertools import groupby

from core.values.months import months_words
from parks.models import FitOut, Premises
from subsidies.cases.already_granted import subsidised_areas
from subsidies.cases.facts import AREA, Collected, line_of
from subsidies.cases.matters import MONTHS
from subsidies.cases.records.premises import unlet
from subsidies.catalogue.in_force import with_released_figures
from subsidies.catalogue.questions import asks_months
from subsidies.rules import evaluate


def unlet_rooms(collected: Collected) -> dict[str, str]:
    """Why the claimed months or area go beyond what is let, by the question where it is to be said."""
    case, rooms = collected.case, collected.case.record
    if isinstance(rooms, FitOut):
        return _beyond(collected, rooms.premises, "装修面积")
    if not isinstance(rooms, Premises):
        return {}
    months = case.matter.told_apart(case.scheme, case.on, collected.values).months
    question = MONTHS if asks_months(case.scheme) else "last_month"
    found = {}
    if gap := unlet(rooms, months):
        found[question] = f"{months_words(gap)}没有{rooms}的租约，不能申报；租约登记有误的，请联系园区更正。"
    return found | (_beyond(collected, rooms, "申报面积") if "months" in case.scheme.matter.adds else {})


def _beyond(collected: Collected, rooms: Premises, label: str) -> dict[str, str]:
    """What is wrong with an area that is larger than the rooms."""
    area = collected.values.get("area_m2")
    if area is None or Decimal(str(area)) <= rooms.let_area_m2:
        return {}
    let = f"{rooms.let_area_m2:f}".rstrip("0").rstrip(".")
    return {"area_m2": f"{label}超过租用面积{let}㎡；租用面积登记有误的，请先更正记录。"}


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
    parts = "；".join(months_words(months) for _, months in runs)
    said = f"这些月份里已补贴的同类房屋面积不同，可补贴的面积余额也不同，请分成{len(runs)}份申报：{parts}。"
    return {"last_month": said}


def _amount(collected: Collected, area: Decimal) -> int | None:
    line = line_of(collected.case, collected.values | {AREA: f"{area:f}"}, collected.resident)
    return evaluate(with_released_figures(), line, explain=False).amount
