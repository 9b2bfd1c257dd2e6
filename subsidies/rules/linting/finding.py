"""What the linter says of a policy: how bad, where, what, and what to do."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from subsidies.rules.model.schemes import Scheme

OPEN, FAULT = "open", "fault"


class LintFinding(NamedTuple):
    """Something to know or to mend. `severity`: open (the text itself leaves it so) or fault (the data is wrong).

    `fact` names the fact that the text leaves open, if it is one.
    """

    severity: str
    policy: str
    scheme: str
    line: int
    kind: str
    what: str
    todo: str
    fact: str = ""


Check = Callable[[Scheme], Iterator[LintFinding]]


def found(scheme: Scheme, severity: str, line: int, kind: str, what: str, todo: str, *, fact: str = "") -> LintFinding:
    """A finding in a scheme."""
    return LintFinding(severity, scheme.policy.key, scheme.code, line, kind, what, todo, fact)


def fault(scheme: Scheme, line: int, kind: str, what: str, todo: str) -> LintFinding:
    """Something to mend in a scheme."""
    return found(scheme, FAULT, line, kind, what, todo)
