"""A team changes its charter and members: a further version, which holds at once or waits for the office."""

from django.db import IntegrityError, transaction

from accounts.actor import Actor
from core import audit
from core.files.keeping import keep_upload
from core.values.verdict import Refused, require
from enterprises.applicants.founding import Team, members_of
from enterprises.models import Applicant, CharterState, TeamCharter, TeamMember
from enterprises.teams.comparing import changes_between
from enterprises.teams.permissions import can_change, can_withdraw

CHANGE_TEAM = audit.action("change_team", "更改团队成员和章程")
PROPOSE_TEAM = audit.action("propose_team", "申请更改团队成员和章程")
WITHDRAW_TEAM = audit.action("withdraw_team", "撤回团队更改申请")
audit.tell_details(members="成员人数", changed="改动处数")
NOTHING = "没有改动任何内容，请改正后再提交。"
WHY = "现在的成员和章程已经部门核验，更改的请写明理由。"
AT_ONCE = "团队的组成刚有变动，请刷新后再办。"


@transaction.atomic
def change(*, applicant: Applicant, team: Team, by: Actor, reason: str = "") -> TeamCharter:
    """Write a further version: in force at once where nobody certified the one before, else proposed with a reason.

    A team without a new paper keeps the one it has. Raises Refused for other people, while a proposal waits, for no
    change, and for a certified version without a reason.
    """
    row = Applicant.objects.select_for_update(of=("self",), no_key=True).select_related("city").get(pk=applicant.pk)
    require(can_change(by, row))
    before = TeamCharter.objects.in_force().filter(applicant=row).select_related("paper").first()
    after = TeamCharter(applicant=row, text=team.charter, entered_by_id=by.user_id, reason=reason.strip())
    after.paper = before.paper if before else None
    wanted = members_of(after, team)
    if team.paper:
        after.paper = keep_upload(team.paper, user_id=by.user_id)
    told = changes_between(before, list(before.members.all()), after, wanted) if before else []
    if before and not told:
        raise Refused(NOTHING)
    proposed = before is not None and before.state == CharterState.CERTIFIED
    if proposed and not after.reason:
        raise Refused(WHY)
    after.state = CharterState.PROPOSED if proposed else CharterState.DECLARED
    if before and not proposed:
        put_aside(before)
    _write(after, wanted)
    if not proposed:
        lead_by(row, team.leader)
    detail = {"members": len(wanted), "changed": len(told)}
    action = PROPOSE_TEAM if proposed else CHANGE_TEAM
    audit.record(by=by, action=action, subject=row, chain=row.city.key, reason=after.reason, detail=detail)
    return after


@transaction.atomic
def withdraw(*, charter: TeamCharter, by: Actor) -> TeamCharter:
    """Take a proposal back; the version in force holds on. Raises Refused."""
    row = TeamCharter.objects.select_for_update(of=("self",)).select_related("applicant__city").get(pk=charter.pk)
    require(can_withdraw(by, row))
    row.state = CharterState.WITHDRAWN
    row.save(update_fields=["state"])
    audit.record(by=by, action=WITHDRAW_TEAM, subject=row.applicant, chain=row.applicant.city.key)
    return row


def put_aside(before: TeamCharter) -> None:
    """The version that held so far is past."""
    before.state = CharterState.PAST
    before.save(update_fields=["state"])


def lead_by(applicant: Applicant, leader: str) -> None:
    """The applicant says who leads it."""
    applicant.legal_person = leader
    applicant.save(update_fields=["legal_person"])


def _write(charter: TeamCharter, members: list[TeamMember]) -> None:
    charter.full_clean(exclude={"answered_by", "answered_at"}, validate_unique=False, validate_constraints=False)
    try:
        with transaction.atomic():
            charter.save(force_insert=True)
    except IntegrityError as error:
        raise Refused(AT_ONCE) from error
    for member in members:
        member.charter = charter
    TeamMember.objects.bulk_create(members)
