"""Reading the header of a claim: what every claim says whatever its scheme."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from subsidies.rules.model.sentences import KINDS
from subsidies.rules.model.values import ABSENT, WRONG, NumberText, read_bool, read_day, read_fen

KEYS = frozenset(
    {
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
    }
)
NEEDED = {name: (f"header_missing:{name}", f"header_wrong:{name}") for name in ("on", "applicant_kind", "resident")}
WRONG_CODES = {
    name: f"header_wrong:{name}"
    for name in ("approved_outside", "other_policy_amount", "facts", "id", "unit", "matter")
}
EMPTY: Mapping[str, Any] = {}


@dataclass(slots=True)
class Header:
    """The header as values, money in fen; meaningless where `causes` says so."""

    on: Any
    kind: str
    resident: bool
    approved_outside: bool
    other: int
    facts: Mapping[str, Any]
    causes: list[str]
    unknown: tuple[str, ...] = ()


def read_header(claim: Mapping[str, Any]) -> Header:
    """The header fields, with the code of each one that cannot be right."""
    return _sound(claim) or _with_causes(claim)


def _sound(claim: Mapping[str, Any]) -> Header | None:
    """The header where all of it is right, which is the rule; None where something is to be named."""
    get: Any = claim.get
    on, kind, resident = read_day(get("on")), get("applicant_kind"), get("resident")
    if on is WRONG or type(kind) is not str or kind not in KINDS or (resident is not True and resident is not False):
        return None
    outside, other, facts = get("approved_outside", False), get("other_policy_amount", 0), get("facts", EMPTY)
    if type(other) is not int or other:
        other = read_fen(other)
    if other is WRONG or (outside is not False and outside is not True) or not claim.keys() <= KEYS:
        return None
    if (type(facts) is not dict and _facts(facts) is WRONG) or not _names(get("id"), get("unit"), get("matter")):
        return None
    return Header(on, kind, resident, outside, other, facts, [])


def _names(id_: Any, unit: Any, matter: Any) -> bool:
    """Are they right, or left out?"""
    if id_ is not None and type(id_) is not str and not is_id(id_):
        return False
    return (unit is None or _is_name(unit)) and (matter is None or _is_name(matter))


def _with_causes(claim: Mapping[str, Any]) -> Header:
    causes: list[str] = []
    on = _needed(claim, "on", read_day, causes)
    kind = _needed(claim, "applicant_kind", _kind, causes)
    resident = _needed(claim, "resident", read_bool, causes)
    outside = _optional(claim, "approved_outside", False, read_bool, causes)
    other = _optional(claim, "other_policy_amount", 0, read_fen, causes)
    facts = _optional(claim, "facts", EMPTY, _facts, causes)
    if facts is WRONG:
        facts = EMPTY
    for name, test in NAMES:
        value = claim.get(name)
        if value is not None and not test(value):
            causes.append(WRONG_CODES[name])
    unknown = tuple(key for key in claim if key not in KEYS)
    if unknown:
        causes.append("unknown_header")
    return Header(on, kind, resident, outside, other, facts, causes, unknown)


def _needed(claim: Mapping[str, Any], name: str, read: Any, causes: list[str]) -> Any:
    value = claim.get(name, ABSENT)
    missing, wrong = NEEDED[name]
    if value is ABSENT:
        causes.append(missing)
        return WRONG
    value = read(value)
    if value is WRONG:
        causes.append(wrong)
    return value


def _optional(claim: Mapping[str, Any], name: str, default: Any, read: Any, causes: list[str]) -> Any:
    value = claim.get(name, ABSENT)
    if value is ABSENT:
        return default
    value = read(value)
    if value is WRONG:
        causes.append(WRONG_CODES[name])
    return value


def _kind(value: Any) -> Any:
    return value if type(value) is str and value in KINDS else WRONG


def _facts(value: Any) -> Any:
    return value if type(value) is dict or isinstance(value, Mapping) else WRONG


def is_id(value: Any) -> bool:
    """A string, or a number written as a JSON integer."""
    kind = type(value)
    if kind is NumberText:
        return bool(value.text.removeprefix("-").isdigit())
    return kind is str or kind is int


def _is_name(value: Any) -> bool:
    return type(value) is str and value != ""


def claim_id(claim: Mapping[str, Any]) -> Any:
    """The id to answer with: None where it is not one."""
    value = claim.get("id")
    return value if is_id(value) else None


NAMES = (("id", is_id), ("unit", _is_name), ("matter", _is_name))
READERS: Mapping[str, Callable[[Any], Any]] = {
    "on": read_day,
    "applicant_kind": _kind,
    "resident": read_bool,
    "approved_outside": read_bool,
    "other_policy_amount": read_fen,
}
