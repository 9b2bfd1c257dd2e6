"""Changzhi, 长政发〔2024〕15号, articles 3 to 10: one function a scheme."""

from datetime import date
from fractions import Fraction

from tests.oracle.policies import CHANGZHI
from tests.oracle.scheme import (
    BOOL,
    FOUR,
    INT,
    LEVEL,
    MONEY,
    PRIOR_AWARDED,
    RATE,
    Facts,
    Finding,
    decided,
    entry,
    failing,
    one_of,
    optional,
    rated,
)

TWO_LEVELS = one_of("national", "provincial")


@entry(
    "CZ-03",
    CHANGZHI,
    "3",
    ("enterprise",),
    newly_resident=BOOL,
    used_as_capital=BOOL,
    fits_industry=BOOL,
    recognition=one_of("tech_sme", "high_tech", "none"),
    paid_in_capital=MONEY,
    decided_amount=optional(MONEY),
)
def cz_03(f: Facts, on: date) -> Finding:
    a_fifth = f.paid_in_capital / 5
    codes = failing(
        {
            "not_newly_resident": f.newly_resident,
            "use_not_shown": f.used_as_capital,
            "industry_not_fitting": f.fits_industry,
            "recognition_missing": f.recognition != "none",
            "paid_in_capital_too_low": a_fifth >= 300000,
        }
    )
    return decided(f.decided_amount, Fraction(300000), min(Fraction(1000000), a_fifth), codes)


@entry("CZ-04A", CHANGZHI, "4", ("enterprise",), outside=True, recognition_no=INT)
def cz_04a(f: Facts, on: date) -> Finding:
    codes = failing({"sequence_exceeded": f.recognition_no in (1, 2, 3)})
    amount = {1: 300000, 2: 200000, 3: 200000}.get(f.recognition_no, 0)
    city = 200000 if f.recognition_no == 1 else 100000
    return Finding(failing=codes, amount=Fraction(amount), payers={"city": Fraction(city), "zone": None})


@entry("CZ-04B", CHANGZHI, "4", ("enterprise",), outside=True, newly_approved=BOOL, level=LEVEL)
def cz_04b(f: Facts, on: date) -> Finding:
    amount = {"national": 2000000, "provincial": 200000, "city": 100000}[f.level]
    return Finding(failing=failing({"not_newly_approved": f.newly_approved}), amount=Fraction(amount))


@entry(
    "CZ-04C",
    CHANGZHI,
    "4",
    ("enterprise",),
    outside=True,
    newly_approved=BOOL,
    title=one_of("national_demonstration", "national_advantage", "provincial_advantage"),
)
def cz_04c(f: Facts, on: date) -> Finding:
    amount = {"national_demonstration": 100000, "national_advantage": 50000, "provincial_advantage": 50000}[f.title]
    return Finding(failing=failing({"not_newly_approved": f.newly_approved}), amount=Fraction(amount))


@entry(
    "CZ-05",
    CHANGZHI,
    "5",
    FOUR,
    outside=True,
    newly_approved=BOOL,
    category=one_of(
        "key_lab",
        "tech_innovation_center",
        "engineering_research_center",
        "enterprise_tech_center",
        "pilot_base",
        "new_rd_institution",
        "innovation_alliance",
        "other_platform",
        "state_key_lab",
        "shanxi_laboratory",
    ),
    level=LEVEL,
)
def cz_05(f: Facts, on: date) -> Finding:
    codes = failing({"not_newly_approved": f.newly_approved})
    if f.category in ("state_key_lab", "shanxi_laboratory"):
        return Finding(failing=codes, case_by_case=True)
    amount = {"national": 500000, "provincial": 200000, "city": 100000}[f.level]
    return Finding(failing=codes, amount=Fraction(amount))


@entry(
    "CZ-06",
    CHANGZHI,
    "6",
    FOUR,
    outside=True,
    new_project=BOOL,
    level=TWO_LEVELS,
    received_funds=MONEY,
    performing_well=BOOL,
    prior_awarded=PRIOR_AWARDED,
)
def cz_06(f: Facts, on: date) -> Finding:
    codes = failing(
        {
            "not_newly_undertaken": f.new_project,
            "performance_not_shown": f.performing_well,
            "no_upper_level_grant": f.received_funds > 0,
        }
    )
    share = {"national": Fraction(3, 20), "provincial": Fraction(1, 10)}[f.level]
    return Finding(failing=codes, amount=share * f.received_funds, cap_left=2000000 - f.prior_awarded)


NATIONAL_PRIZES = ("natural_science", "technological_invention", "progress")


WITHOUT_GRADES = ("outstanding_contribution", "cooperation", "enterprise_innovation")


@entry(
    "CZ-07",
    CHANGZHI,
    "7",
    FOUR,
    outside=True,
    level=TWO_LEVELS,
    prize=one_of(*NATIONAL_PRIZES, *WITHOUT_GRADES, "other"),
    grade=one_of("special", "first", "second", "third", "ungraded"),
    first_completing_unit=BOOL,
    upper_reward=MONEY,
)
def cz_07(f: Facts, on: date) -> Finding:
    if f.level == "national":
        prize_covered = f.prize in NATIONAL_PRIZES
        grade_covered = f.grade in ("first", "second")
        amount = 2 * f.upper_reward
    else:
        prize_covered = f.prize in NATIONAL_PRIZES or f.prize in WITHOUT_GRADES
        grade_covered = f.grade in ("special", "first", "second")
        if f.grade == "ungraded" and f.prize in WITHOUT_GRADES:
            grade_covered = True
        amount = f.upper_reward
    codes = failing(
        {
            "not_first_completing_unit": f.first_completing_unit,
            "no_upper_level_grant": f.upper_reward > 0,
            "prize_not_covered": prize_covered,
            "grade_not_covered": grade_covered,
        }
    )
    return Finding(failing=codes, amount=amount)


@entry("CZ-08", CHANGZHI, "8", ("enterprise",), small_tech_company=BOOL, service_cost=MONEY, rate=optional(RATE))
def cz_08(f: Facts, on: date) -> Finding:
    return rated(f.rate, f.service_cost, failing({"not_small_tech_company": f.small_tech_company}))


@entry(
    "CZ-09",
    CHANGZHI,
    "9",
    ("enterprise", "institution", "university", "team", "individual"),
    residence_asked=False,
    contract_kind=one_of(
        "commissioned_development", "technology_transfer", "exclusive_licence", "technology_equity", "other"
    ),
    converter_resident=BOOL,
    transaction_amount=MONEY,
    prior_awarded=PRIOR_AWARDED,
)
def cz_09(f: Facts, on: date) -> Finding:
    codes = failing(
        {"contract_kind_not_covered": f.contract_kind != "other", "converter_not_resident": f.converter_resident}
    )
    return Finding(failing=codes, amount=f.transaction_amount / 20, cap_left=200000 - f.prior_awarded)


@entry("CZ-10", CHANGZHI, "10", ("enterprise", "institution", "university"), outside=True)
@entry("CZ-13", CHANGZHI, "13", ("enterprise", "team", "institution"), outside=True)
@entry("CZ-P02", CHANGZHI, "plan 五(一)2", ("institution", "university", "enterprise"))
def case_by_case(f: Facts, on: date) -> Finding:
    """CZ-10, CZ-13 and CZ-P02 ask nothing."""
    return Finding(case_by_case=True)
