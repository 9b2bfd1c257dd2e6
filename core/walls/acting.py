"""Who acts at the database. Its walls (row-level security) let through what belongs to them, and nothing to nobody.

Django's connection tells the database with each statement for whom it is (`core.walls.postgresql`). Whoever does not
say who acts sees no row behind a wall.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Identity:
    """What the database is told, as text, numbers with commas between them: the cities and the organisations that they
    act for, the cities where those organisations are at home, whether they look for the province; and, for what has
    to look at all rows, why it may (the worker's work, a command, a check against doubles)."""

    cities: str = ""
    organisations: str = ""
    homes: str = ""
    province: str = ""
    everywhere: str = ""


NOBODY = Identity()
_ACTING: ContextVar[Identity] = ContextVar("acting", default=NOBODY)


def acting() -> Identity:
    return _ACTING.get()


def become(identity: Identity) -> None:
    """From here on `identity` acts: until the block of `acting_as` around it ends, else for the whole process."""
    _ACTING.set(identity)


@contextmanager
def acting_as(identity: Identity) -> Iterator[None]:
    before = _ACTING.set(identity)
    try:
        yield
    finally:
        _ACTING.reset(before)


@contextmanager
def beyond_walls(why: str) -> Iterator[None]:
    """For what has to look at rows of others to answer: is this paid already, is this name taken. What it gives out
    is for its author to bound. Also a decorator; whatever it returns must have been read, not be a query."""
    with acting_as(replace(acting(), everywhere=why)):
        yield
