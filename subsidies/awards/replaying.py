"""Reckoning stored awards again from what they froze: input, figures and the text of the rules as it was then.

Not a fen may differ. What differs is told by award and by item; nothing is changed. The wording of the steps belongs to
the version of the engine that wrote them: an award of another version keeps its steps, which its digest guards, and is
compared in all the rest.
"""

import logging
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any

from django.db import transaction

from accounts.actor import SYSTEM
from core import audit, outbox
from core.values.money import format_yuan
from subsidies.awards.awarding import content_hash, step_json
from subsidies.awards.models import Award
from subsidies.cases.deciding import DUPLICATE, steps_added
from subsidies.catalogue.in_force import with_changes
from subsidies.catalogue.models import PolicyDocument, RulesText
from subsidies.policies import library
from subsidies.rules import ENGINE_VERSION, Decision, Library, Outcome, Supersession, evaluate, load_library

logger = logging.getLogger(__name__)
HANDLER = "awards.replay"
REPLAY = audit.action("replay_awards", "复核核定结果")
audit.tell_details(checked="复核", differing="不一致", differences="差异")
BATCH = 500


@dataclass(frozen=True)
class Difference:
    """One item of one award that is not what it was."""

    number: str
    item: str
    stored: str
    now: str

    def __str__(self) -> str:
        return f"{self.number} {self.item}：存档 {self.stored}，复算 {self.now}"


@dataclass
class Report:
    """How many awards were reckoned again, and what differs."""

    checked: int = 0
    differences: list[Difference] = field(default_factory=list)

    @property
    def sentence(self) -> str:
        """The outcome in words."""
        if not self.differences:
            return f"复核 {self.checked} 份核定结果，全部一致，没有一分钱差异。"
        awards = len({row.number for row in self.differences})
        return f"复核 {self.checked} 份核定结果，{awards} 份不一致，须立即查明原因。"


def replay(awards: Iterable[Award]) -> Report:
    """Reckon each of the awards again."""
    report = Report()
    for award in awards:
        report.checked += 1
        report.differences += _differences(award)
    return report


def stored(awards: Any = None) -> Iterator[Award]:
    """All stored awards (or those of a queryset), a batch at a time, with what a replay needs."""
    rows = Award.objects.all() if awards is None else awards
    yield from rows.select_related("claim", "document").order_by("pk").iterator(chunk_size=BATCH)


def _differences(award: Award) -> list[Difference]:
    number = str(award.claim.number)
    try:
        rules = _rules(award.rules_sha256)
        decision = _decision(award, rules)
    except Exception as error:  # a rules text that is gone, or input that no longer reads: told, not raised
        logger.exception("award of claim %s cannot be reckoned again", number)
        return [Difference(number, "复算", "可以复算", f"不能复算（{error}）")]
    pairs = _pairs(award, decision)
    found = [Difference(number, item, str(then), str(now)) for item, then, now in pairs if then != now]
    if content_hash(award) != award.sha256:
        found.append(Difference(number, "内容摘要", award.sha256, content_hash(award)))
    return found


@lru_cache(maxsize=16)
def _rules(sha256: str) -> Library:
    """The library of one document as its text was; today's where the text is still the same."""
    for policy in library().policies.values():
        if policy.edition == sha256:
            return library()
    row = RulesText.objects.select_related("document").get(sha256=sha256)
    return load_library({f"{row.document.key}.yaml": row.text})


def _decision(award: Award, rules: Library) -> Decision:
    return _asked(award, rules, award.claim_input)


def reckoned_with(award: Award, **facts: Any) -> Decision:
    """What the rules and figures of the award would have said had some of its facts been others. Stores nothing."""
    line = award.claim_input | {"facts": award.claim_input["facts"] | facts}
    return _asked(award, _rules(award.rules_sha256), line)


def _asked(award: Award, rules: Library, line: Mapping[str, Any]) -> Decision:
    scheme = rules.schemes[award.claim_input["scheme"]]
    changes = tuple(_supersession(row) for row in award.figures if row["name"] not in scheme.facts)
    lib = with_changes(rules, changes) if changes else rules
    return evaluate(lib, line, duplicate=DUPLICATE in award.reasons)


def _supersession(figure: Mapping[str, Any]) -> Supersession:
    day = date.fromisoformat(figure["holds_from"])
    return Supersession(figure["scheme"], figure["name"], figure["key"], figure["value"], day)


def _pairs(award: Award, decision: Decision) -> list[tuple[str, Any, Any]]:
    """Item, as stored, as reckoned now. What people agreed on and steps that the portal added stand as stored."""
    agreed = decision.outcome == Outcome.CASE_BY_CASE
    pairs = [
        ("结果", award.outcome, decision.outcome),
        ("金额", format_yuan(award.amount_fen), format_yuan(award.amount_fen if agreed else decision.amount or 0)),
        ("分担", award.shares, dict(decision.shares)),
        ("可享额度", award.entitlements, dict(decision.entitlements)),
        ("原因", sorted(award.reasons), sorted(decision.reasons)),
        ("依据", award.basis, decision.basis),
    ]
    return pairs if award.engine_version != ENGINE_VERSION else [*pairs, _steps(award, decision)]


def _steps(award: Award, decision: Decision) -> tuple[str, Any, Any]:
    """The reckoning line by line, as one version of the engine words it."""
    of_the_rules = award.steps[: len(award.steps) - steps_added(decision)]
    return ("核算步骤", of_the_rules, [step_json(row) for row in decision.steps])


@outbox.handles(HANDLER, words="复核全部核定结果", nightly=True)
def replay_all() -> None:
    """Worker, nightly: reckon every stored award again and leave the outcome in the trail of each city.

    All is reckoned before anything is noted: a noted city's trail is held until the last one is through.
    """
    documents = PolicyDocument.objects.select_related("city")
    reports = [(row, replay(stored(Award.objects.filter(document=row)))) for row in documents]
    for document, report in reports:
        _note(document, report)
        for row in report.differences:
            logger.error("replayed award differs: %s", row)


def _note(document: PolicyDocument, report: Report) -> None:
    detail = {
        "checked": report.checked, "differing": len({row.number for row in report.differences}),
        "differences": [str(row) for row in report.differences[:50]],
    }  # fmt: skip
    with transaction.atomic():
        audit.record(by=SYSTEM, action=REPLAY, subject=document, chain=document.city.key, detail=detail)
