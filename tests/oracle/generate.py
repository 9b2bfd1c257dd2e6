"""Claim lines by the thousand from one seed: near enough to right that every outcome comes often.

`python -m tests.oracle.generate SEED COUNT` writes lines to standard output, and how they fall to standard error.
"""

import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from random import Random
from typing import Any

from tests.oracle import breaking, pools, run, spelling
from tests.oracle.pools import FEN
from tests.oracle.scheme import SCHEMES, Facts

CODES = tuple(SCHEMES)
# Months have the most edges; what is decided singly has the fewest.
OFTEN = (*CODES, *CODES, *(code for code in CODES if SCHEMES[code].facts), *("JC-13", "JC-14", "CZ-12") * 4)


def lines(seed: int, count: int) -> Iterator[bytes]:
    """So many lines without their LF; the same seed gives the same lines."""
    rng = Random(seed)
    for index in range(count):
        yield line(index, rng)


def line(index: int, rng: Random) -> bytes:
    """One line, mostly a claim in due form, else broken in one, two or three places."""
    claim = whole_claim(index, rng)
    draw = rng.random()
    breaks = 0 if draw < 0.5 else 1 if draw < 0.85 else 2 if draw < 0.97 else 3
    for _ in range(breaks):
        break_claim(claim, rng)
    shuffled = list(claim.items())
    if rng.random() < 0.2:
        rng.shuffle(shuffled)
    raw = spelling.write(dict(shuffled), rng).encode("utf-8", "surrogatepass")
    if rng.random() < 0.08:
        raw = rng.choice(breaking.LINE_BREAKS)(raw, rng)
    if rng.random() < 0.1:
        raw += b"\r"
    return raw.replace(b"\n", b" ")


def break_claim(claim: dict[str, Any], rng: Random) -> None:
    """Break the claim once more, as far as its parts are still there."""
    is_whole = claim.get("scheme") in CODES if isinstance(claim.get("scheme"), str) else False
    if is_whole and isinstance(claim.get("facts"), dict) and rng.random() < 0.6:
        rng.choice(breaking.FACT_BREAKS)(claim, rng)
    elif is_whole and isinstance(claim.get("facts"), dict):
        rng.choice(breaking.HEADER_BREAKS)(claim, rng)
    elif claim:
        breaking.leave_out_header(claim, rng)


def whole_claim(index: int, rng: Random) -> dict[str, Any]:
    """A claim in due form, at the figures that matter."""
    code = rng.choice(OFTEN)
    scheme = SCHEMES[code]
    on = pools.day_for(scheme.policy, rng)
    facts = pools.exact_facts(code, on, rng)
    claim: dict[str, Any] = {
        "id": f"n{index}",
        "scheme": code,
        "on": on.isoformat(),
        "applicant_kind": rng.choice(scheme.kinds),
        "resident": scheme.residence_asked or rng.random() < 0.5,
    }
    if rng.random() < 0.3:
        claim.update(pair(index, rng))
    if rng.random() < 0.3:
        other = other_amount(code, facts, on, rng)
        claim["other_policy_amount"] = spelling.in_due_form(other, rng)
    if rng.random() < 0.1:
        claim["approved_outside"] = rng.random() < 0.5
    if scheme.facts or rng.random() < 0.7:
        claim["facts"] = pools.spelt_facts(code, facts, rng)
    if rng.random() < 0.02:
        del claim["id"]
    return claim


def pair(index: int, rng: Random) -> dict[str, str]:
    """A unit and matter that lines nearby may name as well, now and then all but the same."""
    block = index // 40
    unit, matter = f"unit-{block}-{rng.randrange(2)}", f"合同-{block}-{rng.randrange(4)}"
    if rng.random() < 0.1:
        unit = rng.choice((unit.upper(), unit + " ", " " + unit, unit.replace("-", "－")))
    if rng.random() < 0.03:
        unit, matter = matter, unit
    return {"unit": unit, "matter": matter}


def other_amount(code: str, facts: dict[str, Any], on: date, rng: Random) -> Fraction:
    """What another policy gave: around what this one gives."""
    full = {name: facts.get(name, fact.default) for name, fact in SCHEMES[code].facts.items()}
    finding = SCHEMES[code].judge(Facts(**full), on)
    due = finding.amount if finding.amount is not None else Fraction(100000)
    if finding.cap_left is not None:
        due = max(Fraction(0), min(due, finding.cap_left))
    due = Fraction(run.whole_fen(due), 100)
    return max(Fraction(0), rng.choice((due, due - FEN, due + FEN, due / 2 // FEN * FEN, Fraction(0), FEN, due * 2)))


def histogram(answers: Iterator[dict[str, Any]]) -> tuple[Counter[str], Counter[str], dict[str, Counter[str]]]:
    """How often each outcome, each reason, and each outcome in each scheme."""
    outcomes: Counter[str] = Counter()
    reasons: Counter[str] = Counter()
    by_scheme: dict[str, Counter[str]] = {code: Counter() for code in CODES}
    for out in answers:
        outcomes[out["outcome"]] += 1
        if out["scheme"] in by_scheme:
            by_scheme[out["scheme"]][out["outcome"]] += 1
        if out["outcome"] == "not_payable" or out["reasons"] == [run.OUT_OF_BOUNDS]:
            reasons.update(out["reasons"])
    return outcomes, reasons, by_scheme


def main() -> None:
    """Write lines; show how they fall."""
    made = list(lines(int(sys.argv[1]), int(sys.argv[2])))
    for raw in made:
        sys.stdout.buffer.write(raw + b"\n")
    outcomes, reasons, by_scheme = histogram(run.run(made))
    print(dict(outcomes.most_common()), file=sys.stderr)
    print(dict(reasons.most_common()), file=sys.stderr)
    for code, counts in by_scheme.items():
        print(code, dict(counts.most_common()), file=sys.stderr)


if __name__ == "__main__":
    main()
