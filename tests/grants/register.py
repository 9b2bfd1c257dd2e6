"""A register with plain values in it: one unit, one certificate, a cap, a year of rent."""

from typing import Any

from subsidies.grants import granting
from subsidies.grants.models import Booking
from subsidies.grants.selectors import MatterKey

UNIT, CAP = "91140400MA0TEST001", ("CZ-12", "applicant:91140400MA0TEST001")
CERTIFICATE: MatterKey = (UNIT, "certificate", "GR202614000001")
MONTHS = [f"2025-{month:02d}" for month in range(1, 13)]
RENT: list[MatterKey] = [(UNIT, "premises", f"A1|{month}") for month in MONTHS]


def given(number: str = "CZ2026000001", **more: Any) -> Booking:
    """A booking of the certificate for a claim."""
    return granting.grant(**{"unit": UNIT, "claim_number": number, "turn": 1, "matters": [CERTIFICATE]} | more)


def rented(number: str = "CZ2026000002", **more: Any) -> Booking:
    """A booking of a year's rent: twelve matters, 1,000 yuan of the cap, 80 m² in each month."""
    cap = granting.Capped(*CAP, fen=1_000_00)
    rent = granting.Rented("workshop", MONTHS, 80_00)
    return granting.grant(**{
        "unit": UNIT, "claim_number": number, "turn": 1, "matters": RENT, "cap": cap, "rent": rent
    } | more)  # fmt: skip
