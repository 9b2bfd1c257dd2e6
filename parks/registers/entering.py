"""The premises of a tenant, as a tenancy or a space says by now: to be certified anew by somebody else."""

from accounts.actor import Actor
from accounts.adminkit.auditing import CHANGE
from core import audit
from enterprises.registers import certifying
from parks.models import Premises


def put_right(rooms: Premises, *, by: Actor) -> None:
    """Enter the premises, with an entry in their own trail: whoever changed what they say does not certify them.

    In the caller's transaction, which holds what the premises rest on.
    """
    certifying.enter(rooms, by=by)
    chain = certifying.chain_of(rooms)
    audit.record(by=by, action=CHANGE, subject=rooms, chain=chain, detail={"record": str(rooms)})
