"""Cases reckoned by columns under a library: figures by day, caps by bucket in the order of the cases."""

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from core.money import to_yuan
from subsidies.engine import Library, Scheme, columns_of, decision_at, evaluate_many
from subsidies.parameters import Figure
from subsidies.whatif.cases import Case

PRIOR = "prior_awarded"
BLOCK = 5000


@dataclass(slots=True)
class Sum:
    """What a case comes to: fen, by payer, and the outcome."""

    amount: int
    shares: Mapping[str, int]
    outcome: str


Settled = Callable[[Case], bool]
Tell = Callable[[int], None]


def reckon(lib: Library, cases: Sequence[Case], settled: Settled, tell: Tell = lambda done: None) -> list[Sum]:
    """A sum for each case. Those that are `settled` stand as they were awarded; the others are reckoned under `lib`.

    Claims under one cap are reckoned one after another, each knowing what those before it were given.
    """
    sums: list[Sum | None] = [None] * len(cases)
    given: dict[tuple[str, str], int] = {}
    done = 0
    for wave in _waves(cases):
        for rows in _blocks(wave):
            _settle(lib, cases, rows, settled, given, sums)
            done += len(rows)
            tell(done)
    return [row for row in sums if row is not None]


def _waves(cases: Sequence[Case]) -> list[list[int]]:
    """Rows whose answers do not depend on one another: the first of each bucket, then the second, and so on."""
    seen: dict[tuple[str, str], int] = {}
    waves: list[list[int]] = []
    for row, case in enumerate(cases):
        place = 0
        if case.bucket is not None:
            key = (case.scheme, case.bucket)
            place = seen.get(key, 0)
            seen[key] = place + 1
        while len(waves) <= place:
            waves.append([])
        waves[place].append(row)
    return waves


def _blocks(rows: list[int]) -> list[list[int]]:
    return [rows[start : start + BLOCK] for start in range(0, len(rows), BLOCK)]


def _settle(
    lib: Library, cases: Sequence[Case], rows: list[int], settled: Settled,
    given: dict[tuple[str, str], int], sums: list[Sum | None],
) -> None:  # fmt: skip
    asked: dict[Scheme, list[int]] = {}
    for row in rows:
        case = cases[row]
        if settled(case):
            sums[row] = Sum(case.amount, case.shares, "payable" if case.amount else "not_payable")
        else:
            asked.setdefault(_scheme_on(lib, case), []).append(row)
    for scheme, some in asked.items():
        _evaluate(scheme, cases, some, given, sums)
    for row in rows:
        case, found = cases[row], sums[row]
        if case.bucket is not None and found is not None:
            key = (case.scheme, case.bucket)
            given[key] = given.get(key, 0) + found.amount


def _scheme_on(lib: Library, case: Case) -> Scheme:
    """The scheme with the figures that hold on the day of the case."""
    later = lib.superseded.get(case.scheme, ())
    place = bisect_right([day for day, _ in later], case.on)
    return later[place - 1][1].scheme if place else lib.schemes[case.scheme]


def _evaluate(
    scheme: Scheme, cases: Sequence[Case], rows: list[int], given: Mapping[tuple[str, str], int], sums: list[Sum | None]
) -> None:
    claims = [_with_prior(scheme, cases[row], given) for row in rows]
    decisions = evaluate_many(scheme, columns_of(scheme, claims, [cases[row].duplicate for row in rows]))
    for place, row in enumerate(rows):
        decision = decision_at(scheme, decisions, place)
        sums[row] = Sum(decision.amount or 0, decision.shares, decision.outcome)


def _with_prior(scheme: Scheme, case: Case, given: Mapping[tuple[str, str], int]) -> dict[str, Any]:
    if case.bucket is None or PRIOR not in scheme.facts:
        return case.claim
    prior = f"{to_yuan(given.get((case.scheme, case.bucket), 0)):f}"
    return {**case.claim, "facts": {**case.claim.get("facts", {}), PRIOR: prior}}


def with_parameters(lib: Library, cases: Sequence[Case], changes: Sequence[Figure]) -> list[Case]:
    """The cases with those of the changes that are facts given by parameter, for days on which they hold."""
    facts = [row for row in changes if row.name in lib.schemes[row.scheme].facts]
    return [_with_parameter(lib, case, facts) for case in cases] if facts else list(cases)


def _with_parameter(lib: Library, case: Case, changes: Sequence[Figure]) -> Case:
    values = dict(case.claim.get("facts", {}))
    before = dict(values)
    for row in changes:
        key_fact = lib.schemes[row.scheme].facts[row.name].parameter_key
        key = str(values.get(key_fact, "")) if key_fact else ""
        if row.scheme == case.scheme and row.key == key and holds(row, case.on):
            values[row.name] = row.value
    if values == before:
        return case
    return replace(case, claim={**case.claim, "facts": values})


def holds(figure: Figure, on: date) -> bool:
    """Whether a figure applies to a matter of this day."""
    return figure.holds_from <= on
