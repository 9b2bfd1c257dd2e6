"""What an applicant can claim in one look: what it comes to, and what to do first."""

import itertools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from subsidies.advice.groups import Nearness, NearnessGroup
from subsidies.cases.presenting import NOT_RESIDENT
from subsidies.cases.sources import FactSource

FIRST = 3  # things to do that stand on top


@dataclass(frozen=True)
class Sum:
    """Findings that come to something: how many there are, the most that they come to together in fen, whether it is
    just that, and of how many nothing can be said yet. Of several that are about one thing only the dearest is paid,
    and so only it counts."""

    count: int
    fen: int
    is_exact: bool
    unsaid: int


@dataclass(frozen=True)
class Summary:
    """`ready` can be claimed now, of which `certified` rests on what offices have compared alone; `near` is a step
    away; `entry` is how many findings it takes to be resident for; `asked`
    are those that more has to be said of; `first` are the findings to take up first, each with
    its group."""

    ready: Sum
    certified: Sum
    near: Sum
    awaited: int
    claimed: int
    refused: int
    asked: int
    entry: int
    first: list[tuple[dict[str, Any], NearnessGroup]]

    @property
    def declared_fen(self) -> int:
        """What of the ready sum rests on what the applicant alone says."""
        return self.ready.fen - self.certified.fen


def summary(groups: Iterable[NearnessGroup]) -> Summary:
    """The sum of what can be claimed and the three things to do first: the dearest that is ready, then what is near,
    what only waits for a figure, and what is not known enough of a record that is there."""
    by_key = {group.key: group for group in groups}
    ready, near, awaited, maybe = (
        by_key[key] for key in (Nearness.NOW, Nearness.NEAR, Nearness.AWAITED, Nearness.MAYBE)
    )
    asked = [row for row in maybe.rows if row["about"]]
    return Summary(
        _summed(ready.rows), _summed(row for row in ready.rows if _is_certified(row)), _summed(near.rows),
        len(awaited.rows), len(by_key[Nearness.CLAIMED].rows), len(by_key[Nearness.REFUSED].rows), len(maybe.rows),
        sum(_wants_entry(row) for group in (near, maybe) for row in group.rows),
        _first([(ready, ready.rows), (near, near.rows), (awaited, awaited.rows), (maybe, asked)]),
    )  # fmt: skip


def _wants_entry(row: Mapping[str, Any]) -> bool:
    return NOT_RESIDENT in (row.get("codes") or ())


def _summed(rows: Iterable[Mapping[str, Any]]) -> Sum:
    count = fen = unsaid = 0
    is_exact, counted = True, set[str]()
    for row in rows:  # the dearest stands first
        count += 1
        most, about = row.get("most_fen"), set(row.get("matters") or ())
        unsaid += most is None
        if most is not None and not about & counted:
            fen += most
            is_exact = is_exact and row["amount_fen"] == most
        counted |= about
    return Sum(count, fen, is_exact, unsaid)


def _is_certified(row: Mapping[str, Any]) -> bool:
    return all(fact["state"] == FactSource.CERTIFIED for fact in row["facts"])


def _first(groups: Iterable[tuple[NearnessGroup, list[dict[str, Any]]]]) -> list[tuple[dict[str, Any], NearnessGroup]]:
    """One of each scheme, so that twenty people hired are one thing to do; to become resident is one thing for all."""
    found: dict[str, tuple[dict[str, Any], NearnessGroup]] = {}
    for group, rows in groups:
        for row in itertools.filterfalse(_wants_entry, rows):
            found.setdefault(row["scheme"], (row, group))
    return list(found.values())[:FIRST]
