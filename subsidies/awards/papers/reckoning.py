"""The steps of a reckoning as a notice prints them."""

from collections.abc import Mapping
from typing import Any

from subsidies.awards.models import Award
from subsidies.awards.presenting import explain_award
from subsidies.cases.presenting import fact_value
from subsidies.rules import Scheme
from subsidies.rules.words.folding import folded
from subsidies.rules.words.working import Worked


def printed_steps(award: Award, scheme: Scheme) -> list[Worked]:
    """The steps, without those that only repeat a fact, which stands above them, or the step before; of a table the row
    that was taken is named."""
    steps = folded(row for row in explain_award(award, scheme).steps if not row.given)
    rows = _rows_taken(scheme, award.claim_input.get("facts", {}))
    return [row._replace(names=rows.get(row.names, row.names)) for row in steps]


def _rows_taken(scheme: Scheme, facts: Mapping[str, Any]) -> dict[str, str]:
    """By the label of a table: the same with the values by which its row was found."""
    found = dict[str, str]()
    for table in scheme.figures.values():
        keys = [scheme.facts[name] for name in table.by if name in scheme.facts and name in facts]
        if keys:
            row = "，".join(f"{fact.label}：{fact_value(fact, facts[fact.name])}" for fact in keys)
            found[table.label] = f"{table.label}（{row}）"
    return found
