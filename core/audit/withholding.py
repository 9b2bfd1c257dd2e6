"""The trail is kept for good, and no identity number in it: a reason with one is refused, what else is told of a change
is kept without it."""

from typing import Any

from core.values.identity_numbers import UNKEPT, holds_full_identity, holds_identity
from core.values.text import IDENTITY_SENTENCE
from core.values.verdict import Refused

_SHORTEST = 18  # characters; nothing shorter holds a number
MOST_OF_A_REASON = 2000  # characters


def refuse_number(reason: str) -> None:
    """Raises Refused where a number stands in what somebody gives as a reason, one of the old ones too."""
    if holds_identity(reason):
        raise Refused(IDENTITY_SENTENCE)


def refuse_unkept(reason: str) -> None:
    """The same, and where the reason is longer than anybody reads."""
    refuse_number(reason)
    if len(reason) > MOST_OF_A_REASON:
        raise Refused(f"理由最多{MOST_OF_A_REASON}个字，现在有{len(reason)}个字。")


def without_numbers(told: Any) -> Any:
    """Plain JSON as it is kept: a text that holds a number is stars."""
    if isinstance(told, str):
        return UNKEPT if _holds_one(told) else told
    if isinstance(told, dict):
        return {key: without_numbers(each) for key, each in told.items()}
    return [without_numbers(each) for each in told] if isinstance(told, list | tuple) else told


def _holds_one(text: str) -> bool:
    return len(text) >= _SHORTEST and holds_full_identity(text)
