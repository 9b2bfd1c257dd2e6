"""The trail is kept for good, and no identity number in it: a reason with one is refused, what else is told of a change
is kept without it."""

from typing import Any

from core.values.identity_numbers import UNKEPT, holds_full_identity
from core.values.text import IDENTITY_SENTENCE
from core.values.verdict import Refused

_SHORTEST = 18  # characters; nothing shorter holds a number


def refuse_number(reason: str) -> None:
    """Raises Refused where a number stands in what somebody gives as a reason."""
    if _holds_one(reason):
        raise Refused(IDENTITY_SENTENCE)


def without_numbers(told: Any) -> Any:
    """Plain JSON as it is kept: a text that holds a number is stars."""
    if isinstance(told, str):
        return UNKEPT if _holds_one(told) else told
    if isinstance(told, dict):
        return {key: without_numbers(each) for key, each in told.items()}
    return [without_numbers(each) for each in told] if isinstance(told, list | tuple) else told


def _holds_one(text: str) -> bool:
    return len(text) >= _SHORTEST and holds_full_identity(text)
