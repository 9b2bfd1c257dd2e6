"""What `targets.yaml` says: the targets of the city's plan. An empty file where the plan sets none."""

from __future__ import annotations

from core.values.money import to_fen
from indicators.models import Target
from jinchuanggu.loading.cities.opening import CityFolder
from jinchuanggu.loading.cities.taking import CityBlock, Values, twice

KEYS = ("plan", "since", "by", "chapter", "targets")
ROW = ("key", "name", "unit", "at_least", "more_than", "yearly", "chapter", "counts")


def read_targets(folder: CityFolder) -> list[Values]:
    """The targets of the folder's `targets.yaml`, money in fen; faults go to the folder."""
    block = folder.open("targets")
    block.only(KEYS)
    rows = list(block.rows("targets", ROW))
    if not rows:
        return []
    plan = {"since": block.day("since"), "by": block.day("by")}
    found = [_target(block, row) | plan for row in rows]
    for row, values in zip(rows, found, strict=True):
        row.agrees(Target, values, {"figure": values["comparison"]})
    folder.own += [(row, "key", values["key"]) for row, values in zip(rows, found, strict=True)]
    twice((row, "key", [values["key"]]) for row, values in zip(rows, found, strict=True))
    return found


def _target(block: CityBlock, row: CityBlock) -> Values:
    comparison = "more_than" if row.has("more_than") else "at_least"
    figure, unit = row.whole(comparison, needed=True), row.text("unit")
    is_money = Target(unit=unit).is_money
    return {
        "key": row.text("key"),
        "name": row.text("name"),
        "unit": unit,
        "comparison": comparison,
        "figure": to_fen(figure) if figure is not None and is_money else figure,
        "yearly": row.flag("yearly"),
        "counts": row.text("counts"),
        "source": f"{block.text('plan')} {row.text('chapter', '') or block.text('chapter')}",
    }
