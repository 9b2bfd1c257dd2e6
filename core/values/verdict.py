"""An answer to «may this be done?» that carries its reason."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError


@dataclass(frozen=True)
class Verdict:
    """True or false, with the sentence (Chinese) that a page shows in place of a dead button."""

    allowed: bool
    reason: str = ""

    def __bool__(self) -> bool:
        return self.allowed


YES = Verdict(True)


def no(reason: str) -> Verdict:
    """A refusal with its sentence."""
    return Verdict(False, reason)


class Refused(Exception):
    """Raised by a verb that may not be done. The sentence is meant for the person who asked."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def require(verdict: Verdict) -> None:
    """Raise Refused unless `verdict` allows."""
    if not verdict:
        raise Refused(verdict.reason)


def sentence_of(refusal: Refused | ValidationError) -> str:
    """What a verb answered that may not be done, or was given what it does not take: all its sentences."""
    return refusal.reason if isinstance(refusal, Refused) else "".join(refusal.messages)
