"""What a scheme is to the oracle, and the few rules that several schemes share."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from types import SimpleNamespace
from typing import Any

from tests.oracle import reading
from tests.oracle.policies import Policy


@dataclass(frozen=True)
class Fact:
    """How one fact is read: its type, and what its absence means."""

    read: Callable[[Any], Any]
    values: tuple[str, ...] = ()
    is_optional: bool = False
    has_default: bool = False
    default: Any = None


def one_of(*values: str) -> Fact:
    """An enum, spelt exactly."""

    def read(value: Any) -> str:
        if isinstance(value, str) and value in values:
            return value
        raise reading.Fault("unknown value")

    return Fact(read, values=values)


BOOL = Fact(reading.truth)
MONEY = Fact(reading.money)
DECIMAL = Fact(reading.decimal)
INT = Fact(reading.whole)
MONTH = Fact(reading.month)
RATE = Fact(reading.rate)


def optional(fact: Fact) -> Fact:
    """May be left out or null."""
    return Fact(fact.read, fact.values, is_optional=True)


def default(fact: Fact, value: Any) -> Fact:
    """May be left out, not null."""
    return Fact(fact.read, fact.values, has_default=True, default=value)


NO = Fraction(0)
PRIOR_AWARDED = default(MONEY, NO)
LEVEL = one_of("national", "provincial", "city")
CONTRACT_KIND = one_of(
    "commissioned_development", "technology_transfer", "exclusive_licence", "technology_equity", "other"
)

FIVE = ("enterprise", "team", "platform", "institution", "university")
FOUR = ("enterprise", "institution", "platform", "university")


@dataclass
class Finding:
    """What one scheme says to facts whose types are right; the steps that follow are the same for all."""

    faults: list[str] = field(default_factory=list)
    out_of_bounds: bool = False
    failing: list[str] = field(default_factory=list)
    case_by_case: bool = False
    parameter_missing: bool = False
    decision_missing: bool = False
    floor: Fraction | None = None
    ceiling: Fraction | None = None
    amount: Fraction | None = None
    cap_left: Fraction | None = None
    payers: dict[str, Fraction | None] = field(default_factory=dict)  # up to how much each pays; None: the rest
    entitlements: dict[str, int] = field(default_factory=dict)


Facts = SimpleNamespace
Judge = Callable[[Facts, date], Finding]


@dataclass(frozen=True)
class Scheme:
    """One entry of the catalogue."""

    policy: Policy
    article: str
    kinds: tuple[str, ...]
    facts: dict[str, Fact]
    judge: Judge
    outside: bool = False
    residence_asked: bool = True

    @property
    def basis(self) -> str:
        """Document and article."""
        return f"{self.policy.number} 第{self.article}条"


SCHEMES: dict[str, Scheme] = {}


def entry(
    code: str,
    policy: Policy,
    article: str,
    kinds: tuple[str, ...],
    *,
    outside: bool = False,
    residence_asked: bool = True,
    **facts: Fact,
) -> Callable[[Judge], Judge]:
    """Enter the function below as the judge of a scheme, with the facts it asks."""

    def enter(judge: Judge) -> Judge:
        SCHEMES[code] = Scheme(policy, article, kinds, facts, judge, outside, residence_asked)
        return judge

    return enter


def failing(conditions: dict[str, bool]) -> list[str]:
    """The codes of the conditions that do not hold."""
    return [code for code, holds in conditions.items() if not holds]


def decided(
    amount: Fraction | None, floor: Fraction, ceiling: Fraction | None, codes: list[str], **more: Any
) -> Finding:
    """An amount that a person decides between two bounds. Bounds that admit nothing judge no decision."""
    finding = Finding(failing=codes, floor=floor, ceiling=ceiling, amount=amount, **more)
    if amount is None:
        finding.decision_missing = True
    elif ceiling is None:
        finding.out_of_bounds = amount < floor
    elif ceiling >= floor:
        finding.out_of_bounds = amount < floor or amount > ceiling
    return finding


def rated(rate: Fraction | None, base: Fraction, codes: list[str]) -> Finding:
    """A share of a base; the share may be unknown as yet."""
    if rate is None:
        return Finding(failing=codes, parameter_missing=True)
    return Finding(failing=codes, amount=rate * base)


SIXTY = 60


def month_faults(first: int, last: int, on: date, not_before: int) -> list[str]:
    """What makes claimed months invalid: their order, the month of `on`, and the first month of the term."""
    faults = []
    if last < first:
        faults.append("last_month before first_month")
    if last > reading.month_count(on.year, on.month):
        faults.append("last_month after the month of on")
    if first < not_before:
        faults.append("first_month before the term begins")
    return faults


def counting_months(policy: Policy, first: int, last: int, term_begins: int) -> tuple[list[int], list[str]]:
    """The claimed months that count, and the codes when none does."""
    claimed = range(first, last + 1)
    effective = [m for m in claimed if m in policy.whole_months()]
    in_term = [m for m in claimed if term_begins <= m < term_begins + SIXTY]
    both = [m for m in effective if m in in_term]
    codes = []
    if not effective:
        codes.append("outside_effective_period")
    if not in_term:
        codes.append("beyond_term")
    if effective and in_term and not both:
        codes.append("beyond_term")
    return both, codes
