"""An office certifies what a team says of itself, and takes or refuses what it wants changed after that."""

from django.db import transaction
from django.utils import timezone

from accounts.actor import Actor
from core import audit
from core.values.verdict import Refused, require
from enterprises.models import Applicant, CharterState, TeamCharter
from enterprises.teams.changing import lead_by, put_aside
from enterprises.teams.permissions import can_answer

CERTIFY_TEAM = audit.action("certify_team", "核验团队成员和章程")
REFUSE_TEAM = audit.action("refuse_team", "不采纳团队更改")


@transaction.atomic
def certify(*, charter: TeamCharter, by: Actor, answer: str = "") -> TeamCharter:
    """The version agrees with the papers: it holds, certified; one that was proposed takes the place of the other.

    Raises Refused for whoever may not say so, and for what has been answered.
    """
    row = _locked(charter)
    require(can_answer(by, row))
    if row.state == CharterState.PROPOSED:
        for before in TeamCharter.objects.in_force().filter(applicant=row.applicant_id):
            put_aside(before)
        lead_by(row.applicant, row.members.get(leads=True).name)
    return _answered(row, CharterState.CERTIFIED, answer, by, CERTIFY_TEAM)


@transaction.atomic
def refuse(*, charter: TeamCharter, by: Actor, answer: str) -> TeamCharter:
    """The version in force stays, for a reason that the team reads. Raises Refused like `certify`."""
    row = _locked(charter)
    require(can_answer(by, row))
    if row.state != CharterState.PROPOSED:
        raise Refused("待核验的内容由团队自行改正，不在这里答复；请联系经办人。")
    if not answer.strip():
        raise Refused("不采纳的，请写明理由。")
    return _answered(row, CharterState.REFUSED, answer, by, REFUSE_TEAM)


def _answered(row: TeamCharter, state: CharterState, answer: str, by: Actor, action: str) -> TeamCharter:
    row.state, row.answer = state, answer.strip()
    row.answered_by_id, row.answered_at = by.user_id, timezone.now()
    row.save()
    audit.record(by=by, action=action, subject=row.applicant, chain=row.applicant.city.key, reason=row.answer)
    return row


def _locked(charter: TeamCharter) -> TeamCharter:
    """The version as it is stored, with its team; both held, the team first, as `change` does."""
    Applicant.objects.select_for_update(of=("self",), no_key=True).get(pk=charter.applicant_id)
    rows = TeamCharter.objects.select_for_update(of=("self",))
    return rows.select_related("applicant__city").get(pk=charter.pk)
