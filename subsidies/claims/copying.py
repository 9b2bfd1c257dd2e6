"""A claim that was given up begins anew: a draft with what it said and its files, as far as today's rules know them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from accounts.actor import Actor
from core import audit
from core.values.verdict import Verdict, no, require
from subsidies.cases.picking import picked
from subsidies.claims import claiming
from subsidies.claims.models import Claim, ClaimQuerySet
from subsidies.claims.moving import locked
from subsidies.claims.papers.listing import evidence_of, wanted_papers
from subsidies.claims.permissions import can_start
from subsidies.claims.states import GIVEN_UP_STATES

COPY = audit.action("copy_claim", "复制为新草稿", "由原申报复制而来")
audit.tell_details(copied_of="原申报")
RECORD_GONE = "原来所选的记录已经不在，请重新选择。"


@dataclass(frozen=True)
class Copied:
    """The draft, whether it was there already, how many files it has, and what was left behind (sentences)."""

    draft: Claim
    again: bool
    files: int
    left: tuple[str, ...]

    @property
    def words(self) -> str:
        """What the applicant reads above the form."""
        if self.again:
            return "这份申报已经复制过，这就是那份草稿。"
        files = f"和{self.files}个文件" if self.files else ""
        return "".join([f"已复制原来填写的内容{files}，请核对后提交。", *self.left])


def can_copy(actor: Actor, claim: Claim, made: Claim | None) -> Verdict:
    """Those who file for the applicant begin anew what was withdrawn or not supported, unless its copy (`made`, of
    `copy_of`) was handed in."""
    if claim.state not in GIVEN_UP_STATES:
        return no("只有已撤回的和不予支持的申报可以复制为新草稿。")
    if made is not None and made.number:
        return no(f"这份申报已经复制为{made.number}，请看那一份。")
    return can_start(actor, claim.applicant, claim.scheme)


@transaction.atomic
def copy(*, claim: Claim, by: Actor) -> Copied:
    """A new draft with the claim's answers, record and files. Copied once more, the draft of the first time is taken up
    as long as it is one. Raises Refused with a sentence."""
    claim = locked(claim)
    found = copy_of(claim)
    require(can_copy(by, claim, found))
    if found is not None:
        return Copied(found, True, found.evidence.count(), ())
    kept, left = carried(claim)
    draft = claiming.start(scheme=claim.scheme, applicant=claim.applicant, by=by, answers=kept, anew=True)
    draft.copied_from = claim
    draft.save(update_fields=["copied_from"])
    detail = {"copied_of": str(claim)}
    audit.record(by=by.acting_for(claim.applicant_id), action=COPY, subject=draft, chain=claim.city.key, detail=detail)
    return Copied(draft, False, _files(claim, draft, by), left)


def copy_of(claim: Claim) -> Claim | None:
    """What was made of the claim last and has not been given up: a draft, or what was handed in since."""
    if claim.state not in GIVEN_UP_STATES:
        return None
    rows: ClaimQuerySet = Claim.objects.filter(copied_from=claim)
    return rows.exclude(state__in=GIVEN_UP_STATES).select_related("applicant", "city").order_by("-pk").first()


def carried(claim: Claim) -> tuple[dict[str, Any], tuple[str, ...]]:
    """What of the answers the form of today still asks, and what is said of the rest."""
    answers: Mapping[str, Any] = claim.answers
    facts = claim.scheme.facts
    kept = {
        **answers,
        "facts": {name: text for name, text in (answers.get("facts") or {}).items() if name in facts},
        "disputed": [name for name in answers.get("disputed") or () if name in facts],
    }
    if answers.get("record") and picked(claim.applicant, claim.scheme, answers["record"]) is None:
        return {**kept, "record": ""}, (RECORD_GONE,)
    return kept, ()


def _files(claim: Claim, draft: Claim, by: Actor) -> int:
    """Each file once, under its own paper where the scheme still wants it, else among the others."""
    wanted = wanted_papers(claim.scheme)
    for row in evidence_of(claim):
        number = wanted.index(row.label) if row.label in wanted else len(wanted) - 1
        claiming.attach_also(claim=draft, evidence=row, by=by, paper=(number, wanted[number]))
    return draft.evidence.count()
