"""What the linter says of a policy: how bad, where, what, and what to do."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import StrEnum
from typing import NamedTuple

from subsidies.rules.model.schemes import Scheme


class Severity(StrEnum):
    """OPEN: the text itself leaves it so. FAULT: the data is wrong."""

    OPEN = "open"
    FAULT = "fault"


class LintFinding(NamedTuple):
    """Something to know or to mend.

    `fact` names the fact that the text leaves open, if it is one.
    """

    severity: Severity
    policy: str
    scheme: str
    line: int
    kind: str
    what: str
    todo: str
    fact: str = ""


Check = Callable[[Scheme], Iterator[LintFinding]]


def found(
    scheme: Scheme, severity: Severity, line: int, kind: str, what: str, todo: str, *, fact: str = ""
) -> LintFinding:
    """A finding in a scheme."""
    return LintFinding(severity, scheme.policy.key, scheme.code, line, kind, what, todo, fact)


def fault(scheme: Scheme, line: int, kind: str, what: str, todo: str) -> LintFinding:
    """Something to mend in a scheme."""
    return found(scheme, Severity.FAULT, line, kind, what, todo)
