"""Claims for property tests: every scheme, values on and around each bound, and values that cannot be right."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import cache
from typing import Any

from hypothesis import strategies as st

from subsidies.policies import library
from subsidies.rules import Fact, NumberText, Scheme
from subsidies.rules.model.sentences import KINDS
from subsidies.rules.model.values import month_text

SCHEMES = tuple(library().schemes.values())
PAYING = tuple(scheme for scheme in SCHEMES if scheme.amount)
FEN = Fraction(1, 100)


def money_text(value: Fraction) -> str:
    """A number of whole fen as it may be written."""
    fen = int(value * 100)
    return f"{fen // 100}.{fen % 100:02d}" if fen % 100 else str(fen // 100)


@cache
def landmarks(scheme: Scheme) -> tuple[Fraction, ...]:
    """Amounts around every figure and cap of the scheme: there thresholds are crossed."""
    figures = [value for figure in scheme.figures.values() for value in figure.values.values()]
    caps = [Fraction(scheme.cap.amount, 100)] if scheme.cap else []
    bounds = [bound for fact in scheme.facts.values() for bound in (fact.least, fact.most) if bound is not None]
    times = (1, 2, 5, 10, 20, Fraction(20, 3), Fraction(100, 3))
    found = {Fraction(value) * factor for value in (*figures, *caps, *bounds) for factor in times}
    near = {step + value for value in found for step in (-FEN, 0, FEN)}
    return tuple(sorted(value for value in near if value >= 0 and (value * 100).denominator == 1))


def amounts(scheme: Scheme) -> st.SearchStrategy[Any]:
    """Money and decimals: round, odd to the fen, on landmarks, tiny, and beyond 64 bits; as text or JSON number."""
    whole = st.integers(0, 30_000_000)
    fen = st.integers(0, 3_000_000_000).map(lambda number: money_text(Fraction(number, 100)))
    few = st.sampled_from(["0", "0.01", "0.02", "0.1", "0.00", "00012.5", "1.0"])
    huge = st.integers(10**9, 10**28).map(str)
    texts = [whole.map(str), fen, few, huge]
    if landmarks(scheme):
        texts.append(st.sampled_from(landmarks(scheme)).map(money_text))
    text = st.one_of(texts)
    return st.one_of(text, whole, text.map(_as_number))


def _as_number(text: str) -> Any:
    text = text.lstrip("0") or "0"
    text = f"0{text}" if text.startswith(".") else text
    return NumberText(text) if "." in text else int(text)


def months() -> st.SearchStrategy[str]:
    """Months in and around the policies' years."""
    return st.integers(2018 * 12, 2031 * 12).map(month_text)


def whole_numbers() -> st.SearchStrategy[int]:
    return st.one_of(st.integers(0, 8), st.integers(0, 70), st.integers(0, 10**29))


def rates() -> st.SearchStrategy[Any]:
    share = st.integers(0, 1_000_000).map(lambda number: f"{number // 10**6}.{number % 10**6:06d}")
    return st.one_of(share, st.sampled_from(["0", "1", "0.5", "1.000000", "1.000001", "7", 0, 1]))


def value_of(fact: Fact, scheme: Scheme) -> st.SearchStrategy[Any]:
    """A value of the fact's type."""
    strategies: Mapping[str, Any] = {
        "bool": st.sampled_from([True, True, True, False]),
        "int": whole_numbers(),
        "month": months(),
        "rate": rates(),
    }
    if fact.type == "enum":
        return st.sampled_from(list(fact.values))
    return strategies[fact.type] if fact.type in strategies else amounts(scheme)


WRONG = st.sampled_from(
    [None, "", "x", " 1", "-1", "1e5", "1.234", "1,000", "2025-13", "2025-1", -1, True, [], {}, NumberText("1.0"),
     NumberText("-0"), NumberText("1e3"), NumberText("2.125"), "１２", "9" * 31, 10**30, "0.0000001", "true"]
)  # fmt: skip


@st.composite
def facts_of(draw: st.DrawFn, scheme: Scheme, *, sound: bool) -> dict[str, Any]:
    """The facts of a claim; `sound` keeps each value of its type and the months mostly in order."""
    facts = {}
    for fact in scheme.facts.values():
        if fact.needed or draw(st.integers(0, 3)):
            facts[fact.name] = draw(value_of(fact, scheme))
    _put_months_in_order(draw, facts)
    if not sound:
        for _ in range(draw(st.integers(0, 2))):
            name = draw(st.sampled_from([*scheme.facts, "colour"]))
            if draw(st.booleans()):
                facts[name] = draw(WRONG)
            else:
                facts.pop(name, None)
    return facts


def _put_months_in_order(draw: st.DrawFn, facts: dict[str, Any]) -> None:
    """Most of the time: the start, then the first month, then the last within a year."""
    start = next((name for name in ("start_month", "hired_month") if name in facts), None)
    if start is None or not draw(st.integers(0, 5)):
        return
    begin = draw(st.integers(2019 * 12, 2029 * 12))
    first = begin + draw(st.integers(0, 64))
    facts[start] = month_text(begin)
    for name, month in (("first_month", first), ("last_month", first + draw(st.integers(0, 11)))):
        if name in facts:
            facts[name] = month_text(month)


DAYS = st.one_of(
    st.dates().map(str),
    st.sampled_from(
        ["2024-07-15", "2024-07-16", "2024-11-27", "2024-11-28", "2024-12-01", "2024-12-02", "2026-12-31", "2027-01-01",
         "2029-11-27", "2029-11-28", "2029-12-01", "2029-12-02"]
    ),
    st.integers(2025, 2029).map(lambda year: f"{year}-06-30"),
    st.just("2026-06-30"),
)  # fmt: skip


@st.composite
def claims(draw: st.DrawFn, scheme: Scheme, *, sound: bool = False) -> dict[str, Any]:
    """A claim of the scheme. `sound`: well-formed, by a resident of a fitting kind, inside the effective dates."""
    claim: dict[str, Any] = {
        "scheme": scheme.code,
        "on": draw(st.just("2026-06-30") if sound else DAYS),
        "applicant_kind": draw(st.sampled_from(scheme.kinds if sound else tuple(KINDS))),
        "resident": True if sound else draw(st.booleans()),
        "facts": draw(facts_of(scheme, sound=sound)),
    }
    if draw(st.booleans()):
        claim["approved_outside"] = draw(st.booleans())
    if draw(st.integers(0, 2)) == 0:
        claim["other_policy_amount"] = draw(amounts(scheme))
    if not sound and draw(st.integers(0, 5)) == 0:
        name = draw(st.sampled_from(["on", "applicant_kind", "resident", "approved_outside", "other_policy_amount"]))
        claim[name] = draw(WRONG)
    if not sound and draw(st.integers(0, 9)) == 0:
        claim.pop(draw(st.sampled_from(["on", "applicant_kind", "resident"])))
    return claim


def any_claim(*, sound: bool = False) -> st.SearchStrategy[dict[str, Any]]:
    """A claim of any scheme."""
    return st.sampled_from(SCHEMES).flatmap(lambda scheme: claims(scheme, sound=sound))
