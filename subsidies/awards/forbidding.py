"""What stands against a revocation for now: whoever above knows of such a thing registers it here.

The rooms above award nothing, but what they did may have to be undone first: money that was paid out and is not back.
"""

from collections.abc import Callable

from core.values.verdict import YES, Verdict
from subsidies.awards.models import Award

Objection = Callable[[Award], Verdict]
_OBJECTIONS: list[Objection] = []


def forbids_revoking(objection: Objection) -> Objection:
    """Register who is asked before an award is revoked; the answer carries the sentence why not yet."""
    _OBJECTIONS.append(objection)
    return objection


def may_be_revoked(award: Award) -> Verdict:
    """The first objection to revoking the award, whole or in part; YES where nobody has one."""
    return next((said for objection in _OBJECTIONS if not (said := objection(award))), YES)
