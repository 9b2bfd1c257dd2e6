"""What a team says of itself, and its first version."""

from dataclasses import dataclass
from typing import Any

from accounts.models import User
from core.files.keeping import keep_upload
from enterprises.models import Applicant, TeamCharter, TeamMember


@dataclass(frozen=True)
class Team:
    """Leader, members as (name, employer), charter as text or as an upload; `employer` is the leader's own."""

    leader: str
    members: tuple[tuple[str, str], ...]
    charter: str = ""
    paper: Any = None
    employer: str = ""


def found(applicant: Applicant, user: User, team: Team) -> TeamCharter:
    """The first version, in the caller's transaction."""
    paper = keep_upload(team.paper, user_id=user.pk) if team.paper else None
    charter = TeamCharter.objects.create(applicant=applicant, text=team.charter, paper=paper, entered_by=user)
    TeamMember.objects.bulk_create(members_of(charter, team))
    return charter


def members_of(charter: TeamCharter, team: Team) -> list[TeamMember]:
    """The members of a version, its leader first, not written yet."""
    whose = {"applicant": charter.applicant, "charter": charter}
    leader = TeamMember(**whose, name=team.leader, employer=team.employer, leads=True)
    return [leader, *(TeamMember(**whose, name=name, employer=employer) for name, employer in team.members)]
