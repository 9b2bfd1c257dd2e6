"""What an award takes in the register of grants: its matters, its amount under a cap, its area."""

from typing import Any

from core.values.money import parse_yuan
from core.values.months import months_between
from subsidies.cases.already_granted import bucket_key
from subsidies.cases.deciding import matters
from subsidies.cases.facts import Collected
from subsidies.claims.models import Claim
from subsidies.grants import granting
from subsidies.grants.models import Booking
from subsidies.policies import library
from subsidies.rules import Scheme


def lock_register(claim: Claim) -> None:
    """Lock the unit's matters, then the cap's bucket, until the caller's transaction ends."""
    granting.lock_unit(claim.applicant.uscc)
    if cap := _cap(claim, 0):
        granting.locked_bucket(cap.scheme_code, cap.key)


def book(claim: Claim, collected: Collected, *, turn: int, fen: int) -> Booking:
    """Enter what the claim's award of `fen` takes; raises AlreadyGranted where a matter is paid for."""
    return granting.grant(
        unit=claim.applicant.uscc, claim_number=str(claim.number), turn=turn, matters=matters(claim, collected),
        cap=_cap(claim, fen), rent=_rent(library().schemes[claim.scheme_code], collected.claim["facts"]),
    )  # fmt: skip


def _cap(claim: Claim, fen: int) -> granting.Capped | None:
    scheme = library().schemes[claim.scheme_code]
    key = bucket_key(claim, scheme, claim.on) if claim.on else None
    return None if key is None else granting.Capped(scheme.code, key, fen)


def _rent(scheme: Scheme, values: dict[str, Any]) -> granting.Rented | None:
    if "other_subsidised_area_m2" not in scheme.facts:
        return None
    area = parse_yuan(str(values["area_m2"]))  # two decimals, as money: hundredths of a m²
    months = months_between(values["first_month"], values["last_month"])
    return granting.Rented(str(values["space"]), months, area)
