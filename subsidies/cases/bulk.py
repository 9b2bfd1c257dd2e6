"""Many cases at once: from the facts as they were handed in, in a few queries for all of them.

What is asked of one case is collected by subsidies.cases.facts; a list of thousands cannot ask the records one by one.
The line for the rules is made by the same function.
"""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from parks.tenancies.residency import resident_by, terms_of
from subsidies.cases.already_granted import matters_of, paid_among
from subsidies.cases.case import Case
from subsidies.cases.facts import decided_facts, line_of, set_by_editions
from subsidies.catalogue.in_force import Figure
from subsidies.rules import FactError


class Put(NamedTuple):
    """A case as the rules are given it: a line of the batch, and whether its matter was already paid."""

    line: dict[str, Any]
    duplicate: bool


def put(cases: Sequence[Case], figures: Sequence[Figure]) -> Iterator[Put]:
    """Each of the cases, whose day is known, as the rules are given it now, under the released figures."""
    terms = terms_of({case.applicant.pk for case in cases})
    handed_in = [{row["name"]: row["value"] for row in case.handed_in} for case in cases]
    matters = [matters_of(case, facts) for case, facts in zip(cases, handed_in, strict=True)]
    paid = paid_among(key for keys in matters for key in keys)
    for case, facts, keys in zip(cases, handed_in, matters, strict=True):
        resident = resident_by(terms.get(case.applicant.pk, ()), case.city.pk, case.day)
        yield Put(line_of(case, _known_now(case, facts, figures), resident), not paid.isdisjoint(keys))


def _known_now(case: Case, handed_in: dict[str, Any], figures: Sequence[Figure]) -> dict[str, Any]:
    """What was handed in, with what an office decided and editions set since."""
    decided = decided_facts(case).items()
    facts = handed_in | {
        name: value for name, value in decided if value is not None and not isinstance(value, FactError)
    }
    return facts | {name: row.value for name, row in set_by_editions(case, facts, figures).items()}
