"""What rests on a record: rooms above say so, since lower wings know nothing of claims.

A record on which something rests is not taken back or changed by its applicant; it is corrected, with the office.
"""

from collections.abc import Callable, Iterable

from enterprises.models import RegisterRecord

Asked = Callable[[RegisterRecord], Iterable[str]]
_ASKED: list[Asked] = []


def rests(asked: Asked) -> Asked:
    """Register a function that names what rests on a record, in words for its applicant: 申报 CZ2026000031."""
    _ASKED.append(asked)
    return asked


def rests_on(record: RegisterRecord) -> list[str]:
    """Everything that rests on the record; it reads and never writes."""
    return [found for asked in _ASKED for found in asked(record)]
