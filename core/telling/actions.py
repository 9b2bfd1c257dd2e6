"""What was done: a code in the trail, words for the office and for the applicant when it is shown."""

import re
from dataclasses import dataclass

_CODE = re.compile(r"[a-z]+(_[a-z]+)*")


@dataclass(frozen=True)
class ActionWords:
    """What the office calls an action, and what an applicant reads of it."""

    office: str
    applicant: str


_WORDS: dict[str, ActionWords] = {}


def action(code: str, office: str, applicant: str = "") -> str:
    """Declare an action that the trail may hold, beside the verb that writes it; returns the code.

    The trail stores `code` alone, which never changes; the words may. Raises ValueError for a code that is no
    English name, and where another room gave the code other words.
    """
    words = ActionWords(office, applicant or office)
    if not _CODE.fullmatch(code):
        raise ValueError(f"an action of the trail is an English code: {code!r}")
    if _WORDS.setdefault(code, words) != words:
        raise ValueError(f"the action {code!r} is declared with other words elsewhere")
    return code


def words_of_action(code: str) -> ActionWords:
    """The words of an action; the code itself for one that no verb writes any more."""
    return _WORDS.get(code) or ActionWords(code, code)


def is_declared(code: str) -> bool:
    """Whether a verb has said what the action is called."""
    return code in _WORDS
