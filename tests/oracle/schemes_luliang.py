"""Lüliang, 吕政办发〔2024〕24号: one function a scheme; the rates are left to later documents."""

from datetime import date

from tests.oracle.policies import LULIANG
from tests.oracle.scheme import BOOL, MONEY, RATE, Facts, Finding, entry, failing, optional, rated


@entry(
    "LL-06A",
    LULIANG,
    "6",
    ("university", "institution", "individual"),
    residence_asked=False,
    local_contribution=MONEY,
    rate=optional(RATE),
)
def ll_06a(f: Facts, on: date) -> Finding:
    return rated(f.rate, f.local_contribution, [])


@entry(
    "LL-06B",
    LULIANG,
    "6",
    ("university", "institution"),
    residence_asked=False,
    client_resident=BOOL,
    transaction_amount=MONEY,
    rate=optional(RATE),
)
def ll_06b(f: Facts, on: date) -> Finding:
    return rated(f.rate, f.transaction_amount, failing({"client_not_resident": f.client_resident}))


@entry("LL-06C", LULIANG, "6", ("enterprise", "institution"), landed_project=BOOL, rent_paid=MONEY, rate=optional(RATE))
def ll_06c(f: Facts, on: date) -> Finding:
    codes = failing({"project_not_landed": f.landed_project, "rent_not_paid": f.rent_paid > 0})
    return rated(f.rate, f.rent_paid, codes)


@entry(
    "LL-06D",
    LULIANG,
    "6",
    ("institution", "enterprise"),
    transfer_institution=BOOL,
    rent_paid=MONEY,
    rate=optional(RATE),
)
def ll_06d(f: Facts, on: date) -> Finding:
    codes = failing({"not_transfer_institution": f.transfer_institution, "rent_not_paid": f.rent_paid > 0})
    return rated(f.rate, f.rent_paid, codes)
