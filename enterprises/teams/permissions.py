"""Who changes what a team is, and who answers for it. Each answer carries its reason."""

from accounts.actor import Actor
from core.values.verdict import YES, Verdict, no
from enterprises.applicants.permissions import can_edit
from enterprises.models import Applicant, ApplicantKind, CharterState, TeamCharter
from enterprises.registers.register import CERTIFIERS

NO_TEAM = "只有科创团队填写成员和章程。"


def can_change(actor: Actor, applicant: Applicant) -> Verdict:
    """The team's own people, one proposal at a time."""
    allowed = can_edit(actor, applicant)
    if not allowed:
        return allowed
    if applicant.kind != ApplicantKind.TEAM:
        return no(NO_TEAM)
    if TeamCharter.objects.proposed().filter(applicant=applicant).exists():
        return no("已有一件更改申请等待部门核对；要改内容的，请先撤回。")
    return YES


def can_withdraw(actor: Actor, charter: TeamCharter) -> Verdict:
    """The team takes back what nobody has answered yet."""
    if charter.applicant_id not in actor.applicant_ids:
        return no("只有本团队的经办人可以撤回。")
    return YES if charter.state == CharterState.PROPOSED else no("这件更改申请已经办结，不能撤回。")


def can_answer(actor: Actor, charter: TeamCharter) -> Verdict:
    """Those who certify records in the team's city, never for whom they act themselves."""
    if not CharterState(charter.state).waits:
        return no(f"这一版{charter.get_state_display()}。")
    if charter.applicant_id in actor.recused_from or charter.entered_by_id == actor.user_id:
        return no("不能核验本人代办过的团队的内容。")
    if not CERTIFIERS & actor.roles_in(charter.applicant.city_id):
        return no("由本市的园区运营或审核人员核验。")
    return YES
