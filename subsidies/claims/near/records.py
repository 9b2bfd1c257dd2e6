"""Claims whose records may be one thing with the claimed one's: by any number or name of theirs, each by itself."""

from collections.abc import Iterator

from enterprises.registers.likeness.comparing import Comparing
from subsidies.claims.models import Claim, ClaimQuerySet
from subsidies.claims.near.kinds import MOST_COMPARED
from subsidies.rules.model.kinds import CapPer


def alike_records(claim: Claim, rows: ClaimQuerySet, *, sides: int) -> Iterator[tuple[int, str]]:
    """Those of the claims, and what is alike. `sides`: how many parties have to be the same to be the same ones."""
    register, _, own = claim.record.partition(":")
    compared = rows.filter(record__startswith=f"{register}:").exclude(record=claim.record)
    if not own.isdecimal():
        return
    found = list(compared.values_list("pk", "applicant", "record")[:MOST_COMPARED])
    if not found:
        return
    records = {pk: int(record.rpartition(":")[2]) for pk, _, record in found}
    cap = claim.scheme.cap
    comparing = Comparing(
        register, int(own), records.values(), city=claim.city.name,
        capped=cap is not None and CapPer.ACHIEVEMENT in cap.per,
    )  # fmt: skip
    for pk, applicant, _ in found:
        if how := comparing.how(records[pk], is_own=applicant == claim.applicant_id, sides=sides):
            yield pk, how
