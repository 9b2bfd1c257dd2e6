"""What must hold before a step of a claim is taken: the rules' answer, which is handed in, its record, or what became
of the work in the background."""

from collections.abc import Callable, Iterable, Mapping

from accounts.actor import Actor
from core.models import AuditEntry
from core.values.verdict import YES, Verdict, no
from core.values.workflow import Apart, Holds, Transition
from enterprises.applicants.designating import found_by
from enterprises.applicants.selectors import is_reachable
from enterprises.models import DesignationKind, RegisterRecord, TeamCharter
from enterprises.registers.certifying import has_written
from parks.tenancies.residency import entered_alone
from subsidies.cases.deciding import RESOLUTION, Ruling, bounds_of
from subsidies.cases.picking import digest_of
from subsidies.claims.models import Claim
from subsidies.claims.near.finding import Near
from subsidies.claims.parked import is_parked
from subsidies.claims.resting import APPROVALS, has_approved, rests_on_tenancies
from subsidies.claims.states import CLAIM, Guard
from subsidies.rules import Outcome


def ready_to_approve(ruling: Ruling) -> Verdict:
    """An approval needs every decision that the text leaves to people, and facts that hold together."""
    decision = ruling.decision
    if ruling.collected.errors:
        return no("申报事实有缺漏或不合规，请退回补正：" + "；".join(ruling.collected.errors.values()))
    if decision.outcome == Outcome.NEEDS_DECISION:
        return no("条款规定金额由审核人在限额内确定，请先核定金额。")
    if decision.outcome == Outcome.CASE_BY_CASE and not ruling.agreed:
        return no("本事项实行“一事一议”，请先录入议定金额和依据。")
    if ruling.is_outdated:
        return no("核定以后，申报的内容或所依据的记录有变动，请按现在的内容重新核定。")
    if decision.outcome == Outcome.INVALID:
        return no("申报事实有缺漏或不合规，请退回补正：" + "；".join(text for _, text in decision.problems))
    return YES


def published(ruling: Ruling) -> Verdict:
    """To be reckoned again, the figure that the claim waits for must have been published."""
    if ruling.decision.outcome == Outcome.NEEDS_PARAMETER:
        return no("标准仍未公布；由政策录入人员录入、政策发布人员发布后即可重新核算。")
    return YES


HANDED_IN = "submit"
_TOLD_BY = {"sci_tech_enterprise": DesignationKind.SCI_TECH}  # readers of what an office found, by name
GUARDS: Mapping[str, Callable[[Ruling], Verdict]] = {
    Guard.READY_TO_APPROVE: ready_to_approve,
    Guard.PUBLISHED: published,
}


def record_counts(claim: Claim, ruling: Ruling, actor: Actor) -> Verdict:
    """No money rests on a record, or goes to a team, that nobody has compared with its paper, unless a second person
    answers for it; nor on a tenancy that one person alone has seen."""
    if rests_on_tenancies(claim.scheme) and entered_alone(claim.applicant, claim.city, actor):
        return no("申报人的园区租约由您登记，还没有另一位工作人员核验；请先由他人核验，或由另一位审核人员审核通过。")
    if claim.applicant.by_charter and ruling.collected.charter is None:
        return no("该团队没有可核对的成员和章程（没有填写，或已按申请删除），不能审核通过。")
    open_rows = ruling.collected.uncertified
    if not open_rows:
        return YES
    if any(has_entered(actor, row) for row in open_rows):
        return no("未核验的记录由您填写，请由另一位审核人员审核通过。")
    overrides = list(claim.overrides.filter(record=ruling.case.matter.record, digest=digest_of(open_rows)))
    if not overrides:
        named = "、".join(f"{row._meta.verbose_name}“{row}”" for row in open_rows)
        return no(f"{named}还没有核验。请先核验，或由另一位审核人员写明理由后放行。")
    if all(row.by_id == actor.user_id for row in overrides):
        return no("未核验的记录由您放行，请由另一位审核人员审核通过。")
    return YES


def found_by_two(claim: Claim, ruling: Ruling, actor: Actor) -> Verdict:
    """Nor on what one person alone found the applicant to be, though the text asks for it."""
    known, facts = ruling.collected.known, claim.scheme.facts
    asked = {_TOLD_BY[by] for name in known if (by := facts[name].certified_by) in _TOLD_BY}
    if claim.scheme.outside and not ruling.collected.resident:
        asked.add(DesignationKind.APPROVED_OUTSIDE)
    if own := asked.intersection(found_by(actor, claim.applicant)):
        named = "、".join(sorted(kind.label for kind in own))
        return no(f"申报人是{named}，由您核定；请由另一位审核人员审核通过。")
    return YES


def agreed_by_two(ruling: Ruling, actor: Actor) -> Verdict:
    """A sum to which the text sets no upper bound is not approved by the one who has entered it."""
    decided, figure = ruling.case.decided, ruling.case.scheme.decision_fact or RESOLUTION
    made = decided.get(figure, decided.get(RESOLUTION, {}))
    is_unbounded = bool(made) and (figure not in decided or bounds_of(ruling, figure)[1] is None)
    if is_unbounded and actor.user_id is not None and made.get("by_id") == actor.user_id:
        return no("条款没有规定金额的上限，而金额由您录入；请由另一位审核人员审核通过。")
    return YES


def parting(claim: Claim, actor: Actor) -> Apart:
    """Two people stand for what is paid: a step is not taken by whoever took one that the table holds apart from it,
    since the claim was last handed in."""

    def apart(row: Transition) -> Verdict:
        entries = AuditEntry.objects.filter(subject_type=Claim.trail_kind, subject_id=str(claim.pk))
        for entry in entries.filter(action__in=(HANDED_IN, *row.apart_from)).order_by("-id"):
            if entry.action == HANDED_IN:
                break
            if actor.user_id is not None and entry.actor_id == actor.user_id:
                done = CLAIM.by_name[entry.action].label_office
                return no(f"这份申报由您{done}，须由另一位审核人员{row.label_office}。")
        return YES

    return apart


def has_entered(actor: Actor, record: RegisterRecord | TeamCharter) -> bool:
    """Whether what nobody has certified yet was written by this person: a record also where others wrote after it."""
    if isinstance(record, RegisterRecord):
        return has_written(actor, record)
    return record.entered_by_id is not None and record.entered_by_id == actor.user_id


def seen_by_two(near: Near, ruling: Ruling, actor: Actor) -> Verdict:
    """What is near to something that was paid, or will be, is not judged by whoever certified what it rests on; where
    it rests on no record, the matter being the applicant's own, not by whoever approved that."""
    if not near.paid:
        return YES
    charter, grounds = ruling.collected.charter, ruling.collected.grounds
    certifiers = {row.certified_by_id for row in grounds} | {charter.answered_by_id if charter else None}
    if actor.user_id in certifiers - {None}:
        return no("与这份申报相近的事项已经审核通过或兑付，而所依据的记录由您核验；请由另一位审核人员审核通过。")
    if not grounds and charter is None and has_approved(actor, near.agreed):
        return no("与这份申报相近的事项已经由您审核通过；请由另一位审核人员审核通过。")
    return YES


def reason_to_answer(entries: Iterable[AuditEntry]) -> str:
    """Why the award of a claim with this trail (oldest first) was taken back whole, for whoever approves it again to
    answer; empty where none was, and once an approval answered it."""
    said = ""
    for entry in entries:
        if entry.action == "revoke":
            said = entry.reason
        elif entry.action in APPROVALS:
            said = ""
    return said


def holding(claim: Claim, ruling: Ruling | None, actor: Actor) -> Holds:
    """Whether what a guard names holds of a claim and of what the rules say of it. Where the rules were not asked, a
    guard that needs them raises ValueError."""

    def holds(name: str) -> Verdict:
        if name == Guard.PARKED:
            return YES if is_parked(claim) else no("核算正在进行，没有搁置。")
        if name == Guard.REACHABLE:
            nobody = "申报人已没有可用的账号，退回后无人补正；请审核，或不予支持。"
            return YES if is_reachable(claim.applicant) else no(nobody)
        if ruling is None:
            raise ValueError(f"{name} is judged on what the rules say, and nobody asked them")
        seen_by_another = agreed_by_two(ruling, actor) and found_by_two(claim, ruling, actor)
        return GUARDS[name](ruling) and seen_by_another and record_counts(claim, ruling, actor)

    return holds
