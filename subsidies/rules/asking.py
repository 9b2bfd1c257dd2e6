"""What the pages need to know of a scheme: which facts to ask, which are still missing, and what an entry means."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from subsidies.rules.model.kinds import FactType, GivenBy
from subsidies.rules.model.schemes import Fact, Scheme, bounds_of
from subsidies.rules.model.sentences import SHAPES
from subsidies.rules.model.values import READERS, WRONG, Number
from subsidies.rules.words.wording import number_text

# What the ledger says is never asked for.
DECIDED = (GivenBy.APPLICANT, GivenBy.OFFICER, GivenBy.PARAMETER)
YES, NO = {"true", "是", "yes", "on", "1"}, {"false", "否", "no", "0"}


@dataclass(frozen=True, slots=True)
class FactError:
    """An entry that cannot stand; `sentence` says why and what to write instead."""

    fact: str
    sentence: str


def parse_fact(fact: Fact, text: str) -> Any:
    """What was typed, in the form that a claim holds it (text, int or bool), or a FactError with a Chinese sentence.

    Blanks around the entry are dropped. An empty entry is None where the fact may be left out.
    """
    entry = text.strip()
    if not entry:
        return None if not fact.needed else FactError(fact.name, f"请填写“{fact.label}”")
    value = _entered(fact, entry)
    read = _read(fact, value)
    if read is WRONG:
        return FactError(fact.name, f"“{fact.label}”填写不正确：{SHAPES[fact.type]}")
    sentence = _out_of_bounds(fact, read)
    return FactError(fact.name, sentence) if sentence else value


def _entered(fact: Fact, entry: str) -> Any:
    if fact.type == FactType.BOOL:
        return True if entry.lower() in YES else False if entry.lower() in NO else entry
    if fact.type == FactType.INT and entry.isascii() and entry.isdigit() and len(entry) <= 30:
        return int(entry)
    return entry


def _read(fact: Fact, value: Any) -> Any:
    if fact.type == FactType.ENUM:
        return value if value in fact.values else WRONG
    return READERS[fact.type](value)


def _out_of_bounds(fact: Fact, value: Number) -> str:
    bounds = bounds_of(fact)
    if bounds is None or isinstance(value, date | bool | str):
        return ""
    least, most = bounds
    rate = fact.type == FactType.RATE
    if least is not None and value < least:
        return f"“{fact.label}”不能低于{number_text(least, fact.unit, rate=rate)}"
    if most is not None and value > most:
        return f"“{fact.label}”不能高于{number_text(most, fact.unit, rate=rate)}"
    return ""


def asked_facts(
    scheme: Scheme, known: Mapping[str, Any], *, given_by: Collection[str] = (GivenBy.APPLICANT,)
) -> list[Fact]:
    """The facts to ask of those who give them, in order: those of the mode chosen, and of every mode still open."""
    return [fact for fact in scheme.facts.values() if fact.given_by in given_by and _matters(fact, known)]


def missing_facts(scheme: Scheme, known: Mapping[str, Any], *, given_by: Collection[str] = DECIDED) -> list[Fact]:
    """The facts without which the claim cannot be settled, of those asked and not yet known."""
    return [
        fact
        for fact in asked_facts(scheme, known, given_by=given_by)
        if known.get(fact.name) is None and _wanted(fact, known)
    ]


def _matters(fact: Fact, known: Mapping[str, Any]) -> bool:
    when = fact.only_when
    return when is None or known.get(when.fact) is None or known[when.fact] in when.values


def _wanted(fact: Fact, known: Mapping[str, Any]) -> bool:
    if fact.default is not None:
        return False
    when = fact.only_when
    return when is None or known.get(when.fact) in when.values


def facts_given_by(scheme: Scheme, giver: str) -> list[Fact]:
    """The facts that come from: applicant, officer, parameter or ledger."""
    return [fact for fact in scheme.facts.values() if fact.given_by == giver]


def sentence_for(scheme: Scheme, code: str) -> str:
    """The Chinese sentence of a reason code, whatever the code."""
    return scheme.reasons.get(code, code)
