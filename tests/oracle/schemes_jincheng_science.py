"""Jincheng, 晋市政办〔2024〕39号, articles 3 to 10: one function a scheme."""

from datetime import date
from fractions import Fraction

from tests.oracle.policies import JINCHENG
from tests.oracle.scheme import (
    BOOL,
    CONTRACT_KIND,
    FIVE,
    FOUR,
    INT,
    LEVEL,
    MONEY,
    NO,
    PRIOR_AWARDED,
    Facts,
    Finding,
    decided,
    entry,
    failing,
    one_of,
    optional,
)

CARRIER = one_of("incubator", "makerspace")


@entry(
    "JC-03",
    JINCHENG,
    "3",
    FIVE,
    selected=BOOL,
    used_as_capital=BOOL,
    paid_in_capital=MONEY,
    decided_amount=optional(MONEY),
)
def jc_03(f: Facts, on: date) -> Finding:
    ceiling = min(Fraction(500000), f.paid_in_capital / 2)
    codes = failing({"not_selected": f.selected, "use_not_shown": f.used_as_capital})
    return decided(f.decided_amount, NO, ceiling, codes)


JC_04_MILLION = (
    "state_key_lab",
    "province_ministry_key_lab",
    "belt_road_joint_lab",
    "national_tech_innovation_center",
    "national_clinical_center",
    "academician_workstation",
    "other_national",
    "provincial_laboratory",
)


JC_04_HALF_MILLION = (
    "provincial_key_lab",
    "provincial_clinical_center",
    "provincial_tech_innovation_center",
    "provincial_pilot_base",
    "postdoc_station",
    "other_provincial",
)


@entry(
    "JC-04",
    JINCHENG,
    "4",
    FIVE,
    newly_approved=BOOL,
    category=one_of(*JC_04_MILLION, *JC_04_HALF_MILLION, "city_tech_innovation_center", "other_city"),
)
def jc_04(f: Facts, on: date) -> Finding:
    codes = failing({"not_newly_approved": f.newly_approved, "category_not_covered": f.category != "other_city"})
    if f.category in JC_04_MILLION:
        amount = 1000000
    elif f.category in JC_04_HALF_MILLION:
        amount = 500000
    elif f.category == "city_tech_innovation_center":
        amount = 100000
    else:
        amount = 0
    return Finding(failing=codes, amount=Fraction(amount))


@entry("JC-05A", JINCHENG, "5", FOUR, newly_approved=BOOL, level=LEVEL)
def jc_05a(f: Facts, on: date) -> Finding:
    codes = failing({"not_newly_approved": f.newly_approved, "level_not_covered": f.level != "national"})
    amount = {"provincial": 300000, "city": 100000, "national": 0}[f.level]
    return Finding(failing=codes, amount=Fraction(amount))


@entry("JC-05B", JINCHENG, "5", FOUR, passed_evaluation=BOOL, provincial_subsidy=MONEY)
def jc_05b(f: Facts, on: date) -> Finding:
    codes = failing({"evaluation_not_passed": f.passed_evaluation, "no_upper_level_grant": f.provincial_subsidy > 0})
    return Finding(failing=codes, amount=min(f.provincial_subsidy / 5, Fraction(1000000)))


@entry("JC-06A", JINCHENG, "6", FOUR, newly_approved=BOOL, carrier=CARRIER, level=LEVEL)
def jc_06a(f: Facts, on: date) -> Finding:
    codes = failing(
        {"not_newly_approved": f.newly_approved, "level_not_covered": f.level in ("national", "provincial")}
    )
    amounts = {
        ("incubator", "national"): 500000,
        ("incubator", "provincial"): 200000,
        ("makerspace", "national"): 150000,
        ("makerspace", "provincial"): 100000,
    }
    return Finding(failing=codes, amount=Fraction(amounts.get((f.carrier, f.level), 0)))


@entry("JC-06B", JINCHENG, "6", FOUR, carrier=CARRIER, existing=BOOL, provincial_assessment_award=MONEY)
def jc_06b(f: Facts, on: date) -> Finding:
    codes = failing({"carrier_not_existing": f.existing, "no_upper_level_grant": f.provincial_assessment_award > 0})
    return Finding(failing=codes, amount=f.provincial_assessment_award / 2)


@entry(
    "JC-07",
    JINCHENG,
    "7",
    ("enterprise", "team", "institution", "university"),
    residence_asked=False,
    approved_project=BOOL,
    city_partner=BOOL,
    decided_amount=optional(MONEY),
)
def jc_07(f: Facts, on: date) -> Finding:
    codes = failing({"project_not_approved": f.approved_project, "city_partner_missing": f.city_partner})
    return decided(f.decided_amount, NO, None, codes)


@entry(
    "JC-08",
    JINCHENG,
    "8",
    ("enterprise",),
    contract_kind=CONTRACT_KIND,
    transaction_amount=optional(MONEY),
    equity_value=optional(MONEY),
    prior_awarded=PRIOR_AWARDED,
)
def jc_08(f: Facts, on: date) -> Finding:
    codes = failing({"contract_kind_not_covered": f.contract_kind != "other"})
    if f.contract_kind == "technology_equity":
        if f.equity_value is None:
            return Finding(faults=["equity_value missing"])
        amount = f.equity_value / 10
    else:
        if f.transaction_amount is None:
            return Finding(faults=["transaction_amount missing"])
        amount = f.transaction_amount / 5
    return Finding(failing=codes, amount=amount, cap_left=500000 - f.prior_awarded)


@entry(
    "JC-09",
    JINCHENG,
    "9",
    ("enterprise", "team"),
    contest=one_of("national", "shanxi_division"),
    provincial_reward=optional(MONEY),
    rank=optional(INT),
)
def jc_09(f: Facts, on: date) -> Finding:
    if f.contest == "national":
        if f.provincial_reward is None:
            return Finding(faults=["provincial_reward missing"])
        codes = failing({"no_upper_level_grant": f.provincial_reward > 0})
        return Finding(failing=codes, amount=f.provincial_reward)
    if f.rank is None:
        return Finding(faults=["rank missing"])
    codes = failing({"rank_not_covered": f.rank in (1, 2, 3)})
    return Finding(failing=codes, amount=Fraction({1: 50000, 2: 30000, 3: 10000}.get(f.rank, 0)))


@entry(
    "JC-10",
    JINCHENG,
    "10",
    ("enterprise",),
    product=one_of("first_set_equipment", "domestic_substitute", "other"),
    purchase_agreement=BOOL,
    deal_amount=MONEY,
    provincial_standard=optional(MONEY),
    prior_awarded=PRIOR_AWARDED,
)
def jc_10(f: Facts, on: date) -> Finding:
    codes = failing({"product_not_covered": f.product != "other", "agreement_missing": f.purchase_agreement})
    if f.provincial_standard is None:
        return Finding(failing=codes, parameter_missing=True)
    amount = min(f.deal_amount / 10, f.provincial_standard)
    return Finding(failing=codes, amount=amount, cap_left=10000000 - f.prior_awarded)
