"""A frozen award in the words of the office: facts, steps, shares, entitlements."""

from collections.abc import Mapping, Sequence
from typing import Any

from core.values.money import format_yuan
from core.values.months import months_words
from subsidies.awards.models import Award, Revocation, RevocationProposal
from subsidies.awards.selectors import revoked_whole
from subsidies.cases.explaining import Explanation, sentences
from subsidies.cases.presenting import entitlement_sentence, known_rows, share_rows
from subsidies.policies import library
from subsidies.rules import Outcome, Scheme, Step


def fact_rows(award: Award) -> list[tuple[str, str, str]]:
    """Label, value and source of each fact of an award."""
    rows = known_rows(library().schemes[award.claim.scheme_code], award.sources)
    return [(row.label, row.value, row.source) for row in rows]


def step_rows(steps: Sequence[Mapping[str, Any]]) -> list[tuple[str, str, str, bool]]:
    """Label, figure, rule and whether it decided, of each step of a stored reckoning."""
    return [(row["label"], row["figure"], row["rule"], row["binding"]) for row in steps]


def entitlement_sentences(award: Award) -> list[str]:
    """What an award entitles to besides money."""
    scheme = library().schemes[award.claim.scheme_code]
    return [f"{entitlement_sentence(scheme, key, fen)}。" for key, fen in award.entitlements.items()]


def explain_award(award: Award, scheme: Scheme) -> Explanation:
    """Put a frozen award into words."""
    steps = tuple(Step(row["label"], row["figure"], row["rule"], row["binding"]) for row in award.steps)
    refused = award.outcome == Outcome.NOT_PAYABLE
    return Explanation(
        Outcome(award.outcome),
        "不予兑付" if refused else format_yuan(award.amount_fen),
        amount=None if refused else award.amount_fen,
        steps=steps,
        reasons=sentences(scheme.reasons, award.reasons),
        shares=share_rows(award.shares, award.claim.city.payers),
        entitlements=[entitlement_sentence(scheme, key, fen) for key, fen in award.entitlements.items()],
    )


def outcome_words(award: Award) -> str:
    """What became of an award: its outcome, or that it was taken back."""
    if revoked_whole(award):
        return "已撤销"
    parts = "（部分撤销）" if award.revocations.all() else ""
    return f"{award.get_outcome_display()}{parts}"


def part_words(row: Revocation | RevocationProposal) -> str:
    """What of an award is taken back, in words: 全部, or its months."""
    return "全部" if row.whole else months_words(row.months)
