"""The matter, facts, reckonings and shares in the words of the office: for pages and papers alike."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from accounts.models import City
from core.values.days import day_words
from core.values.money import format_yuan, parse_yuan
from core.values.months import months_words
from core.values.periods import business_today
from enterprises.models import Applicant
from enterprises.registers.presenting import label_of, text_of
from enterprises.values.applicant_kinds import KIND_LABELS
from parks.tenancies.residency import terms_of
from subsidies.cases.case import Case, day_on_record
from subsidies.cases.sources import FactSource
from subsidies.catalogue.questions import ACHIEVEMENT, MONTHS, YEAR, day_wording, reference_label
from subsidies.rules import Fact, FactType, Scheme
from subsidies.rules.documents.matters import OF_RECORD
from subsidies.rules.documents.schemes import AMOUNT
from subsidies.rules.language import facts_used
from subsidies.rules.model.sentences import not_resident
from subsidies.rules.superseding import EXACT, exact
from subsidies.rules.words.failing import LABELS
from subsidies.rules.words.wording import percent_text

OF_THE_RECORD = "登记记录"
NOT_RESIDENT = "not_resident"
PERIOD = ("months", "year")  # what of a matter says for which time it is
SOURCES = {
    FactSource.CERTIFIED: "记录核实",
    FactSource.OFFICER: "审核核定",
    FactSource.PARAMETER: "公布标准",
    FactSource.LEDGER: "发放台账",
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
    if fact.type == FactType.RATE:
        return percent_text(exact(shown)) if EXACT.match(shown) else shown
    if words := fact.shown.get(shown):
        return words
    if fact.type == FactType.DECIMAL and "." in shown:
        shown = shown.rstrip("0").rstrip(".")
    return f"{shown} {fact.unit}".strip()


def asked_of(scheme: Scheme, line: Mapping[str, Any]) -> dict[str, str]:
    """By the label of what may fail: the facts that it asks for, as the line has them that the rules were given."""
    given: Mapping[str, Any] = line.get("facts") or {}
    found = {LABELS["outside_effective_period"]: f"事项日期 {line.get('on') or '没有'}"}
    if kind := KIND_LABELS.get(line.get("applicant_kind", "")):
        found[LABELS["wrong_applicant_kind"]] = f"申请人类别 {kind}"
    for item in (*scheme.conditions, *scheme.rules):
        asked = facts_used(item.holds, scheme.steps, scheme.figures)
        facts = [fact for name, fact in scheme.facts.items() if name in asked and name in given]
        found[item.label] = "，".join(f"{fact.label} {fact_value(fact, given[fact.name])}" for fact in facts)
    return found


def entitlement_sentence(scheme: Scheme, key: str, fen: int) -> str:
    """What is given beside the money, without a full stop."""
    said = next((row.says for row in scheme.entitlements if row.key == key), f"{key}：{AMOUNT}")
    return said.replace(AMOUNT, format_yuan(fen))


def source_words(source: str, note: str, declared: str) -> str:
    """Where a fact comes from; `declared` is what the applicant's own word is called."""
    label = SOURCES.get(FactSource(source), declared)
    note = f"依据：{note.rstrip('。')}" if note and source == FactSource.OFFICER else note
    return f"{label}（{note}）" if note else label


class KnownRow(NamedTuple):
    """A known fact in words, and its name in the scheme; or a part of the matter, by the name of its question."""

    name: str
    label: str
    value: str
    source: str


def known_rows(scheme: Scheme, sources: Iterable[Mapping[str, Any]], declared: str) -> list[KnownRow]:
    """Facts as `facts.Known.as_json` stores them, in words; those that the scheme no longer has are left out."""
    return [
        KnownRow(
            fact.name, fact.label, fact_value(fact, row["value"]),
            source_words(row["source"], row["note"], row.get("entered") or declared),
        )
        for row in sources
        if (fact := scheme.facts.get(row["name"])) is not None
    ]  # fmt: skip


def matter_rows(case: Case, facts: Mapping[str, Any]) -> list[KnownRow]:
    """What a case is about, as every page and paper says it: the record or what names it, the months as periods, the
    year, the level where no fact says it, the day, the achievement that it goes back to."""
    scheme, declared = case.scheme, case.applicant.words.declared
    matter = case.matter.told_apart(scheme, case.on, facts)
    from_record = OF_THE_RECORD if scheme.matter.record or not scheme.matter.reference_label else declared
    day_source = OF_THE_RECORD if day_on_record(scheme, case.record, matter.year) else declared
    rows = [
        KnownRow("reference", reference_label(scheme) or case.applicant.code_label, matter.number, from_record),
        KnownRow("months", MONTHS, months_words(matter.months), declared),
        KnownRow("year", YEAR, f"{matter.year}年" if matter.year else "", declared),
        *_levels(case),
        KnownRow("on", day_wording(scheme).label, case.on.isoformat() if case.on else "", day_source),
        KnownRow("achievement", ACHIEVEMENT, _achievement(case), from_record),
    ]
    always = ("reference", "on")
    return [row for row in rows if row.value or row.name in always]


def period_words(rows: Iterable[KnownRow]) -> str:
    """For which months or which year it is; empty where the matter is no such thing."""
    return "、".join(row.value for row in rows if row.name in PERIOD)


def _levels(case: Case) -> Iterator[KnownRow]:
    """The fields of the record by which its matter is told apart besides, where no fact says them already."""
    record = case.record
    if record is None:
        return
    read = {fact.certified_by for fact in case.scheme.facts.values()}
    for name in case.scheme.matter.adds:
        if name not in PERIOD and f"{OF_RECORD}{name}" not in read:
            yield KnownRow(name, label_of(type(record), name), text_of(record, name), OF_THE_RECORD)


def _achievement(case: Case) -> str:
    """What it is called: the record keeps which one it is by a name for machines."""
    if case.record is not None:
        return str(getattr(case.record, "achievement", None) or "")
    return "" if case.scheme.matter.record else case.achievement


def share_rows(shares: Mapping[str, int], words: Mapping[str, str]) -> list[tuple[str, str]]:
    """Who bears how much: the city's word for the payer, and the amount. `shares` in fen by payer."""
    return [(words.get(payer, payer), format_yuan(fen)) for payer, fen in shares.items()]


def payers_of(city: str) -> dict[str, str]:
    """The words of a city, by its key, for those who share the cost of its awards: payer to words."""
    return dict(City.objects.values_list("payers", flat=True).get(key=city))


def reason_sentences(scheme: Scheme, reasons: Iterable[str], applicant: Applicant, on: date | None) -> list[str]:
    """The sentence of each reason code for a matter of the applicant on that day."""
    said = dict(scheme.reasons) | told_of_entry(scheme, applicant, on)
    return [said.get(code, code) for code in reasons]


def told_of_entry(scheme: Scheme, applicant: Applicant, on: date | None, today: date | None = None) -> dict[str, str]:
    """What is said of whoever was not resident on that day, by its reason code, where moving in mends nothing more;
    empty where it would."""
    words = _past(applicant, on, today or business_today()) if on is not None and NOT_RESIDENT in scheme.reasons else ""
    return {NOT_RESIDENT: not_resident(scheme.policy, scheme.outside, scheme.kinds, words)} if words else {}


def _past(applicant: Applicant, on: date, today: date) -> str:
    terms = [row[1:] for row in terms_of([applicant.pk]).get(applicant.pk, ()) if row[0] == applicant.city_id]
    later = min((first for first, _ in terms if first > on), default=None)
    ended = max((last for _, last in terms if last and last < on), default=None)
    if later:
        return f"事项日期{day_words(on)}时还没有入驻（租约自{day_words(later)}起），这一事项不能申报"
    if ended:
        return f"事项日期{day_words(on)}时已不在园区（租约到{day_words(ended)}止），这一事项不能申报"
    if on >= today:
        return ""
    return f"事项日期{day_words(on)}时没有入驻记录，以后入驻的不能补报；当时已经入驻的，请园区补登租约"
