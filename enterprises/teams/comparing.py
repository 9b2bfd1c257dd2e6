"""What a version of a team changes of the one before, in words."""

from dataclasses import dataclass

from accounts.actor import Actor
from enterprises.models import Applicant, TeamCharter, TeamMember

JOINED, LEFT, EMPLOYER, LEADER, TEXT, PAPER = "加入", "退出", "工作单位", "负责人", "章程或组建协议", "章程文件"


@dataclass(frozen=True)
class TeamChange:
    """One change: of what, what it was, what it is to be; empty where there was or is nothing."""

    label: str
    was: str
    wanted: str


def changes_of(before: TeamCharter | None, after: TeamCharter) -> list[TeamChange]:
    """All changes between two versions; none without a version before."""
    return changes_between(before, _members(before), after, _members(after)) if before else []


def changes_between(
    before: TeamCharter, members: list[TeamMember], after: TeamCharter, wanted: list[TeamMember]
) -> list[TeamChange]:
    """The same where the members are at hand and not written yet."""
    return [
        *_leader(members, wanted), *_people(members, wanted), *_text(before, after),
        *([TeamChange(PAPER, _name(before), _name(after))] if before.paper_id != after.paper_id else []),
    ]  # fmt: skip


def _members(charter: TeamCharter) -> list[TeamMember]:
    return list(charter.members.all())


def _name(charter: TeamCharter) -> str:
    return charter.paper.name if charter.paper else ""


def _leader(before: list[TeamMember], after: list[TeamMember]) -> list[TeamChange]:
    was, now = (next((row.name for row in rows if row.leads), "") for rows in (before, after))
    return [TeamChange(LEADER, was, now)] if was != now else []


def _people(before: list[TeamMember], after: list[TeamMember]) -> list[TeamChange]:
    """By name; of two with one name each stands for itself."""
    was, now = _by_name(before), _by_name(after)
    gone = [TeamChange(LEFT, _said(was[name]), "") for name in was if name not in now]
    come = [TeamChange(JOINED, "", _said(now[name])) for name in now if name not in was]
    moved = [
        TeamChange(f"{row.name}的{EMPLOYER}", row.employer, now[name].employer)
        for name, row in was.items()
        if name in now and row.employer != now[name].employer
    ]
    return [*gone, *come, *moved]


def _by_name(rows: list[TeamMember]) -> dict[tuple[str, int], TeamMember]:
    found: dict[tuple[str, int], TeamMember] = {}
    for row in rows:
        number = sum(1 for name, _ in found if name == row.name)
        found[row.name, number] = row
    return found


def _said(row: TeamMember) -> str:
    return f"{row.name}（{row.employer}）" if row.employer else row.name


def _text(before: TeamCharter, after: TeamCharter) -> list[TeamChange]:
    return [TeamChange(TEXT, before.text, after.text)] if before.text != after.text else []


@dataclass(frozen=True)
class TeamVersion:
    """A version with what it changed of the one that held when it was written."""

    charter: TeamCharter
    changes: list[TeamChange]


def versions_of(applicant: Applicant, actor: Actor) -> list[TeamVersion]:
    """All versions, newest first."""
    rows = TeamCharter.objects.visible_to(actor).filter(applicant=applicant)
    found: list[TeamVersion] = []
    before: TeamCharter | None = None
    for row in reversed(rows.select_related("paper", "answered_by").prefetch_related("members")):
        found.append(TeamVersion(row, changes_of(before, row)))
        before = row if row.held else before
    return found[::-1]
