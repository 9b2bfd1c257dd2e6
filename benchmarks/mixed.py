"""Made-up lines of every scheme mixed, one in four of them invalid in one of the ways that files of claims are."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from typing import Any

import orjson

from subsidies.policies import library
from subsidies.rules import Fact, Scheme

BROKEN = 0.24  # with the few that a decision out of bounds makes invalid: a quarter
Claim = dict[str, Any]
Draw = random.Random
OFTEN = {"decided_amount": 0.1, "prior_awarded": 0.3}
FITTING = {
    "JC-13": {"hired_month": 24_298, "first_month": 24_300, "last_month": 24_306},
    "JC-14": {"hired_month": 24_298, "first_month": 24_300, "last_month": 24_306},
    "CZ-12": {"start_month": 24_298, "first_month": 24_300, "last_month": 24_306},
}


def mixed_lines(count: int, seed: int = 3) -> Iterator[bytes]:
    """So many lines, each of a scheme drawn anew; the same seed gives the same lines."""
    draw, schemes = random.Random(seed), list(library().schemes.values())
    for number in range(count):
        claim = sound_claim(draw.choice(schemes), number, draw)
        if draw.random() >= BROKEN:
            yield orjson.dumps(claim)
        elif draw.random() < 0.1:
            yield draw.choice(SPOILED)(orjson.dumps(claim))
        else:
            draw.choice(BREAKS)(claim, draw)
            yield orjson.dumps(claim)


# ------------------------------------------------------------------ claims in due form
def sound_claim(scheme: Scheme, number: int, draw: Draw) -> Claim:
    """A claim that can be read: most are payable, some fail a condition, some leave out what an office decides."""
    claim: Claim = {
        "id": f"a{number}",
        "scheme": scheme.code,
        "on": f"{draw.randrange(2025, 2029)}-{draw.randrange(7, 13):02d}-15",
        "applicant_kind": draw.choice(scheme.kinds),
        "resident": draw.random() < 0.97,
        "facts": {},
    }
    for fact in scheme.facts.values():
        if fact.needed or draw.random() < OFTEN.get(fact.name, 0.7):
            claim["facts"][fact.name] = _value(scheme, fact, draw)
    _put_modes_right(scheme, claim["facts"], draw)
    if draw.random() < 0.2:
        claim["other_policy_amount"] = _money(draw, 50_000)
    if draw.random() < 0.1:
        claim |= {"unit": f"91140400MA{draw.randrange(10**5):05d}", "matter": f"m{draw.randrange(10**7)}"}
    return claim


def _value(scheme: Scheme, fact: Fact, draw: Draw) -> Any:
    if fact.type == "bool":
        return draw.random() < (0.03 if fact.default else 0.97)
    if fact.type == "enum":
        return draw.choice(list(fact.values))
    if fact.type == "month":
        month = FITTING[scheme.code][fact.name] + draw.randrange(5)
        return f"{month // 12}-{month % 12 + 1:02d}"
    if fact.type == "int":
        return draw.randrange(1, 13)
    if fact.type == "rate":
        return f"0.{draw.randrange(1, 50):02d}"
    if fact.type == "decimal":
        return _money(draw, 3_000 if "area" in fact.name else 10)
    most = 150_000 if fact.name == "prior_awarded" else int(fact.most or 3_000_000)
    return _money(draw, most, int(fact.least or 0))


def _money(draw: Draw, below: int, least: int = 0) -> Any:
    """Whole yuan or with fen, as a text or as a JSON number."""
    yuan = draw.randrange(least, below)
    text = f"{yuan}.{draw.randrange(100):02d}" if draw.random() < 0.5 else str(yuan)
    return text if draw.random() < 0.7 else orjson.Fragment(text)


def _put_modes_right(scheme: Scheme, facts: Claim, draw: Draw) -> None:
    """What the chosen mode needs is there."""
    for fact in scheme.facts.values():
        when = fact.only_when
        if when and fact.when_missing == "invalid" and facts[when.fact] in when.values:
            facts[fact.name] = _value(scheme, fact, draw)


# ------------------------------------------------------------------ claims that cannot be right
def _of_types(claim: Claim, *types: str) -> list[str]:
    facts = library().schemes[claim["scheme"]].facts
    return [name for name, fact in facts.items() if fact.type in types and name in claim["facts"]]


def _put(claim: Claim, draw: Draw, types: tuple[str, ...], values: tuple[Any, ...]) -> None:
    """One of the values for a fact of these types; a claim that has none gets a header field that cannot be right."""
    names = _of_types(claim, *types)
    if names:
        claim["facts"][draw.choice(names)] = draw.choice(values)
    else:
        wrong_day(claim, draw)


def wrong_number(claim: Claim, draw: Draw) -> None:
    """An amount written for people, or one too fine, negative, or no number."""
    wrong = ("1,200,000", "12万元", "-5000", "100.125", " 300", "", "1e6", -5000, orjson.Fragment("0.125"), True, None)
    _put(claim, draw, ("money", "decimal", "rate", "int"), wrong)


def wrong_truth(claim: Claim, draw: Draw) -> None:
    """A yes or no in other words."""
    _put(claim, draw, ("bool",), ("是", "true", "Y", 1, 0, None))


def wrong_choice(claim: Claim, draw: Draw) -> None:
    """A choice that is not on the list."""
    _put(claim, draw, ("enum",), ("国家级", "other", "", "National", None, 1))


def wrong_month(claim: Claim, draw: Draw) -> None:
    """A month that is none, or a last one before the first."""
    _put(claim, draw, ("month",), ("2025-13", "2025-1", "2025/01", "2025年1月", "2024-02-30", "2039-01", 202501))


def missing_fact(claim: Claim, draw: Draw) -> None:
    """A fact is left out."""
    needed = [fact.name for fact in library().schemes[claim["scheme"]].facts.values() if fact.needed]
    if needed:
        del claim["facts"][draw.choice(needed)]
    else:
        missing_header(claim, draw)


def unknown_fact(claim: Claim, draw: Draw) -> None:
    """A fact of another scheme, or a slip of the pen."""
    claim["facts"][draw.choice(("amount", "remark", "Level", "贷款金额", f"col{draw.randrange(50)}"))] = "1"


def too_much(claim: Claim, draw: Draw) -> None:
    """More is decided than the text allows."""
    facts = library().schemes[claim["scheme"]].facts
    names = [fact.name for fact in facts.values() if fact.type == "rate" or fact.most is not None]
    if names:
        claim["facts"][draw.choice(names)] = f"{draw.randrange(400_000, 900_000)}"
    else:
        wrong_number(claim, draw)


def wrong_day(claim: Claim, draw: Draw) -> None:
    """A day that is none."""
    claim["on"] = draw.choice(("2025-02-30", "2025/06/30", "20250630", "2025-6-30", "", None, 20250630))


def missing_header(claim: Claim, draw: Draw) -> None:
    """Part of the header is left out."""
    del claim[draw.choice(("on", "applicant_kind", "resident", "scheme"))]


def wrong_header(claim: Claim, draw: Draw) -> None:
    """A header field of another type or spelling."""
    name, values = draw.choice(WRONG_HEADERS)
    claim[name] = draw.choice(values)


def unknown_header(claim: Claim, draw: Draw) -> None:
    """A column that a sheet had besides."""
    claim[draw.choice(("remark", "备注", "row", "amount"))] = draw.choice(("", "x", draw.randrange(9)))


def several(claim: Claim, draw: Draw) -> None:
    """More than one thing at once."""
    for breaking in draw.sample((wrong_number, wrong_truth, wrong_choice, wrong_day, unknown_fact), 2):
        breaking(claim, draw)


WRONG_HEADERS: tuple[tuple[str, tuple[Any, ...]], ...] = (
    ("applicant_kind", ("企业", "company", "", None)),
    ("resident", ("是", "true", 1, None)),
    ("other_policy_amount", ("1,000", "-1", "12.345", None)),
    ("scheme", ("JC-99", "cz-16", "", 16)),
    ("facts", (None, [], "")),
    ("unit", ("", 5)),
    ("id", (1.5, [], True)),
)
BREAKS: tuple[Callable[[Claim, Draw], None], ...] = (
    wrong_number, wrong_number, wrong_truth, wrong_choice, wrong_month, missing_fact, missing_fact, unknown_fact,
    too_much, wrong_day, missing_header, wrong_header, unknown_header, several,
)  # fmt: skip
SPOILED: tuple[Callable[[bytes], bytes], ...] = (
    lambda line: b"",
    lambda line: line[: len(line) // 2],
    lambda line: line + b",",
    lambda line: line.replace(b'"', b"'"),
    lambda line: b"\xef\xbb\xbf" + line,
    lambda line: b"[" + line + b"]",
    lambda line: line.replace(b"true", b"True"),
    lambda line: line.replace(b":", b":\xd5\xfd", 1),
)
