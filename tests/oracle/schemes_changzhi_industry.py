"""Changzhi, 长政发〔2024〕15号, articles 11 to 18 and the plan: one function a scheme."""

from datetime import date
from fractions import Fraction

from tests.oracle.policies import CHANGZHI
from tests.oracle.scheme import (
    BOOL,
    DECIMAL,
    LEVEL,
    MONEY,
    MONTH,
    PRIOR_AWARDED,
    RATE,
    Facts,
    Finding,
    counting_months,
    decided,
    default,
    entry,
    failing,
    month_faults,
    one_of,
    optional,
    rated,
)


@entry(
    "CZ-11",
    CHANGZHI,
    "11",
    ("enterprise",),
    completed=BOOL,
    third_party_assessed=BOOL,
    area_m2=DECIMAL,
    assessed_cost=MONEY,
    decided_amount=optional(MONEY),
)
def cz_11(f: Facts, on: date) -> Finding:
    codes = failing({"work_not_completed": f.completed, "assessment_missing": f.third_party_assessed})
    ceiling = min(1000 * f.area_m2, f.assessed_cost / 2)
    return decided(f.decided_amount, Fraction(0), ceiling, codes)


def rent_a_month(space: str, number: int) -> int:
    """Yuan per square metre in the so-and-so-manieth month of the tenancy, from 1."""
    if space == "workshop":
        return 10 if number <= 36 else 5
    return 30 if number <= 36 else 15


@entry(
    "CZ-12",
    CHANGZHI,
    "12",
    ("enterprise",),
    space=one_of("workshop", "office"),
    area_m2=DECIMAL,
    other_subsidised_area_m2=default(DECIMAL, Fraction(0)),
    start_month=MONTH,
    first_month=MONTH,
    last_month=MONTH,
    assessment_passed=BOOL,
)
def cz_12(f: Facts, on: date) -> Finding:
    faults = month_faults(f.first_month, f.last_month, on, f.start_month)
    if f.last_month - f.first_month + 1 > 12:
        faults.append("more than twelve months")
    if faults:
        return Finding(faults=faults)
    limit = {"workshop": 30000, "office": 2000}[f.space]
    area_left = limit - f.other_subsidised_area_m2
    months, month_codes = counting_months(CHANGZHI, f.first_month, f.last_month, f.start_month)
    codes = failing({"assessment_not_met": f.assessment_passed, "cap_exhausted": area_left > 0}) + month_codes
    amount = Fraction(0)
    for month in months:
        amount += rent_a_month(f.space, month - f.start_month + 1) * min(f.area_m2, area_left)
    return Finding(failing=codes, amount=amount)


@entry(
    "CZ-14",
    CHANGZHI,
    "14",
    ("enterprise",),
    outside=True,
    tech_enterprise=BOOL,
    market=one_of(
        "shanxi_equity_exchange", "national_equities_exchange", "shanghai", "shenzhen", "beijing", "overseas"
    ),
    financed=optional(BOOL),
    tier_amount=optional(MONEY),
)
def cz_14(f: Facts, on: date) -> Finding:
    codes = failing({"not_tech_enterprise": f.tech_enterprise})
    if f.market == "shanxi_equity_exchange":
        if f.financed is None:
            return Finding(faults=["financed missing"])
        codes += failing({"no_financing": f.financed})
    if f.tier_amount is None:
        return Finding(failing=codes, parameter_missing=True)
    return Finding(failing=codes, amount=f.tier_amount)


@entry(
    "CZ-15",
    CHANGZHI,
    "15",
    ("bank",),
    newly_established=BOOL,
    eligible_loan_increase=MONEY,
    prior_awarded=PRIOR_AWARDED,
)
def cz_15(f: Facts, on: date) -> Finding:
    codes = failing({"not_newly_established": f.newly_established})
    steps = f.eligible_loan_increase // 10000000
    return Finding(failing=codes, amount=Fraction(steps * 100000), cap_left=1000000 - f.prior_awarded)


@entry(
    "CZ-16",
    CHANGZHI,
    "16",
    ("enterprise", "institution"),
    outside=True,
    loan_kind=one_of("credit", "guarantee", "mortgage", "pledge"),
    interest_paid=MONEY,
    principal=MONEY,
    prior_awarded=PRIOR_AWARDED,
)
def cz_16(f: Facts, on: date) -> Finding:
    codes = failing({"loan_kind_not_covered": f.loan_kind in ("credit", "guarantee")})
    amount = min(f.interest_paid / 2, Fraction(3, 100) * f.principal)
    return Finding(failing=codes, amount=amount, cap_left=200000 - f.prior_awarded)


@entry("CZ-18", CHANGZHI, "18", ("team", "enterprise", "institution", "university"), recognised_by_province=BOOL)
def cz_18(f: Facts, on: date) -> Finding:
    return Finding(failing=failing({"recognition_missing": f.recognised_by_province}), case_by_case=True)


@entry("CZ-P03", CHANGZHI, "plan 五(一)3", ("enterprise",), level=LEVEL, received_funds=MONEY, rate=optional(RATE))
def cz_p03(f: Facts, on: date) -> Finding:
    return rated(f.rate, f.received_funds, failing({"no_upper_level_grant": f.received_funds > 0}))
