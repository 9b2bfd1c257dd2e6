"""What can I claim: every scheme against an applicant's records. Reads only, never guesses.

Each fact is certified (our records), declared (by the applicant) or unknown. What is unknown is tried both ways: if no
answer could make the scheme pay, it is not for this applicant; if one could, that is what is asked for.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from itertools import islice, product
from typing import Any

from accounts.models import City
from core.values.periods import business_today
from enterprises.models import Applicant
from parks.tenancies.residency import is_resident
from subsidies.advice.candidates import RECORDS, Candidate, candidates_for, is_recorded
from subsidies.advice.distances import Gap, gaps_to
from subsidies.advice.groups import MAYBE, NEAR, NOT, NOW
from subsidies.advice.trial import Case, _matters
from subsidies.cases import facts
from subsidies.cases.already_granted import matters_of
from subsidies.cases.explaining import bounds_words, explain, sentences
from subsidies.cases.presenting import fact_value
from subsidies.catalogue.in_force import with_released_figures
from subsidies.catalogue.questions import asked
from subsidies.claims.models import Claim
from subsidies.grants.selectors import taken
from subsidies.rules import Decision, Fact, Library, Scheme

UNKNOWN = "unknown"
MOST_TRIES = 600
RANK = {"payable": 4, "needs_decision": 4, "needs_parameter": 3, "case_by_case": 3, "not_payable": 1, "invalid": 0}
HOPELESS = {"wrong_applicant_kind", "outside_effective_period", "beyond_term", "duplicate_matter", "sequence_exceeded"}
SAMPLES: Mapping[str, tuple[Any, ...]] = {
    "bool": (True, False),
    "money": ("1000000", "1000000000", "1"),
    "decimal": ("10", "100000"),
    "rate": ("0.1", "1"),
    "int": (1, 12, 60),
}


@dataclass(frozen=True)
class FactView:
    """A fact with what is known of it: certified, declared or unknown."""

    name: str
    label: str
    state: str
    value: str = ""
    source: str = ""


@dataclass(frozen=True)
class Finding:
    """One scheme for one matter: how it stands, what it would come to, what it rests on, what is missing."""

    scheme: str
    title: str
    basis: str
    article: str
    city: str
    kind: str
    status: str
    headline: str
    about: str = ""
    amount_fen: int | None = None
    on: str = ""
    reference: str = ""
    typed: dict[str, str] = field(default_factory=dict)
    facts: list[dict[str, str]] = field(default_factory=list)
    asks: list[str] = field(default_factory=list)
    gaps: list[dict[str, str]] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)
    note: str = ""
    steps: list[dict[str, Any]] = field(default_factory=list)
    outcome: str = ""
    draft: str = ""

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def findings(applicant: Applicant, city: City, today: date | None = None) -> list[Finding]:
    """Every scheme of a city for an applicant; in another city than its own it counts as resident as it is at home."""
    today = today or business_today()
    lib = with_released_figures()
    found = []
    for scheme in lib.schemes.values():
        if scheme.policy.city == city.key:
            found += _of_scheme(lib, scheme, applicant, city, today)
    return found


def _of_scheme(lib: Library, scheme: Scheme, applicant: Applicant, city: City, today: date) -> list[Finding]:
    on_record = candidates_for(applicant, scheme, today)
    rows = [_finding(_case(lib, scheme, applicant, city, row), today) for row in on_record]
    open_rows = [row for row in rows if row.status != NOT]
    if open_rows or rows:
        return open_rows or rows[-1:]
    blank = Candidate(min(today, scheme.policy.last), source="")
    return [_finding(_case(lib, scheme, applicant, city, blank), today)]


def _case(lib: Library, scheme: Scheme, applicant: Applicant, city: City, candidate: Candidate) -> Case:
    claim = Claim(
        city=city, applicant=applicant, scheme_code=scheme.code, state="draft",
        answers={"on": candidate.on.isoformat(), "reference": candidate.reference, "facts": dict(candidate.facts),
                 "disputed": list(candidate.disputed)},
    )  # fmt: skip
    collected = facts.collect(claim)
    known = {name: _credited(row, candidate) for name, row in collected.known.items()}
    header = collected.claim | {"resident": is_resident(applicant, applicant.city, candidate.on)}
    values = {name: row.value for name, row in known.items()}
    at_home = city.pk == applicant.city_id
    paid = at_home and bool(taken(matters_of(claim, scheme, values)))
    unknown = [fact for fact in asked(scheme) if fact.name not in known]
    silent = {fact.name: said for fact in unknown if (said := facts.unanswered(claim, fact))}
    return Case(scheme, candidate, header, known, unknown, silent, paid, lib)


def _credited(row: facts.Known, candidate: Candidate) -> facts.Known:
    """A fact that follows from the candidate's record is as good as that record."""
    if row.source == facts.DECLARED and row.name in candidate.facts:
        return facts.Known(row.name, row.value, candidate.state, candidate.source)
    return row


def _tries(case: Case) -> Iterator[dict[str, Any]]:
    """Ways in which the unknown could turn out."""
    names = [fact.name for fact in case.unknown]
    month = case.candidate.on.isoformat()[:7]
    options = [_options(fact, month) for fact in case.unknown]
    for answers in islice(product(*options), MOST_TRIES):
        yield dict(zip(names, answers, strict=True))


def _options(fact: Fact, month: str) -> tuple[Any, ...]:
    if fact.type == "enum":
        return tuple(fact.values)
    if fact.type == "month":
        return (month,)
    return SAMPLES.get(fact.type, (f"{month}-01",))


def _best(case: Case) -> tuple[dict[str, Any], list[Decision]]:
    """The most favourable way, and the decisions of all the ways that pay."""
    best: tuple[tuple[int, int, int], dict[str, Any]] | None = None
    paying = []
    for answers in _tries(case):
        decision = case.decide(answers)
        rank = (RANK.get(decision.outcome, 0), -len(decision.reasons), decision.amount or decision.ceiling or 0)
        if rank[0] >= 3:
            paying.append(decision)
        if best is None or rank > best[0]:
            best = rank, answers
    return (best[1] if best else {}), paying


def _finding(case: Case, today: date) -> Finding:
    answers, paying = _best(case)
    decision = case.decide(answers, explain=True)
    values = {name: row.value for name, row in case.known.items()} | answers
    asks = [fact for fact in case.unknown if _matters(fact, values)]
    if case.candidate.ready_on is not None and decision.outcome != "not_payable":
        return _later(case, decision, asks)
    if decision.outcome in ("not_payable", "invalid"):
        return _blocked(case, decision, asks, answers, today)
    status = _standing(case, asks)
    headline, amount = _worth(case, decision, paying, asks)
    steps = [row._asdict() for row in decision.steps] if status == NOW else []
    return _row(case, status, headline, decision, asks, amount_fen=amount, steps=steps, note=_note(case, decision))


def _standing(case: Case, asks: list[Fact]) -> str:
    """All known of a recorded matter: now. One yes or no short of that: near. Else it is not known yet."""
    if _nothing_recorded(case):
        return MAYBE
    if not asks:
        return NOW
    return NEAR if len(asks) == 1 and not _open_number(asks) else MAYBE


def _nothing_recorded(case: Case) -> bool:
    """A matter of which the records know nothing cannot be claimed before it is named."""
    return not case.candidate.about


def _worth(case: Case, decision: Decision, paying: list[Decision], asks: list[Fact]) -> tuple[str, int | None]:
    """The amount where it does not hang on what is unknown, else the most, else how it is reckoned."""
    if decision.outcome != "payable":
        shown = explain(case.scheme, decision).headline
        return (shown if not _open_number(asks) else case.scheme.guide.how_much), None
    if _open_number(asks):
        return case.scheme.guide.how_much, None
    amounts = {row.amount or 0 for row in paying if row.outcome == "payable"}
    most = max(amounts, default=0)
    if len(amounts) == 1:
        return explain(case.scheme, decision).headline, most
    return bounds_words(None, most), None


def _open_number(asks: Iterable[Fact]) -> bool:
    return any(fact.type not in ("bool", "enum") for fact in asks)


def _note(case: Case, decision: Decision) -> str:
    if _nothing_recorded(case) and is_recorded(case.scheme):
        return f"企业资料中没有{RECORDS[case.scheme.matter.kind]}的记录；已取得的，登记后即可核对。"
    return explain(case.scheme, decision).note if decision.outcome in ("needs_parameter", "case_by_case") else ""


def _later(case: Case, decision: Decision, asks: list[Fact]) -> Finding:
    """Only time is missing."""
    day = case.candidate.ready_on
    gap = Gap("完整的租赁月份", "还没有满一个月且未申领过的租赁月份", day.isoformat() if day else "")
    return _row(case, NEAR, case.scheme.guide.how_much, decision, asks, gaps=[asdict(gap)])


def _blocked(case: Case, decision: Decision, asks: list[Fact], answers: dict[str, Any], today: date) -> Finding:
    """Nothing that is unknown could help: one step away if a single thing stands in the way, else not for this unit."""
    if decision.outcome == "invalid":
        return _row(case, MAYBE, case.scheme.guide.how_much, decision, asks, note=_note(case, decision))
    one = len(decision.reasons) == 1 and not HOPELESS & set(decision.reasons)
    gaps = [asdict(gap) for gap in gaps_to(case, decision, answers, today)] if one else []
    reasons = sentences(case.scheme, decision.reasons)
    headline = case.scheme.guide.how_much if one else "不符合条件"
    return _row(case, NEAR if one else NOT, headline, decision, asks if one else [], gaps=gaps, reasons=reasons)


def _row(case: Case, status: str, headline: str, decision: Decision, asks: list[Fact], **more: Any) -> Finding:
    scheme, candidate = case.scheme, case.candidate
    return Finding(
        scheme=scheme.code, title=scheme.title, basis=scheme.basis, article=scheme.article_label,
        city=scheme.policy.city, kind=scheme.matter.kind, status=status, headline=headline, about=candidate.about,
        on=candidate.on.isoformat() if candidate.about else "", reference=candidate.reference,
        typed=dict(candidate.facts) if candidate.about else {}, facts=[asdict(row) for row in views(case)],
        asks=[fact.label for fact in asks], outcome=decision.outcome, draft=candidate.draft,
        **more,
    )  # fmt: skip


def views(case: Case) -> list[FactView]:
    """Every fact that the applicant would be asked for, with what is known of it."""
    rows = []
    for fact in asked(case.scheme):
        known = case.known.get(fact.name)
        if known is None:
            rows.append(FactView(fact.name, fact.label, UNKNOWN, source=case.silent.get(fact.name, "")))
        else:
            state = "certified" if known.source == facts.CERTIFIED else "declared"
            rows.append(FactView(fact.name, fact.label, state, fact_value(fact, known.value), known.note))
    return rows
