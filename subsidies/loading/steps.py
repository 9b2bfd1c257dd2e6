"""What may be done with a claim of the demo once it is filled in, step by step, each by somebody."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.core.exceptions import ObjectDoesNotExist

from accounts.actor import Actor
from accounts.cities.acting import acting, work_off
from accounts.cities.shaping import Shape, as_typed, one_of, rows, some_words, text
from enterprises.loading.deeds import WHO
from subsidies.awards import revoking
from subsidies.awards.models import RevocationProposal
from subsidies.awards.papers import noticing, revocation_noticing
from subsidies.awards.selectors import award_of
from subsidies.cases.deciding import ruling_on
from subsidies.claims import claiming, messaging, reviewing, sharing
from subsidies.claims.corrections.marking import Marked
from subsidies.claims.models import Claim
from subsidies.claims.papers.listing import paper_rows
from subsidies.claims.papers.looking import Remarked, look_at, looked_papers
from subsidies.claims.parked import RECKON
from subsidies.claims.reviewing import REFUSAL

# A paper takes a second: the worker lays all out soon.
RECKONED = (RECKON, noticing.NUMBER, revocation_noticing.NUMBER, REFUSAL)
Row = dict[str, Any]
Step = Callable[[Claim, Row, Actor], object]


def _approve(claim: Claim, row: Row, by: Actor) -> None:
    reviewing.approve(claim=claim, by=by, reason=row.get("why", ""), despite=row.get("despite", ""))
    work_off(RECKONED)


def _propose(claim: Claim, row: Row, by: Actor) -> None:
    award = award_of(claim)
    if award is None:
        raise ObjectDoesNotExist(f"{claim}没有核定结果")
    revoking.propose(award=award, reason=row["why"], months=row.get("months", ()), by=by)


def _confirm(claim: Claim, row: Row, by: Actor) -> None:
    revoking.confirm(proposal=RevocationProposal.objects.open().get(award__claim=claim), by=by)
    work_off(RECKONED)


def _keep(claim: Claim, row: Row, by: Actor) -> None:
    proposal = RevocationProposal.objects.open().get(award__claim=claim)
    revoking.refuse(proposal=proposal, reason=row["why"], by=by)


def _say(claim: Claim, row: Row, by: Actor) -> None:
    """Why this claim and the first other one that shares its matter are both due."""
    other = next(one.number for one in sharing.shared_with(claim, ruling_on(claim.case())) if not one.settled)
    sharing.say_both_due(claim=claim, other=other, reason=row["why"], by=by)


def _look(claim: Claim, row: Row, by: Actor) -> None:
    """All papers are looked at; on the first one there is the remark, if any."""
    papers = looked_papers(claim, paper_rows(claim, claim.scheme, inside=True))
    seen = [Remarked(paper.row.number, file.file.sha256) for paper in papers for file in paper.files]
    look_at(claim=claim, seen=[replace(one, remark=row.get("why", "")) for one in seen[:1]] + seen[1:], by=by)


STEPS: dict[str, Step] = {
    "submit": lambda claim, row, by: claiming.submit(claim=claim, by=by),
    "withdraw": lambda claim, row, by: claiming.withdraw(claim=claim, by=by),
    "accept": lambda claim, row, by: reviewing.accept(claim=claim, by=by, despite=row.get("despite", "")),
    "return": lambda claim, row, by: reviewing.return_for_correction(
        claim=claim, reason=row["why"], by=by, marks=[Marked(mark["at"], mark["says"]) for mark in row.get("marks", ())]
    ),
    "refuse": lambda claim, row, by: reviewing.refuse(claim=claim, reason=row["why"], by=by),
    "decide": lambda claim, row, by: reviewing.decide_figure(
        claim=claim, name=row["figure"], value=row["value"], reason=row["why"], by=by
    ),
    "override": lambda claim, row, by: reviewing.override_record(claim=claim, reason=row["why"], by=by),
    "say_both_due": _say,
    "look": _look,
    "message": lambda claim, row, by: messaging.send(claim=claim, text=row["why"], by=by),
    "note": lambda claim, row, by: messaging.note(claim=claim, text=row["why"], by=by),
    "approve": _approve,
    "propose_revocation": _propose,
    "confirm_revocation": _confirm,
    "refuse_revocation": _keep,
}


def take(claim: Claim, steps: list[Row]) -> None:
    """Take the steps one after another, each as the person who is named."""
    for row in steps:
        STEPS[row["does"]](claim, row, acting(row["by"]))
        claim.refresh_from_db()


TAKEN = rows(
    Shape(
        {"does": one_of(STEPS), "by": WHO},
        {
            "why": text,
            "despite": text,
            "figure": text,
            "value": as_typed,
            "months": some_words,
            "marks": rows(Shape({"at": text, "says": text})),
        },
    )
)
