"""The register of definitions. A figure is reckoned from the very rows that its page lists, so they cannot differ."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from indicators.models import Target

# Why a row does not count that an applicant declared: a figure of the city rests on what an office has checked.
UNCHECKED = "企业填报、尚未核验的，核验后计入"
Records = Callable[[Target, date], QuerySet[Any]]
Grounds = Callable[[Target, date, bool], QuerySet[Any]]


@dataclass(frozen=True)
class Column:
    """One column of the list of records: head, how a row's cell is read (text, date, fen), what stands for nothing."""

    label: str
    of: Callable[[Any], Any]
    money: bool = False
    missing: str = "未登记"


@dataclass(frozen=True)
class Definition:
    """What the targets count that name it as their `definition`, which the data of each city do.

    `records(target, on)` are the rows that count on a day. The figure is their number, or the sum of the fen in
    `sum_of` over the rows that have it. `of_the_year`: only the year of that day counts, so progress starts anew each
    January. Targets of several cities compare where their definitions share a `matter`; `heading` says it in Chinese
    where the plans name it differently. `left_out` are rows that look alike and do not count, with the reason in
    `left_out_because`. `grounds(target, on, certified)` are the records for which a row
    counts, where rows are applicants.
    """

    name: str
    heading: str
    matter: str
    records: Records
    columns: tuple[Column, ...]
    sum_of: str = ""
    of_the_year: bool = False
    left_out: Records | None = None
    left_out_because: str = ""
    grounds: Grounds | None = None

    @property
    def is_money(self) -> bool:
        """Whether the figure is money (fen)."""
        return bool(self.sum_of)


DEFINITIONS: dict[str, Definition] = {}


def counts(
    heading: str, *, columns: tuple[Column, ...], matter: str = "", **options: Any
) -> Callable[[Records], Records]:
    """Offer the function below as a definition of its name; its `matter` is its own where none is given.

    `options` as in Definition.
    """

    def register(records: Records) -> Records:
        name = records.__name__
        DEFINITIONS[name] = Definition(name, heading, matter or name, records, columns, **options)
        return records

    return register


def definition_of(target: Target) -> Definition | None:
    """What a target counts; None for a target that is not reckoned from records."""
    return DEFINITIONS.get(target.definition)
