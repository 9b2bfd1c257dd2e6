"""Jincheng, 晋市政办〔2024〕39号, articles 11 to 18: one function a scheme."""

from datetime import date
from fractions import Fraction

from tests.oracle import reading
from tests.oracle.policies import JINCHENG
from tests.oracle.scheme import (
    BOOL,
    DECIMAL,
    FIVE,
    INT,
    LEVEL,
    MONEY,
    MONTH,
    NO,
    RATE,
    SIXTY,
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

DEGREE = one_of("doctor", "master", "bachelor")


@entry(
    "JC-11A",
    JINCHENG,
    "11",
    FIVE,
    high_level_talent=BOOL,
    contract_years=DECIMAL,
    insurance_months=INT,
    decided_amount=optional(MONEY),
)
def jc_11a(f: Facts, on: date) -> Finding:
    codes = failing(
        {
            "talent_level_not_shown": f.high_level_talent,
            "contract_too_short": f.contract_years >= 3,
            "insurance_too_short": f.insurance_months >= 6,
        }
    )
    return decided(f.decided_amount, NO, Fraction(200000), codes)


@entry("JC-11B", JINCHENG, "11", FIVE, high_level_talent=BOOL, fulltime_standard=optional(MONEY))
def jc_11b(f: Facts, on: date) -> Finding:
    codes = failing({"talent_level_not_shown": f.high_level_talent})
    if f.fulltime_standard is None:
        return Finding(failing=codes, decision_missing=True, floor=NO, ceiling=Fraction(100000))
    too_high = f.fulltime_standard > 200000
    return Finding(failing=codes, out_of_bounds=too_high, amount=f.fulltime_standard / 2)


@entry(
    "JC-11C",
    JINCHENG,
    "11",
    FIVE,
    high_level_talent=BOOL,
    solves_key_problem=BOOL,
    months_worked=INT,
    monthly_standard=optional(MONEY),
)
def jc_11c(f: Facts, on: date) -> Finding:
    codes = failing({"talent_level_not_shown": f.high_level_talent, "key_problem_not_shown": f.solves_key_problem})
    if f.monthly_standard is None:
        ceiling = Fraction(f.months_worked * 20000)
        return Finding(failing=codes, decision_missing=True, floor=NO, ceiling=ceiling)
    too_high = f.monthly_standard > 20000
    return Finding(failing=codes, out_of_bounds=too_high, amount=f.months_worked * f.monthly_standard)


@entry("JC-12A", JINCHENG, "12", FIVE, new_team=BOOL, level=LEVEL, upper_reward=MONEY)
def jc_12a(f: Facts, on: date) -> Finding:
    codes = failing(
        {
            "team_not_new": f.new_team,
            "level_not_covered": f.level in ("national", "provincial"),
            "no_upper_level_grant": f.upper_reward > 0,
        }
    )
    return Finding(failing=codes, amount=f.upper_reward / 2)


@entry(
    "JC-12B",
    JINCHENG,
    "12",
    ("team", "individual", "enterprise"),
    review_passed=BOOL,
    qualification=one_of("doctor", "master", "senior_title", "other"),
    decided_amount=optional(MONEY),
)
def jc_12b(f: Facts, on: date) -> Finding:
    codes = failing({"review_not_passed": f.review_passed, "qualification_not_covered": f.qualification != "other"})
    loan = {"subsidised_loan": 3000000}
    return decided(f.decided_amount, Fraction(300000), Fraction(500000), codes, entitlements=loan)


@entry(
    "JC-12C",
    JINCHENG,
    "12",
    ("enterprise",),
    review_passed=BOOL,
    graduate_founder=BOOL,
    stage=one_of("startup_allowance", "startup_grant", "key_support"),
)
def jc_12c(f: Facts, on: date) -> Finding:
    codes = failing({"review_not_passed": f.review_passed, "not_graduate_founder": f.graduate_founder})
    amount = {"startup_allowance": 10000, "startup_grant": 50000, "key_support": 500000}[f.stage]
    loans = {"subsidised_loan": 300000, "credit_loan": 1000000, "guaranteed_loan": 3000000}
    return Finding(failing=codes, amount=Fraction(amount), entitlements=loans)


def hired(f: Facts) -> list[str]:
    """What articles 13 and 14 both ask."""
    return failing(
        {
            "not_newly_hired": f.newly_hired_full_time,
            "contract_too_short": f.contract_years >= 3,
            "insurance_too_short": f.insurance_months >= 6,
        }
    )


@entry(
    "JC-13",
    JINCHENG,
    "13",
    ("enterprise",),
    newly_hired_full_time=BOOL,
    degree=DEGREE,
    contract_years=DECIMAL,
    insurance_months=INT,
    hired_month=MONTH,
    first_month=MONTH,
    last_month=MONTH,
    monthly_standard=optional(MONEY),
)
def jc_13(f: Facts, on: date) -> Finding:
    faults = month_faults(f.first_month, f.last_month, on, f.hired_month)
    if faults:
        return Finding(faults=faults)
    months, codes = counting_months(JINCHENG, f.first_month, f.last_month, f.hired_month)
    codes = hired(f) + codes
    if f.monthly_standard is None:
        return Finding(failing=codes, parameter_missing=True)
    outside = f.monthly_standard < 1000 or f.monthly_standard > 5000
    return Finding(failing=codes, out_of_bounds=outside, amount=len(months) * f.monthly_standard)


@entry(
    "JC-14",
    JINCHENG,
    "14",
    ("enterprise",),
    newly_hired_full_time=BOOL,
    degree=DEGREE,
    contract_years=DECIMAL,
    insurance_months=INT,
    hired_month=MONTH,
    mode=one_of("purchase", "rent"),
    other_mode_used=default(BOOL, False),
    purchase_standard=optional(MONEY),
    first_month=optional(MONTH),
    last_month=optional(MONTH),
    monthly_standard=optional(MONEY),
)
def jc_14(f: Facts, on: date) -> Finding:
    codes = hired(f) + failing({"other_mode_used": not f.other_mode_used})
    if f.mode == "purchase":
        return jc_14_purchase(f, on, codes)
    return jc_14_rent(f, on, codes)


def jc_14_purchase(f: Facts, on: date, codes: list[str]) -> Finding:
    month_of_on = reading.month_count(on.year, on.month)
    if month_of_on < f.hired_month:
        return Finding(faults=["on before hired_month"])
    codes = codes + failing({"beyond_term": month_of_on < f.hired_month + SIXTY})
    if f.purchase_standard is None:
        return Finding(failing=codes, parameter_missing=True)
    outside = f.purchase_standard < 50000 or f.purchase_standard > 350000
    return Finding(failing=codes, out_of_bounds=outside, amount=f.purchase_standard)


def jc_14_rent(f: Facts, on: date, codes: list[str]) -> Finding:
    if f.first_month is None or f.last_month is None:
        return Finding(faults=["first_month or last_month missing"])
    faults = month_faults(f.first_month, f.last_month, on, f.hired_month)
    if faults:
        return Finding(faults=faults)
    months, month_codes = counting_months(JINCHENG, f.first_month, f.last_month, f.hired_month)
    codes = codes + month_codes
    if f.monthly_standard is None:
        return Finding(failing=codes, parameter_missing=True)
    outside = f.monthly_standard > 2000
    return Finding(failing=codes, out_of_bounds=outside, amount=len(months) * f.monthly_standard)


@entry(
    "JC-16",
    JINCHENG,
    "16",
    ("institution", "enterprise"),
    residence_asked=False,
    investee_covered=BOOL,
    invested_amount=MONEY,
    rate=optional(RATE),
)
def jc_16(f: Facts, on: date) -> Finding:
    return rated(f.rate, f.invested_amount, failing({"investee_not_covered": f.investee_covered}))


@entry("JC-18", JINCHENG, "18", ("enterprise",), small_tech_company=BOOL, guarantee_fee=MONEY, rate=optional(RATE))
def jc_18(f: Facts, on: date) -> Finding:
    return rated(f.rate, f.guarantee_fee, failing({"not_small_tech_company": f.small_tech_company}))
