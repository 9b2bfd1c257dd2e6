"""The worked tables of docs/algorithms: each marked table is reckoned again, cell by cell."""

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from itertools import permutations
from math import floor
from typing import Any

import pytest

from core.values.keys import canonical_key
from subsidies.cases.stacking import Alternative, choose
from subsidies.policies import library
from subsidies.rules import (
    Decision,
    Library,
    Supersession,
    columns_of,
    decision_at,
    evaluate,
    evaluate_many,
    with_figures,
)
from subsidies.rules.model.decision import yuan
from subsidies.rules.single.reckoning import reckon
from subsidies.rules.words.wording import decimal_text
from tests.docs.pages import Worked, worked_tables

TABLES = list(worked_tables())
HEADER = ("on", "applicant_kind", "resident", "approved_outside", "other_policy_amount")
Row = dict[str, str]


# ------------------------------------------------------------------ claims
def lib_of(options: dict[str, Any]) -> Library:
    """The library, with the figures that the mark supersedes."""
    changes = [Supersession(**row | {"first_day": date.fromisoformat(row["first_day"])}) for row in options["figures"]]
    return with_figures(library(), changes)


def claim_of(options: dict[str, Any], row: Row) -> dict[str, Any]:
    """The claim of one row: what the mark says of all rows, and the row's own cells."""
    code = row.get("scheme", options.get("scheme", ""))
    facts = library().schemes[code].facts
    own = {name: typed(facts[name].type, cell) for name, cell in row.items() if name in facts}
    header = {name: row[name] for name in HEADER if name in row}
    given = {"on": "2026-06-30", "applicant_kind": "enterprise", "resident": True} | options.get("header", {})
    return {"scheme": code, **given, **header, "facts": options.get("facts", {}) | own}


def typed(kind: str, cell: str) -> Any:
    return int(cell) if kind == "int" else cell == "true" if kind == "bool" else cell


def answers_of(lib: Library, claim: dict[str, Any]) -> dict[str, str]:
    """Every answer that a column may show, under its column's name."""
    decision = evaluate(lib, claim)
    found = {"outcome": decision.outcome, "reasons": " ".join(decision.reasons) or "none"}
    for name in ("amount", "floor", "ceiling"):
        found[name] = yuan(getattr(decision, name)) or "none"
    shares = {name: yuan(fen) or "" for name, fen in decision.shares.items()}
    return found | shares | unrounded(lib, claim, decision)


def unrounded(lib: Library, claim: dict[str, Any], decision: Decision) -> dict[str, str]:
    """The formula's amount, what the cap and the deduction leave of it before rounding, and that to the nearest fen."""
    compiled = lib.compiled_on(claim["scheme"], date.fromisoformat(claim["on"]))
    program = compiled.single if compiled else None
    if decision.outcome != "payable" or program is None or program.amount is None:
        return {}
    formula = Fraction(program.amount(reckon(program, claim).env)) / 100
    left, cap = formula, program.scheme.cap
    if cap is not None:
        left = min(formula, Fraction(cap.amount, 100) - Fraction(claim["facts"].get("prior_awarded", 0)))
    exact = left - Fraction(claim.get("other_policy_amount", 0))
    nearest = yuan(floor(exact * 100 + Fraction(1, 2))) or ""
    return {"exact": decimal_text(exact, 2), "nearest": nearest, "formula": decimal_text(formula, 2)}


def check_claims(table: Worked) -> None:
    lib = lib_of({"figures": []} | table.options)
    running, before = table.options.get("running"), 0
    for row in table.rows:
        claim = claim_of(table.options, row)
        if running:
            assert row[running] == yuan(before), f"{table}: {row}"
        answers = answers_of(lib, claim)
        for name in row.keys() & answers.keys():
            assert row[name] == answers[name], f"{table}: {name} of {row}"
        assert row.keys() & answers.keys(), f"{table} shows no answer"
        before += evaluate(lib, claim).amount or 0


def by_columns(lib: Library, claim: dict[str, Any]) -> Decision:
    """The same claim, reckoned as a column of one row."""
    compiled = lib.compiled_on(claim["scheme"], date.fromisoformat(claim["on"]))
    assert compiled is not None
    columns = columns_of(compiled.scheme, [claim])
    return decision_at(compiled.scheme, evaluate_many(compiled.scheme, columns), 0)


@pytest.mark.parametrize("table", [row for row in TABLES if row.options["table"] == "claims"], ids=str)
def test_every_claim_of_a_table_comes_out_alike_by_columns(table: Worked) -> None:
    lib = lib_of({"figures": []} | table.options)
    for row in table.rows:
        claim = claim_of(table.options, row)
        assert by_columns(lib, claim) == evaluate(lib, claim, explain=False), row


def check_splits(table: Worked) -> None:
    """One matter cut into pieces: the pieces are claimed one after another in one bucket."""
    lib, options = library(), table.options
    for row in table.rows:
        pieces = row["pieces"].split(" + ")
        assert sum(Fraction(piece) for piece in pieces) == Fraction(options["whole"]), row
        given: list[int] = []
        for piece in pieces:
            claim = claim_of(options, {options["piece"]: piece, "prior_awarded": yuan(sum(given)) or ""})
            given.append(evaluate(lib, claim).amount or 0)
        assert row["paid"] == " + ".join(yuan(fen) or "" for fen in given), row
        assert row["together"] == yuan(sum(given)), row
    sums = [Fraction(row["together"]) for row in table.rows]
    assert max(sums) == sums[0], "cutting never yields more than the whole"


# ------------------------------------------------------------------ stacking
def choice_of(row: Row) -> Alternative:
    amount, outside = Fraction(row["amount"]) * 100, Fraction(row["outside"]) * 100
    together = amount + outside if amount or row["scheme"] == "outside" else 0
    scheme = library().schemes.get(row["scheme"])
    title = f"{row['scheme']} {scheme.title}" if scheme else "本市其他政策已给予"
    return Alternative(row["scheme"], title, row.get("claim", ""), row["outcome"], int(amount), int(together))


def check_choices(table: Worked) -> None:
    """Each case of the table, whatever the order in which its choices arrive."""
    cases: dict[str, list[Row]] = {}
    for row in table.rows:
        cases.setdefault(row["case"], []).append(row)
    for rows in cases.values():
        for order in permutations(rows):
            ranked = {(row.scheme, row.claim): row for row in choose(choice_of(one) for one in order)}
            for row in rows:
                found = ranked[row["scheme"], row.get("claim", "")]
                shown = (row["together"], row["taken"], row["reason"])
                assert shown == (yuan(found.together_fen), "yes" if found.chosen else "no", found.reason), row


def check_rivals(table: Worked) -> None:
    """Two schemes of one city for one matter: what each pays, and which is taken."""
    codes = table.options["schemes"]
    for row in table.rows:
        amounts = {}
        for code in codes:
            facts = library().schemes[code].facts
            own = {name: cell for name, cell in row.items() if name in facts}
            claim = claim_of({**table.options, "facts": table.options["facts"][code]}, own | {"scheme": code})
            decision = evaluate(library(), claim)
            amounts[code] = decision.amount or 0
            assert row[code] == (yuan(decision.amount) or decision.outcome), row
        choices = [Alternative(code, code, "", "payable", fen, fen) for code, fen in amounts.items()]
        assert row["taken"] == choose(choices)[0].scheme, row


def check_shared_kinds(table: Worked) -> None:
    """All the kinds of matter that several schemes of one city pay for."""
    found: dict[tuple[str, str], list[str]] = {}
    for scheme in library().schemes.values():
        found.setdefault((scheme.policy.city, scheme.matter.kind), []).append(scheme.code)
    shared = {(city, kind, " ".join(codes)) for (city, kind), codes in found.items() if len(codes) > 1}
    assert {(row["city"], row["kind"], row["schemes"]) for row in table.rows} == shared


def check_keys(table: Worked) -> None:
    for row in table.rows:
        assert row["key"] == canonical_key(row["typed"]), row


# ------------------------------------------------------------------ caps
def check_caps(table: Worked) -> None:
    """All the caps that are counted over several claims."""
    caps = {
        (scheme.code, yuan(scheme.cap.amount), " ".join(scheme.cap.per), scheme.cap.period)
        for scheme in library().schemes.values()
        if scheme.cap
    }
    assert {(row["scheme"], row["amount"], row["per"], row["period"]) for row in table.rows} == caps


CHECKS: dict[str, Callable[[Worked], None]] = {
    "claims": check_claims,
    "splits": check_splits,
    "choices": check_choices,
    "rivals": check_rivals,
    "shared_kinds": check_shared_kinds,
    "keys": check_keys,
    "caps": check_caps,
}


@pytest.mark.parametrize("table", TABLES, ids=str)
def test_every_cell_of_a_worked_table_is_what_the_code_gives(table: Worked) -> None:
    assert table.rows
    CHECKS[table.options["table"]](table)


@pytest.mark.parametrize("page", ["rounding", "stacking", "caps"])
def test_each_page_of_an_algorithm_has_worked_tables(page: str) -> None:
    assert sum(table.page == f"docs/algorithms/{page}.md" for table in TABLES) >= 3


def test_a_wrong_cell_is_found() -> None:
    table = next(table for table in TABLES if table.options["table"] == "claims" and "amount" in table.rows[0])
    wrong = Worked("", 0, table.options, ({**table.rows[0], "amount": "0.07"},))
    with pytest.raises(AssertionError):
        check_claims(wrong)
