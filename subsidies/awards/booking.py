"""What an award takes in the register of grants: its matters, its amount under a cap, its area."""

from typing import Any

from core.values.money import parse_yuan
from core.values.months import months_between
from subsidies.cases.already_granted import bucket_key, matters_of
from subsidies.cases.case import Case
from subsidies.cases.deciding import Ruling
from subsidies.grants import granting
from subsidies.grants.models import Booking
from subsidies.rules import Scheme


def lock_register(case: Case) -> None:
    """Lock the unit's matters, then the cap's bucket, until the caller's transaction ends."""
    granting.lock_unit(case.applicant.unit_code)
    if (key := bucket_key(case)) is not None:
        granting.locked_bucket(case.scheme.code, key)


def book(ruling: Ruling, *, number: str, turn: int, fen: int) -> Booking:
    """Enter what an award of `fen` takes for the claim of this number; raises AlreadyGranted where a matter is paid
    for."""
    case, values = ruling.case, ruling.collected.values
    return granting.grant(
        unit=case.applicant.unit_code, claim_number=number, turn=turn, matters=matters_of(case, values),
        cap=_cap(case, fen), rent=_rent(case.scheme, values), beside=case.matter.beside,
    )  # fmt: skip


def _cap(case: Case, fen: int) -> granting.Capped | None:
    key = bucket_key(case)
    return None if key is None else granting.Capped(case.scheme.code, key, fen)


def _rent(scheme: Scheme, values: dict[str, Any]) -> granting.Rented | None:
    if "other_subsidised_area_m2" not in scheme.facts:
        return None
    area = parse_yuan(str(values["area_m2"]))  # two decimals, as money: hundredths of a m²
    months = months_between(values["first_month"], values["last_month"])
    return granting.Rented(str(values["space"]), months, area)
