"""Answer a claim file line by line, without the reckoning: the contract's order of outcomes, once for all schemes."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from types import SimpleNamespace
from typing import Any

from tests.oracle import (
    reading,
    schemes_changzhi_industry,
    schemes_changzhi_science,
    schemes_jincheng_people,
    schemes_jincheng_science,
    schemes_luliang,
)
from tests.oracle.scheme import SCHEMES, Facts, Finding, Scheme

# Each of these enters its schemes when it is imported.
ENTERED = (
    schemes_jincheng_science,
    schemes_jincheng_people,
    schemes_changzhi_science,
    schemes_changzhi_industry,
    schemes_luliang,
)

APPLICANT_KINDS = ("enterprise", "team", "institution", "platform", "university", "bank", "individual")
HEADER_FIELDS = (
    "id",
    "scheme",
    "on",
    "applicant_kind",
    "resident",
    "approved_outside",
    "other_policy_amount",
    "unit",
    "matter",
    "facts",
)
OUT_OF_BOUNDS = "decision_out_of_bounds"

Taken = set[tuple[str, str]]


def run(raw_lines: Iterable[bytes]) -> Iterator[dict[str, Any]]:
    """One answer a line, in the same order. Lines come without their LF."""
    taken: Taken = set()
    for number, raw in reading.numbered(raw_lines):
        yield answer(number, raw, taken)


def answer(number: int, raw: bytes, taken: Taken) -> dict[str, Any]:
    """Answer one line; a payable one takes its matter."""
    try:
        claim = reading.json_object(raw)
    except reading.NotJson:
        return result(None, None, "invalid", reasons=[f"line {number}"])
    header, faults = read_header(claim)
    out = judge(header, faults, claim, taken)
    if out["outcome"] == "payable" and header.pair is not None:
        taken.add(header.pair)
    return out


def result(claim_id: Any, code: str | None, outcome: str, **more: Any) -> dict[str, Any]:
    """The fields of one answer, empty save what is given."""
    out: dict[str, Any] = {"id": claim_id, "scheme": code, "outcome": outcome}
    out.update(amount=None, floor=None, ceiling=None, shares={}, entitlements={}, reasons=[])
    out["basis"] = SCHEMES[code].basis if code in SCHEMES else None
    out.update(more)
    return out


# ------------------------------------------------------------------ header


@dataclass
class Header:
    """The header as far as it could be read."""

    id: Any = None
    code: Any = None
    on: Any = None
    applicant_kind: Any = None
    resident: Any = None
    approved_outside: Any = False
    other_policy_amount: Any = Fraction(0)
    unit: Any = None
    matter: Any = None

    @property
    def pair(self) -> tuple[str, str] | None:
        """What can be claimed once, where both are given."""
        if self.unit is None or self.matter is None:
            return None
        return self.unit, self.matter


def read_id(value: Any) -> Any:
    """A string, an integer or null."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, reading.Written) and reading.all_digits(value.text.removeprefix("-")):
        return int(value.text)
    raise reading.Fault("id is no string, integer or null")


def read_code(value: Any) -> str:
    """A scheme of the catalogue."""
    if isinstance(value, str) and value in SCHEMES:
        return value
    raise reading.Fault("unknown scheme")


def read_applicant_kind(value: Any) -> str:
    """One of the seven kinds."""
    if isinstance(value, str) and value in APPLICANT_KINDS:
        return value
    raise reading.Fault("unknown applicant_kind")


def read_header(claim: dict[str, Any]) -> tuple[Header, list[str]]:
    """The header and what is wrong with it."""
    header = Header()
    faults = [f"unknown field {name}" for name in claim if name not in HEADER_FIELDS]
    readers = {
        "id": ("id", read_id, False),
        "scheme": ("code", read_code, True),
        "on": ("on", reading.day, True),
        "applicant_kind": ("applicant_kind", read_applicant_kind, True),
        "resident": ("resident", reading.truth, True),
        "approved_outside": ("approved_outside", reading.truth, False),
        "other_policy_amount": ("other_policy_amount", reading.money, False),
        "unit": ("unit", reading.text_or_null, False),
        "matter": ("matter", reading.text_or_null, False),
    }
    for name, (attribute, read, needed) in readers.items():
        if name in claim:
            try:
                setattr(header, attribute, read(claim[name]))
            except reading.Fault as fault:
                faults.append(f"{name}: {fault}")
        elif needed:
            faults.append(f"{name} missing")
    return header, faults


# ------------------------------------------------------------------ facts


def read_facts(scheme: Scheme, given: Any) -> tuple[Facts, list[str], bool]:
    """The facts, what is wrong with them, and whether a rate lies above 1."""
    facts, faults, above_one = SimpleNamespace(), [], False
    if not isinstance(given, dict):
        return facts, ["facts is no object"], False
    for name in given:
        if name not in scheme.facts:
            faults.append(f"unknown fact {name}")
    for name, fact in scheme.facts.items():
        if name not in given and fact.has_default:
            setattr(facts, name, fact.default)
        elif fact.is_optional and given.get(name) is None:
            setattr(facts, name, None)
        elif name not in given:
            faults.append(f"{name} missing")
        else:
            try:
                setattr(facts, name, fact.read(given[name]))
            except reading.Fault as fault:
                faults.append(f"{name}: {fault}")
            except reading.OutOfBounds:
                above_one = True
                setattr(facts, name, None)
    return facts, faults, above_one


# ------------------------------------------------------------------ outcome


def judge(header: Header, faults: list[str], claim: dict[str, Any], taken: Taken) -> dict[str, Any]:
    """Outcome of one claim: invalid, not payable, case by case, parameter, decision, amount."""
    code = claim.get("scheme") if isinstance(claim.get("scheme"), str) else None
    if header.code is None:
        return result(header.id, code, "invalid", reasons=faults)
    scheme = SCHEMES[header.code]
    facts, fact_faults, above_one = read_facts(scheme, claim.get("facts", {}))
    faults = faults + fact_faults
    if faults:
        return result(header.id, code, "invalid", reasons=faults)
    finding = scheme.judge(facts, header.on)
    if finding.faults:
        return result(header.id, code, "invalid", reasons=finding.faults)
    if above_one or finding.out_of_bounds:
        return result(header.id, code, "invalid", reasons=[OUT_OF_BOUNDS])
    reasons = window_and_scope(header, scheme) + finding.failing
    if header.pair is not None and header.pair in taken:
        reasons.append("duplicate_matter")
    if reasons:
        return result(header.id, code, "not_payable", reasons=sorted(set(reasons)))
    if finding.case_by_case:
        return result(header.id, code, "case_by_case")
    if finding.parameter_missing:
        return result(header.id, code, "needs_parameter")
    if finding.decision_missing:
        bounds = {"floor": fen(finding.floor), "ceiling": fen(finding.ceiling)}
        return result(header.id, code, "needs_decision", **bounds)
    return pay(header, code, finding)


def window_and_scope(header: Header, scheme: Scheme) -> list[str]:
    """Dates, kind and residence."""
    reasons = []
    on: date = header.on
    if on < scheme.policy.first or on > scheme.policy.last:
        reasons.append("outside_effective_period")
    if header.applicant_kind not in scheme.kinds:
        reasons.append("wrong_applicant_kind")
    let_in = scheme.outside and header.applicant_kind == "enterprise" and header.approved_outside
    if scheme.residence_asked and not header.resident and not let_in:
        reasons.append("not_resident")
    return reasons


def pay(header: Header, code: str | None, finding: Finding) -> dict[str, Any]:
    """Cap, then the higher of two policies, then zero; rounded down once, at the end."""
    amount = finding.amount
    assert amount is not None
    other: Fraction = header.other_policy_amount
    if finding.cap_left is not None:
        if finding.cap_left <= 0:
            return result(header.id, code, "not_payable", reasons=["cap_exhausted"])
        amount = min(amount, finding.cap_left)
    if amount == 0:
        return result(header.id, code, "not_payable", reasons=["zero_amount"])
    rest = Fraction(whole_fen(max(Fraction(0), amount - other)), 100)
    if rest == 0:
        code_of_zero = "other_policy_higher" if other > 0 else "zero_amount"
        return result(header.id, code, "not_payable", reasons=[code_of_zero])
    entitlements = {name: fen(Fraction(value)) for name, value in finding.entitlements.items()}
    return result(
        header.id, code, "payable", amount=fen(rest), shares=shared(rest, finding.payers), entitlements=entitlements
    )


def shared(amount: Fraction, payers: dict[str, Fraction | None]) -> dict[str, str | None]:
    """Who pays how much of it, each in turn up to its limit."""
    shares = {}
    for payer, limit in payers.items():
        part = amount if limit is None else min(amount, Fraction(whole_fen(limit), 100))
        shares[payer], amount = fen(part), amount - part
    return shares


def whole_fen(amount: Fraction) -> int:
    """Fen, rounded down."""
    return int(amount * 100 // 1)


def fen(amount: Fraction | None) -> str | None:
    """Yuan as text with two places, rounded down; nothing for nothing."""
    if amount is None:
        return None
    yuan, rest = divmod(whole_fen(amount), 100)
    return f"{yuan}.{rest:02d}"
