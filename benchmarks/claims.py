"""Made-up claims of the four schemes that are measured: as columns, and as lines of JSON."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

import numpy as np
import orjson

from subsidies.rules import Columns, Scheme

CODES = ("CZ-06", "CZ-12", "CZ-16", "JC-10")


def columns(scheme: Scheme, count: int, seed: int = 1) -> Columns:
    """`count` claims as arrays; a few in a hundred fail a condition, one in five is subsidised elsewhere too."""
    draw = np.random.default_rng(seed)
    values: dict[str, Any] = {
        "on": draw.integers(739_300, 740_800, count).astype(np.int32),
        "applicant_kind": np.zeros(count, np.int8),
        "resident": draw.random(count) < 0.95,
        "approved_outside": draw.random(count) < 0.5,
        "other_policy_amount": np.where(draw.random(count) < 0.2, draw.integers(0, 10**7, count), 0),
    }
    for fact in scheme.facts.values():
        if fact.type == "bool":
            values[fact.name] = draw.random(count) < 0.97
        elif fact.type == "enum":
            values[fact.name] = draw.integers(0, len(fact.values), count).astype(np.int8)
        elif fact.type != "month":
            values[fact.name] = draw.integers(0, 10**9, count)
    if "prior_awarded" in values:
        values["prior_awarded"] = draw.integers(0, 15 * 10**6, count)
    if "start_month" in scheme.facts:
        values |= _tenancies(draw, count)
    return Columns(count, values)


def _tenancies(draw: np.random.Generator, count: int) -> dict[str, Any]:
    start = draw.integers(2023 * 12, 2026 * 12, count).astype(np.int32)
    first = start + draw.integers(0, 20, count).astype(np.int32)
    return {
        "start_month": start,
        "first_month": first,
        "last_month": first + draw.integers(0, 12, count).astype(np.int32),
        "area_m2": draw.integers(0, 4 * 10**6, count),
        "other_subsidised_area_m2": draw.integers(0, 10**5, count),
    }


def lines(count: int, seed: int = 1) -> Iterator[bytes]:
    """The same kind of claims as lines, every other amount with fen, one in ten naming its matter."""
    draw = random.Random(seed)
    for number in range(count):
        yield orjson.dumps(claim(number, draw))


def claim(number: int, draw: random.Random) -> dict[str, Any]:
    """One claim in the catalogue's form."""
    code = draw.choice(CODES)
    found: dict[str, Any] = {
        "id": f"a{number}",
        "scheme": code,
        "on": f"{draw.randrange(2025, 2029)}-{draw.randrange(1, 13):02d}-15",
        "applicant_kind": "enterprise",
        "resident": draw.random() < 0.97,
        "facts": FACTS[code](draw),
    }
    if code != "CZ-12" and draw.random() < 0.3:
        found["facts"]["prior_awarded"] = _money(draw, 150_000)
    if draw.random() < 0.2:
        found["other_policy_amount"] = _money(draw, 50_000)
    if draw.random() < 0.1:
        found |= {"unit": f"91140400MA{draw.randrange(10**5):05d}", "matter": f"m{draw.randrange(10**7)}"}
    return found


def _money(draw: random.Random, below: int) -> str:
    return f"{draw.randrange(below)}.{draw.randrange(100):02d}" if draw.random() < 0.5 else str(draw.randrange(below))


def _rent(draw: random.Random) -> dict[str, Any]:
    year, month, years = draw.randrange(2024, 2027), draw.randrange(1, 13), draw.randrange(3)
    last = year * 12 + month + 4
    return {
        "space": draw.choice(["workshop", "office"]),
        "area_m2": _money(draw, 9_000),
        "start_month": f"{year - years}-{month:02d}",
        "first_month": f"{year}-{month:02d}",
        "last_month": f"{last // 12}-{last % 12 + 1:02d}",
        "assessment_passed": draw.random() < 0.95,
    }


FACTS: dict[str, Any] = {
    "CZ-06": lambda draw: {
        "new_project": draw.random() < 0.95,
        "level": draw.choice(["national", "provincial"]),
        "received_funds": _money(draw, 20_000_000),
        "performing_well": draw.random() < 0.95,
    },
    "CZ-12": _rent,
    "CZ-16": lambda draw: {
        "loan_kind": draw.choice(["credit", "guarantee", "mortgage"]),
        "interest_paid": _money(draw, 600_000),
        "principal": _money(draw, 12_000_000),
    },
    "JC-10": lambda draw: {
        "product": draw.choice(["first_set_equipment", "domestic_substitute"]),
        "purchase_agreement": True,
        "deal_amount": _money(draw, 90_000_000),
        "provincial_standard": _money(draw, 9_000_000),
    },
}
