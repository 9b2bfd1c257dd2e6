"""Many cases at once: from the facts as they were handed in, in a few queries for all of them.

What is asked of one case goes through subsidies.cases.facts; a list of thousands cannot ask the records one by one.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from parks.models import Tenancy
from subsidies.cases.already_granted import bucket_of, matter_keys, paid_among
from subsidies.cases.case import matter_named
from subsidies.cases.facts import head_of
from subsidies.catalogue.in_force import Figure
from subsidies.grants.selectors import MatterKey
from subsidies.policies import library
from subsidies.rules import Scheme

Terms = Mapping[int, Sequence[tuple[int, date, date | None]]]


class HandedIn(NamedTuple):
    """What is kept of a case since it was handed in, as far as the rules and the register of grants ask."""

    scheme_code: str
    city_id: int
    applicant_id: int
    unit: str
    kind: str
    approved_outside: bool
    on: date
    reference: str
    answers: dict[str, Any]
    facts: list[dict[str, Any]]
    decided: dict[str, Any]

    @property
    def scheme(self) -> Scheme:
        """The scheme that is asked for."""
        return library().schemes[self.scheme_code]

    @property
    def matters(self) -> list[MatterKey]:
        """What the case is about, as the register of grants names it."""
        values = {fact["name"]: fact["value"] for fact in self.facts}
        matter = matter_named(self.scheme, self.reference).told_apart(self.scheme, self.on, values)
        return matter_keys(self.unit, matter)

    @property
    def bucket(self) -> str | None:
        """What its cap is counted in."""
        return bucket_of(self.unit, str(self.answers.get("achievement") or ""), self.scheme, self.on)


class Put(NamedTuple):
    """A case as the rules are given it: a line of the batch, and whether its matter was already paid."""

    line: dict[str, Any]
    duplicate: bool


def put(rows: Sequence[HandedIn], figures: Sequence[Figure]) -> Iterator[Put]:
    """Each of the cases as the rules are given it now, under the released figures."""
    terms = _terms_of({row.applicant_id for row in rows})
    matters = [row.matters for row in rows]
    paid = paid_among(key for keys in matters for key in keys)
    for row, keys in zip(rows, matters, strict=True):
        yield Put(_line(row, figures, terms), not paid.isdisjoint(keys))


def _terms_of(applicant_ids: Collection[int]) -> Terms:
    """City, first and last day of every tenancy of some applicants."""
    rows = Tenancy.objects.filter(applicant__in=applicant_ids)
    found: dict[int, list[tuple[int, date, date | None]]] = {}
    for applicant, city, first, last in rows.values_list(
        "applicant_id", "space__building__park__valley__city_id", "starts_on", "ends_on"
    ):
        found.setdefault(applicant, []).append((city, first, last))
    return found


def _line(row: HandedIn, figures: Sequence[Figure], terms: Terms) -> dict[str, Any]:
    scheme = row.scheme
    values = {fact["name"]: fact["value"] for fact in row.facts}
    values |= {name: made["value"] for name, made in row.decided.items() if name in scheme.facts}
    values |= _parameters(scheme, values, figures, row.on)
    resident = _resident(terms.get(row.applicant_id, ()), row.city_id, row.on)
    other = str(row.answers.get("other_policy_amount") or "")
    return head_of(scheme, row.kind, row.approved_outside, resident, row.on, other) | {"facts": values}


def _parameters(scheme: Scheme, values: Mapping[str, Any], figures: Sequence[Figure], on: date) -> dict[str, str]:
    found = {}
    for row in figures:
        fact = scheme.facts.get(row.name) if row.scheme == scheme.code else None
        if fact is None or row.holds_from > on:
            continue
        key = str(values.get(fact.parameter_key, "")) if fact.parameter_key else ""
        if row.key == key:
            found[row.name] = row.value
    return found


def _resident(terms: Sequence[tuple[int, date, date | None]], city_id: int, on: date) -> bool:
    return any(city == city_id and first <= on and (last is None or last >= on) for city, first, last in terms)
