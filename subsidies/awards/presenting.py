"""A frozen award in the words of the office: facts, steps, shares, entitlements."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from core.values.money import format_yuan
from core.values.months import months_words
from subsidies.awards.models import Award, Revocation, RevocationProposal
from subsidies.awards.parts import months_of
from subsidies.awards.selectors import left_fen, revoked_whole
from subsidies.cases.case import Case
from subsidies.cases.deciding import DUPLICATE
from subsidies.cases.explaining import Explanation, sentences, steps_saying
from subsidies.cases.presenting import (
    KnownRow,
    asked_of,
    entitlement_sentence,
    known_rows,
    matter_rows,
    share_rows,
    told_of_entry,
)
from subsidies.cases.sources import FactSource
from subsidies.cases.tidying import SPAN
from subsidies.catalogue.in_force import Figure
from subsidies.catalogue.sourcing import sources_of
from subsidies.claims.models import Claim
from subsidies.policies import library
from subsidies.rules import Outcome, Scheme, Step
from subsidies.rules.words.folding import folded
from subsidies.rules.words.working import worked

_CALLED = {"months": "申报的月份"}  # no claim is under way of which they could be those


def matter_case(claim: Claim, award: Award | None = None) -> Case:
    """What a claim is about, for those who put it into words; of an award with the day and the months that it was for,
    whatever the claim was changed to after its revocation."""
    case = claim.case_named()
    if award is None:
        return case
    on, months = award.claim_input.get("on"), tuple(months_of(award))
    matter = replace(case.matter, months=months or case.matter.months)
    return replace(case, on=date.fromisoformat(on) if on else case.on, matter=matter)


def matter_of_award(award: Award) -> list[KnownRow]:
    """What an award is about, part by part."""
    return matter_rows(matter_case(award.claim, award), award.claim_input.get("facts", {}))


def matter_words(award: Award) -> list[str]:
    """What names the matter, with its months or its year; nothing where that is the applicant itself."""
    named = {"months", "year"} | ({"reference"} if award.claim.scheme.matter.reference_label else set())
    record = matter_case(award.claim, award).record
    said = {} if record is None else {"reference": record.in_prose}
    rows = [row for row in matter_of_award(award) if row.name in named]
    return [f"{_CALLED.get(row.name, row.label)}为{said.get(row.name) or row.value}" for row in rows]


def told_rows(award: Award) -> list[KnownRow]:
    """What an award is about, and each fact that it rests on with its source."""
    scheme, declared = library().schemes[award.claim.scheme_code], award.claim.applicant.words.declared
    return [*matter_of_award(award), *known_rows(scheme, _with_grounds(award), declared)]


def _with_grounds(award: Award) -> list[Mapping[str, Any]]:
    """Its sources; of a figure that an office decided with the ground given, which older awards did not keep: the claim
    has it as long as the figure is still that one."""
    return [row | {"note": row["note"] or _ground(award.claim, row)} for row in award.sources]


def _ground(claim: Claim, row: Mapping[str, Any]) -> str:
    made = claim.decided.get(row["name"]) or {}
    same = row["source"] == FactSource.OFFICER and str(made.get("value")) == str(row["value"])
    return str(made.get("reason") or "") if same else ""


def fact_rows(award: Award) -> list[tuple[str, str, str]]:
    """The same as label, value and source, each once."""
    rows = once_each(library().schemes[award.claim.scheme_code], told_rows(award))
    return [(row.label, row.value, row.source) for row in rows]


def once_each(scheme: Scheme, rows: Iterable[KnownRow]) -> list[KnownRow]:
    """The rows without what only says the claimed period again: its first and last month, and the day that ends it."""
    known = list(rows)
    said = {row.name for row in known if row.value}
    again = set(SPAN) if "months" in said else set()
    if scheme.matter.day_ends in said:
        again.add("on")
    return [row for row in known if row.name not in again]


def entitlement_sentences(award: Award) -> list[str]:
    """What an award entitles to besides money."""
    scheme = library().schemes[award.claim.scheme_code]
    return [f"{entitlement_sentence(scheme, key, fen)}。" for key, fen in award.entitlements.items()]


def explain_award(award: Award, scheme: Scheme) -> Explanation:
    """Put a frozen award into words."""
    refused, told = award.outcome == Outcome.NOT_PAYABLE, told_of_entry(scheme, award.claim.applicant, award.claim.on)
    steps = [Step(**row) for row in award.steps]
    if award.outcome == Outcome.CASE_BY_CASE or DUPLICATE in award.reasons:
        steps = [step._replace(binding=False) for step in steps]  # agreed on or paid before: no limit has decided
    return Explanation(
        Outcome(award.outcome),
        "不予兑付" if refused else format_yuan(award.amount_fen),
        amount=None if refused else award.amount_fen,
        steps=folded(
            worked(steps_saying(scheme, steps, told), asked_of(scheme, award.claim_input), _sources(award, scheme))
        ),
        reasons=sentences(dict(scheme.reasons) | told, award.reasons),
        shares=share_rows(award.shares, award.claim.city.payers),
        entitlements=[entitlement_sentence(scheme, key, fen) for key, fen in award.entitlements.items()],
    )


def _sources(award: Award, scheme: Scheme) -> dict[str, str]:
    """Which later documents set its figures, as it froze them."""
    return sources_of(scheme, award.claim_input, map(Figure.from_json, award.figures))


def outcome_words(award: Award) -> str:
    """What became of an award: its outcome, or that it was taken back."""
    if revoked_whole(award):
        return "已撤销"
    parts = "（部分撤销）" if award.revocations.all() else ""
    return f"{award.get_outcome_display()}{parts}"


def revoked_parts(award: Award) -> str:
    """Which months of an award were taken back, in words; empty where none was. Reads what was fetched along."""
    return months_words(month for row in award.revocations.all() for month in row.months)


def awarded_words(award: Award) -> str:
    """The awarded sum, and where months of it were taken back which, and what of it stands."""
    if award.pays_nothing:
        return "不予兑付"
    left, awarded = left_fen(award), f"核定 {format_yuan(award.amount_fen)}"
    return awarded if left is None else f"{awarded}，撤销{revoked_parts(award)}后有效 {format_yuan(left)}"


def wholly_revoked(amount_fen: int) -> str:
    """What is said of an award, of that amount, of which nothing stands."""
    return f"核定 {format_yuan(amount_fen)}，已全部撤销"


def part_words(row: Revocation | RevocationProposal) -> str:
    """What of an award is taken back, in words: 全部, or its months."""
    return "全部" if row.whole else months_words(row.months)
