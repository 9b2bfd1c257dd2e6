"""States of a record as choices of its model: each member says how it is drawn and what holds of it."""

from collections.abc import Callable
from typing import Self

from django.db.models import TextChoices


class StateChoices(TextChoices):
    """Code, shape (waiting, done, stopped, neutral), label. A kind of state with more to say of each adds its own
    `__new__`; sets of states are taken from what their members say, by `those`."""

    shape: str

    def __new__(cls, value: str, shape: str = "neutral") -> Self:
        """A member with how it is drawn."""
        return cls.drawn(value, shape)

    @classmethod
    def drawn(cls, value: str, shape: str) -> Self:
        """A member to be completed by the `__new__` of a kind (an enum's `super().__new__` is not this class's)."""
        row = str.__new__(cls, value)
        row._value_, row.shape = value, shape
        return row

    @classmethod
    def those(cls, holds: Callable[[Self], bool]) -> tuple[Self, ...]:
        """The states of which something holds, in their order."""
        return tuple(row for row in cls if holds(row))


class RequestChoices(StateChoices):
    """States of what somebody asks an office for; `answered`: the office has said yes or no."""

    answered: bool

    def __new__(cls, value: str, shape: str = "neutral", answered: bool = False) -> Self:
        """A state with whether it is an answer."""
        row = cls.drawn(value, shape)
        row.answered = answered
        return row
