"""Facts, reckonings and shares in the words of the office: for pages and papers alike."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from accounts.models import City
from core.values.money import format_yuan, parse_yuan
from subsidies.cases.sources import FactSource
from subsidies.rules import Fact, FactType, Scheme
from subsidies.rules.documents.schemes import AMOUNT

SOURCES = {
    FactSource.CERTIFIED: "记录核实",
    FactSource.DECLARED: "单位申报",
    FactSource.OFFICER: "审核核定",
    FactSource.PARAMETER: "公布标准",
    FactSource.LEDGER: "兑付台账",
}


def fact_value(fact: Fact, value: Any) -> str:
    """A fact's value as a person reads it, with its unit."""
    if fact.type == FactType.BOOL:
        return "是" if value is True or value == "true" else "否"
    if fact.type == FactType.ENUM:
        return fact.values.get(str(value), str(value))
    if fact.type == FactType.MONEY:
        try:
            return format_yuan(parse_yuan(str(value)))
        except ValueError:
            return str(value)
    shown = str(value)
    if fact.type == FactType.DECIMAL and "." in shown:
        shown = shown.rstrip("0").rstrip(".")
    return f"{shown} {fact.unit}".strip()


def entitlement_sentence(scheme: Scheme, key: str, fen: int) -> str:
    """What is given beside the money, without a full stop."""
    said = next((row.says for row in scheme.entitlements if row.key == key), f"{key}：{AMOUNT}")
    return said.replace(AMOUNT, format_yuan(fen))


def source_words(source: str, note: str) -> str:
    """Where a fact comes from."""
    label = SOURCES[FactSource(source)]
    return f"{label}（{note}）" if note else label


class KnownRow(NamedTuple):
    """A known fact in words, and its name in the scheme."""

    name: str
    label: str
    value: str
    source: str


def known_rows(scheme: Scheme, sources: Iterable[Mapping[str, Any]]) -> list[KnownRow]:
    """Facts as `facts.Known.as_json` stores them, in words; those that the scheme no longer has are left out."""
    return [
        KnownRow(fact.name, fact.label, fact_value(fact, row["value"]), source_words(row["source"], row["note"]))
        for row in sources
        if (fact := scheme.facts.get(row["name"])) is not None
    ]


def share_rows(shares: Mapping[str, int], words: Mapping[str, str]) -> list[tuple[str, str]]:
    """Who bears how much: the city's word for the payer, and the amount. `shares` in fen by payer."""
    return [(words.get(payer, payer), format_yuan(fen)) for payer, fen in shares.items()]


def payers_of(city: str) -> dict[str, str]:
    """The words of a city, by its key, for those who share the cost of its awards: payer to words."""
    return dict(City.objects.values_list("payers", flat=True).get(key=city))


def reason_sentences(scheme: Scheme, reasons: Iterable[str]) -> list[str]:
    """The sentence of each reason code."""
    return [scheme.reasons.get(code, code) for code in reasons]
