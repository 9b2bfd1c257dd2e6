"""What the offices do with a claim: accept, return, decide an amount, approve, refuse."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.db import transaction

from accounts.actor import Actor
from core import audit, outbox
from core.values.keys import key_of
from core.values.money import InvalidAmount, format_yuan, parse_yuan, to_yuan
from core.values.verdict import Refused, require
from subsidies.cases.case import Case
from subsidies.cases.deciding import RESOLUTION, Ruling, about, bounds_of, ruling_on
from subsidies.cases.facts import collect
from subsidies.cases.picking import digest_of
from subsidies.cases.tidying import tidy, tidy_money
from subsidies.claims.corrections.marking import SEE_THE_MARKS, Marked, checked, keep
from subsidies.claims.guards import reason_to_answer, seen_by_two
from subsidies.claims.models import Claim, RecordOverride
from subsidies.claims.moving import locked, move, require_printable_names
from subsidies.claims.near.finding import near_in_turn
from subsidies.claims.papers.listing import deniable, lacking, paper_rows
from subsidies.claims.parked import RECKON
from subsidies.claims.permissions import can, can_override
from subsidies.claims.sharing import may_be_approved, shared_with
from subsidies.rules import FactError, GivenBy, Outcome, parse_fact

audit.tell_details(
    lacking="缺少的材料",
    despite="缺材料仍然办理的理由",
    denied="不予认可的内容",
    judged="核对相近情况",
    near="相近的情况",
    answered="对撤销理由的答复",
    marked="标出的地方",
)
REFUSAL = "awards.refusal_notice"  # the room above numbers and prints the paper
SHORTEST_REASON = 4  # letters and digits: a word to the matter, not a mark to get past


@transaction.atomic
def accept(*, claim: Claim, by: Actor, despite: str = "") -> Claim:
    """The review begins. The papers are complete, or `despite` says why it begins without some of them."""
    claim = locked(claim)
    require(can(by, claim, "accept"))
    move(claim, "accept", by=by, detail=_without_papers(claim, despite))
    return claim


def _without_papers(claim: Claim, despite: str) -> dict[str, Any]:
    """What the trail keeps of wanted papers that are not there and of the reason to go on; Refused without one. It is
    the offices' own: neither the applicant's history nor a paper tells it."""
    missing = lacking(paper_rows(claim, claim.scheme))
    if not missing:
        return {}
    if _is_short(despite):
        raise Refused(f"还缺{'、'.join(missing)}。请退回补正，或写明为什么缺材料仍然办理。")
    audit.refuse_number(despite)
    return {"lacking": missing, "despite": despite.strip()}


@transaction.atomic
def return_for_correction(*, claim: Claim, reason: str, by: Actor, marks: Sequence[Marked] = ()) -> Claim:
    """Back to the applicant, with everything that is wanted said at once: in general, and at each place where something
    is wrong. Where places are marked, nothing more need be said."""
    claim = locked(claim)
    said = reason.strip() or (SEE_THE_MARKS if marks else "")
    require(can(by, claim, "return", said))
    kept = checked(claim, marks)
    move(claim, "return", by=by, reason=said, detail={"marked": len(kept)} if kept else None)
    keep(claim, kept, by)
    return claim


@transaction.atomic
def refuse(*, claim: Claim, reason: str, by: Actor, denied: Collection[str] = ()) -> Claim:
    """The claim is not supported, for the reason given. `denied`: the names of those of its lines (`deniable`) that the
    office does not accept; its paper marks them."""
    claim = locked(claim)
    require(can(by, claim, "refuse", reason.strip()))
    marked = [name for name in deniable(claim) if name in denied]
    if len(marked) < len(set(denied)):
        raise Refused("申报中没有所勾选的这一项，请重新勾选。")
    require_printable_names(claim, ruling_on(claim.case()))
    move(claim, "refuse", by=by, reason=reason.strip(), detail={"denied": marked} if marked else None)
    outbox.enqueue(REFUSAL, key=f"refusal:{claim.pk}:{claim.version}", claim_id=claim.pk)
    return claim


@transaction.atomic
def decide_figure(*, claim: Claim, name: str, value: str, reason: str, by: Actor) -> Claim:
    """Set a figure that the text leaves to the office (a fact given by officer), or the sum agreed on where it is
    一事一议 (`name` is RESOLUTION). Outside the text's bounds it is refused, never clipped."""
    claim = locked(claim)
    require(can(by, claim, "decide", reason=None))
    case = claim.case()
    text, ruling = _agreed(case, value) if name == RESOLUTION else _within_bounds(case, name, value)
    made = {"value": text, "reason": reason.strip(), "by": by.name, "by_id": by.user_id}
    claim.decided = claim.decided | {name: made | {"about": about(ruling.collected)}}
    move(claim, "decide", by=by, reason=reason.strip(), detail={"name": name, "value": text})
    return claim


def _agreed(case: Case, value: str) -> tuple[str, Ruling]:
    """The sum agreed on, as it is kept; refused where the rules do not leave the case to an agreement."""
    ruling = ruling_on(case)
    if ruling.decision.outcome != Outcome.CASE_BY_CASE:
        raise Refused("只有“一事一议”事项可以录入议定金额。")
    try:
        fen = parse_yuan(tidy_money(value))
    except InvalidAmount as error:
        raise Refused(str(error)) from error
    if fen <= 0:
        raise Refused("议定金额应大于0；不予支持的，请写明理由后驳回。")
    return f"{to_yuan(fen):f}", ruling


def _within_bounds(case: Case, name: str, value: str) -> tuple[str, Ruling]:
    """The figure as it is kept; refused, with the bounds, where the rules refuse the case with it."""
    fact = case.scheme.facts.get(name)
    if fact is None or fact.given_by != GivenBy.OFFICER:
        raise Refused("这一项不由审核人核定。")
    parsed = parse_fact(fact, tidy(fact, value))
    if parsed is None:
        raise Refused(f"请填写“{fact.label}”。")
    if isinstance(parsed, FactError):
        raise Refused(parsed.sentence)
    ruling = ruling_on(replace(case, decided={**case.decided, name: {"value": str(parsed)}}))
    if "decision_out_of_bounds" in ruling.decision.reasons:
        raise Refused(f"核定数超出条款限额{_bounds(*bounds_of(ruling, name))}，不能保存。")
    return str(parsed), ruling


def _bounds(floor: int | None, ceiling: int | None) -> str:
    """The bounds in words."""
    return "" if ceiling is None else f"（{format_yuan(floor or 0)} 至 {format_yuan(ceiling)}）"


@transaction.atomic
def override_record(*, claim: Claim, reason: str, by: Actor, seen: str | None = None) -> Claim:
    """Let the claim go on though what it rests on is not certified yet, for a reason; another person approves it.

    `seen`: the digest of these records when they were shown to them; of others, or changed ones, nobody has said
    anything. None where nothing was shown.
    """
    claim = locked(claim)
    case = claim.case()
    uncertified = collect(case).uncertified
    require(can_override(by, claim, uncertified))
    digest = digest_of(uncertified)
    if seen not in (None, digest):
        raise Refused("您打开本页之后，申报所依据的记录有了改动，没有放行；请按现在的内容重新核对。")
    move(claim, "override", by=by, reason=reason.strip(), detail={"record": "、".join(map(str, uncertified))})
    RecordOverride.objects.create(
        claim=claim, record=case.matter.record, digest=digest, reason=reason.strip(), by_id=by.user_id
    )
    return claim


@transaction.atomic
def approve(*, claim: Claim, by: Actor, reason: str = "", answer: str = "", despite: str = "") -> Claim:
    """The review agrees; a worker reckons the award (handler awards.reckon).

    Where something is near to the claim, `reason` says why it is another matter all the same; where its award was taken
    back whole, `answer` says why the cause of that holds no more; where wanted papers are not there, `despite` why it
    is approved without them. They stand in the trail for the offices, not in the
    history that the applicant reads.
    """
    claim, said = locked(claim), {"judged": reason.strip(), "answered": answer.strip()}
    require(can(by, claim, "approve", ruling=(ruling := ruling_on(claim.case()))))
    require(may_be_approved(shared_with(claim, ruling)))
    require_printable_names(claim, ruling)
    near = near_in_turn(claim)
    require(seen_by_two(near, ruling, by))
    if near.wants_reason and _is_short(said["judged"]):
        raise Refused("有情况与这份申报相近（见本页上方）。请核对，写明为什么不是重复以后再审核通过。")
    if (cause := reason_to_answer(audit.history(claim))) and _is_short(said["answered"]):
        raise Refused(f"这份申报的核定曾被撤销，理由是“{cause}”。请写明这个理由为什么已不成立，再审核通过。")
    for text in said.values():
        audit.refuse_number(text)
    detail = _without_papers(claim, despite) | {name: text for name, text in said.items() if text}
    return _to_be_reckoned(claim, "approve", by, ruling, detail | ({"near": near.named} if said["judged"] else {}))


def _is_short(text: str) -> bool:
    return len(key_of(text)) < SHORTEST_REASON


@transaction.atomic
def reckon_again(*, claim: Claim, by: Actor) -> Claim:
    """A claim that waited for a parameter is reckoned again. What is near may have been paid since it was approved."""
    claim = locked(claim)
    ruling = ruling_on(claim.case())
    require(may_be_approved(shared_with(claim, ruling)))
    require(seen_by_two(near_in_turn(claim), ruling, by))
    return _to_be_reckoned(claim, "reckon_again", by, ruling)


@transaction.atomic
def recall(*, claim: Claim, reason: str, by: Actor) -> Claim:
    """An approved claim whose reckoning is parked comes back to review, for a reason; what was parked does nothing any
    more, should somebody open it again."""
    claim = locked(claim)
    move(claim, "recall", by=by, reason=reason.strip())
    return claim


def _to_be_reckoned(
    claim: Claim, step: str, by: Actor, ruling: Ruling, detail: Mapping[str, Any] | None = None
) -> Claim:
    """Take the step if what the rules said lets it, and hand the claim to a worker."""
    move(claim, step, by=by, ruling=ruling, detail=detail)
    outbox.enqueue(RECKON, claim_id=claim.pk, version=claim.version)
    return claim
