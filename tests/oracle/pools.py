"""Facts in due form for each scheme, crowded around the figures at which an answer changes."""

from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction
from random import Random
from typing import Any

from tests.oracle import reading, spelling
from tests.oracle.policies import Policy
from tests.oracle.scheme import DECIMAL, INT, MONEY, MONTH, RATE, SCHEMES, Fact

FEN = Fraction(1, 100)


def near(rng: Random, *figures: int | Fraction) -> Fraction:
    """One of the figures, or a fen beside it."""
    return max(Fraction(0), Fraction(rng.choice(figures)) + rng.choice((-1, 0, 0, 1)) * FEN)


# Fen at which whole numbers of 64 bits, and binary floating point, come to their end.
TIGHT = (2**31, 2**32, 2**53, 2**63, 2**64, 2**63 // 3, 2**63 // 20, 2**63 // 100, 2**63 // 10**6, 10**28)


def any_money(rng: Random) -> Fraction:
    """From a fen to a thousand million, all sizes alike; now and then more than a machine word holds."""
    draw = rng.random()
    if draw < 0.05:
        return Fraction(rng.choice(TIGHT) + rng.randrange(-2, 3), 100)
    if draw < 0.1:
        return Fraction(rng.randrange(10 ** rng.randint(12, 30)), 100)
    return Fraction(rng.randrange(10 ** rng.randint(1, 11)), 100)


FIGURES: dict[tuple[str, str], tuple[int, ...]] = {
    ("JC-03", "paid_in_capital"): (0, 1, 600000, 1000000, 2000000),
    ("JC-05B", "provincial_subsidy"): (0, 5000000),
    ("JC-06B", "provincial_assessment_award"): (0, 1),
    ("JC-08", "transaction_amount"): (0, 2500000, 400000),
    ("JC-08", "equity_value"): (0, 5000000, 800000),
    ("JC-08", "prior_awarded"): (0, 420000, 500000, 600000),
    ("JC-09", "provincial_reward"): (0, 300000),
    ("JC-10", "deal_amount"): (0, 100000000, 5000000),
    ("JC-10", "provincial_standard"): (0, 10000000, 500000),
    ("JC-10", "prior_awarded"): (0, 9500000, 10000000),
    ("JC-11A", "decided_amount"): (0, 200000),
    ("JC-11B", "fulltime_standard"): (0, 1, 150000, 200000),
    ("JC-11C", "monthly_standard"): (0, 18500, 20000),
    ("JC-12A", "upper_reward"): (0, 500000),
    ("JC-12B", "decided_amount"): (300000, 400000, 500000),
    ("JC-13", "monthly_standard"): (1000, 2500, 5000),
    ("JC-14", "purchase_standard"): (50000, 100000, 350000),
    ("JC-14", "monthly_standard"): (0, 1500, 2000),
    ("JC-16", "invested_amount"): (0, 1, 10000000),
    ("JC-18", "guarantee_fee"): (0, 1, 30000),
    ("CZ-03", "paid_in_capital"): (1500000, 2000000, 5000000, 10000000),
    ("CZ-06", "received_funds"): (0, 6000000, 20000000),
    ("CZ-06", "prior_awarded"): (0, 1500000, 2000000),
    ("CZ-07", "upper_reward"): (0, 100000),
    ("CZ-08", "service_cost"): (0, 50000),
    ("CZ-09", "transaction_amount"): (0, 1800000, 4000000),
    ("CZ-09", "prior_awarded"): (0, 60000, 200000),
    ("CZ-11", "area_m2"): (0, 1, 820, 2000),
    ("CZ-11", "assessed_cost"): (0, 1200000, 2000000),
    ("CZ-12", "area_m2"): (0, 1, 2000, 5000, 30000, 45000),
    ("CZ-12", "other_subsidised_area_m2"): (0, 800, 2000, 28000, 30000),
    ("CZ-14", "tier_amount"): (0, 1000000),
    ("CZ-15", "eligible_loan_increase"): (0, 10000000, 40000000, 100000000),
    ("CZ-15", "prior_awarded"): (0, 900000, 1000000),
    ("CZ-16", "interest_paid"): (0, 43210, 90000, 400000),
    ("CZ-16", "principal"): (0, 1000000, 12000000),
    ("CZ-16", "prior_awarded"): (0, 150000, 200000),
    ("LL-06C", "rent_paid"): (0, 120000),
    ("LL-06D", "rent_paid"): (0, 60000),
}


def bounds_of_decision(code: str, facts: dict[str, Any]) -> tuple[int | Fraction, ...]:
    """Where a decided amount of these facts turns."""
    if code == "JC-03":
        return 0, 500000, facts["paid_in_capital"] / 2
    if code == "CZ-03":
        return 300000, 1000000, facts["paid_in_capital"] / 5
    if code == "CZ-11":
        return 0, 1000 * facts["area_m2"], facts["assessed_cost"] / 2
    return FIGURES.get((code, "decided_amount"), (0, 1, 3500000))


def money_of(code: str, name: str, facts: dict[str, Any], rng: Random) -> Fraction:
    """An amount in due form."""
    if name == "decided_amount":
        return near(rng, *bounds_of_decision(code, facts))
    figures = FIGURES.get((code, name), (0, 1, 100000))
    if name == "prior_awarded" and rng.random() < 0.5:
        figures = (0,)
    if rng.random() < 0.3:
        return any_money(rng)
    return near(rng, *(figures[1:] if len(figures) > 1 and rng.random() < 0.5 else figures))


def value_of(code: str, name: str, fact: Fact, facts: dict[str, Any], rng: Random) -> Any:
    """One value in due form: Fraction, int, bool or name."""
    if fact.values:
        return rng.choice(fact.values)
    if name == "contract_years":
        return near(rng, 3, 3, 5)
    if fact.read in (MONEY.read, DECIMAL.read):
        return money_of(code, name, facts, rng)
    if fact.read is RATE.read:
        return Fraction(rng.choice((0, 1, 35000, 500000, 999999, 1000000, rng.randrange(1000001))), 1000000)
    if name == "financed":
        return rng.random() < 0.6
    if fact.read is INT.read:
        return rng.choice(WHOLE_NUMBERS.get(name, (0, 1)))
    return (name != "other_mode_used") == (rng.random() < 0.96)


WHOLE_NUMBERS = {
    "rank": (0, 1, 2, 3, 4),
    "recognition_no": (0, 1, 1, 2, 3, 4),
    "insurance_months": (5, 6, 6, 6, 7, 12),
    "months_worked": (0, 1, 7, 12, 60),
}


def day_for(policy: Policy, rng: Random) -> date:
    """A day in the window, often at its ends or in the first and last months of it."""
    draw = rng.random()
    if draw < 0.1:
        return rng.choice((policy.first, policy.last))
    if draw < 0.25:
        return policy.first + timedelta(days=rng.randrange(70))
    if draw < 0.4:
        return policy.last - timedelta(days=rng.randrange(70))
    return policy.first + timedelta(days=rng.randrange((policy.last - policy.first).days))


def months_for(term: str, on: date, rng: Random) -> dict[str, int]:
    """Term, first and last month around the day, with every edge: order, month of `on`, 12, 36 and 60 months."""
    month_of_on = reading.month_count(on.year, on.month)
    last = month_of_on - rng.choice((-1, *(0,) * 15, 1, 1, 2, 5, 11, rng.randrange(40)))
    first = last - rng.choice((-1, 0, 0, 0, 1, 1, 2, 3, 5, 5, 9, 10, 10, 11, 11, 11, 11, 12, rng.randrange(14)))
    begins = first - rng.choice(
        (-1, *(0,) * 4, 1, 2, 12, 24, 30, 34, 35, 36, 37, 50, 55, 58, 59, 60, rng.randrange(70))
    )
    return {term: begins, "first_month": first, "last_month": last}


def month_text(count: int) -> str:
    """YYYY-MM."""
    return f"{count // 12:04d}-{count % 12 + 1:02d}"


TERM_BEGINS = {"JC-13": "hired_month", "JC-14": "hired_month", "CZ-12": "start_month"}


def exact_facts(code: str, on: date, rng: Random) -> dict[str, Any]:
    """A full set of facts as exact values; months as counts. Optional ones and defaults are sometimes left out."""
    facts: dict[str, Any] = {}
    if code in TERM_BEGINS:
        facts.update(months_for(TERM_BEGINS[code], on, rng))
    for name, fact in SCHEMES[code].facts.items():
        if fact.read is not MONTH.read:
            facts[name] = value_of(code, name, fact, facts, rng)
    if code == "JC-14" and facts["mode"] == "purchase" and rng.random() < 0.8:
        month_of_on = reading.month_count(on.year, on.month)
        facts["hired_month"] = month_of_on - rng.choice((0, 1, 30, 58, 59, 59, 60, 61))
    for name, fact in SCHEMES[code].facts.items():
        if (fact.is_optional or fact.has_default) and rng.random() < LEFT_OUT.get(code, 0.2):
            del facts[name]
    return facts


# Where two facts are needed in turn, leaving one out is mostly a fault.
LEFT_OUT = {"JC-08": 0.08, "JC-09": 0.1, "JC-14": 0.08}


def spelt_facts(code: str, facts: dict[str, Any], rng: Random) -> dict[str, Any]:
    """The same, as they may stand in a file."""
    spellers: dict[Callable[[Any], Any], Callable[[Any], Any]] = {
        MONEY.read: lambda value: spelling.in_due_form(value, rng),
        DECIMAL.read: lambda value: spelling.in_due_form(value, rng),
        RATE.read: lambda value: spelling.share_in_due_form(value, rng),
        MONTH.read: month_text,
    }
    spelt = {}
    for name, value in facts.items():
        spell = spellers.get(SCHEMES[code].facts[name].read)
        spelt[name] = spell(value) if spell else value
    return spelt
