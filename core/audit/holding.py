"""Entries that wait for the end of a long deed, so that nobody else waits for it.

Whoever writes an entry holds its chain until the transaction ends, and with it every other deed of the city. A sheet of
thousands of rows, each written by the verb for one, would hold it from its first row on.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from core.models import AuditEntry


class HeldBack:
    """Entries that are not written yet, in their order, each of the chain that it names."""

    def __init__(self) -> None:
        self.entries: list[AuditEntry] = []

    def drop(self) -> None:
        """They tell of what was not done after all."""
        self.entries.clear()


_held: ContextVar[HeldBack | None] = ContextVar("held back", default=None)


def holding() -> HeldBack | None:
    """Where entries are to wait; None where they are written at once."""
    return _held.get()


@contextmanager
def apart() -> Iterator[HeldBack]:
    """A place of its own for the entries of what is done inside; whoever opened it takes them on."""
    made = HeldBack()
    token = _held.set(made)
    try:
        yield made
    finally:
        _held.reset(token)
