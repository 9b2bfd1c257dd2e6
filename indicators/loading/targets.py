"""What `targets.yaml` says: the targets of the city's plan. An empty list where the plan sets none."""

from __future__ import annotations

from accounts.cities.opening import CityFolder
from accounts.cities.registry import CityPart, Ledger, register_city_part
from accounts.cities.taking import CityBlock, Values, twice
from accounts.models import City
from core.values.money import YUAN, to_fen
from indicators.definitions import DEFINITIONS
from indicators.models import Comparison, Target

KEYS = ("plan", "since", "by", "chapter", "targets")
ROW = ("key", "name", "unit", "at_least", "more_than", "yearly", "chapter", "definition", "counts")
NONE = "none"  # written where nothing of ours counts the target: its page shows no record


def read_targets(folder: CityFolder) -> list[Values]:
    """The targets of the folder's `targets.yaml`, money in fen; faults go to the folder."""
    block = folder.open("targets")
    rows = list(block.rows("targets", ROW))
    if not rows:
        return []
    plan = _days(block)
    found = [_target(block, row) | plan for row in rows]
    for row, values in zip(rows, found, strict=True):
        row.agrees(Target, values, {"figure": values["comparison"]})
    folder.own += [(row, "key", values["key"]) for row, values in zip(rows, found, strict=True) if row.is_sound("key")]
    twice((row, "key", [values["key"]]) for row, values in zip(rows, found, strict=True))
    return found


def _days(block: CityBlock) -> Values:
    """First and last day of the plan; a fault where they do not stand in this order."""
    since, by = block.day("since"), block.day("by")
    if block.is_sound("since", "by") and by <= since:
        block.fault("目标日“by”须晚于起算日“since”", "by")
    return {"since": since, "by": by}


def load_targets(ledger: Ledger, city: City, rows: list[Values]) -> None:
    """What is new of the targets."""
    for row in rows:
        ledger.add(Target, {"key": row["key"]}, row | {"city": city})


def _target(block: CityBlock, row: CityBlock) -> Values:
    comparison = Comparison.MORE_THAN if row.has(Comparison.MORE_THAN) else Comparison.AT_LEAST
    figure, unit = row.whole(comparison, needed=True), row.text("unit")
    if figure == 0:
        row.fault(f"“{comparison}”须大于0", comparison)
    is_money, yearly = Target(unit=unit).is_money, row.flag("yearly")
    return {
        "key": row.text("key"),
        "name": row.text("name"),
        "unit": unit,
        "comparison": comparison,
        "figure": to_fen(figure) if figure is not None and is_money else figure,
        "yearly": yearly,
        "definition": _definition(row, is_money=is_money, yearly=yearly),
        "counts": row.text("counts"),
        "source": f"{block.text('plan')} {row.text('chapter', '') or block.text('chapter')}",
    }


def _definition(row: CityBlock, *, is_money: bool, yearly: bool) -> str:
    """The name of what the target counts, empty for none; a fault where nobody offers it or it does not suit."""
    name = row.text("definition")
    if not name or name == NONE:
        return ""
    definition = DEFINITIONS.get(name)
    if definition is None:
        names = "、".join(sorted(DEFINITIONS))
        row.fault(f"系统没有“{name}”这种计数方法，可以写{names}；都不合适就写{NONE}", "definition")
        return name
    if not row.is_sound("unit", "yearly"):
        return name
    if definition.is_money and not is_money:
        row.fault(f"“{name}”数的是金额，单位应当是“{YUAN}”", "unit")
    if is_money and not definition.is_money:
        row.fault(f"“{name}”数的不是金额，单位不能是“{YUAN}”", "unit")
    if yearly and not definition.of_the_year:
        row.fault(f"“{name}”不按年度重新计数，不能写 yearly: true", "yearly")
    return name


register_city_part(CityPart("targets", {"targets": KEYS}, read_targets, load_targets))
