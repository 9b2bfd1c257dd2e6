"""Facts that our own records hold: fields of the record that a case is about, and readers of their own."""

from subsidies.cases.records import capital, derived, persons, premises, years
from subsidies.cases.records.reading import (
    NO_ANSWER,
    READERS,
    NotAnswering,
    Reading,
    entered_as,
    hangs_on_day,
    hangs_on_record,
    may_be_disputed,
    read,
    reads,
    stands_in_record,
)

MODULES = (capital, derived, persons, premises, years)  # each registers its readers

__all__ = [
    "MODULES",
    "NO_ANSWER",
    "READERS",
    "NotAnswering",
    "Reading",
    "entered_as",
    "hangs_on_day",
    "hangs_on_record",
    "may_be_disputed",
    "read",
    "reads",
    "stands_in_record",
]
