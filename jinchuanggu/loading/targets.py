"""The targets of a city's plan."""

from typing import Any

from accounts.models import City
from core.values.money import to_fen
from indicators.models import Target
from jinchuanggu.loading.ledger import Ledger


def load_targets(ledger: Ledger, city: City, plan: dict[str, Any]) -> None:
    """Every target of the plan, money in fen."""
    for row in plan["targets"]:
        ledger.add(Target, {"key": row["key"]}, _target(city, plan, row))


def _target(city: City, plan: dict[str, Any], row: dict[str, Any]) -> dict[str, Any]:
    comparison = "more_than" if "more_than" in row else "at_least"
    figure = row[comparison]
    return {
        "city": city,
        "name": row["name"],
        "unit": row["unit"],
        "comparison": comparison,
        "figure": to_fen(figure) if row["unit"] == "元" else figure,
        "yearly": row.get("yearly", False),
        "since": plan["since"],
        "by": plan["by"],
        "counts": row["counts"],
        "source": f"{plan['plan']} {row.get('chapter', plan['chapter'])}",
    }
