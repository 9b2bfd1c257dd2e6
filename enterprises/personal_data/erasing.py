"""A person or a team has deleted what can go; what has to stay by rule stays, and is said."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction

from accounts.actor import Actor
from accounts.models import User
from core import audit
from core.values.verdict import YES, Verdict, no, require
from enterprises.applicants.permissions import can_edit
from enterprises.models import Applicant, ApplicantMembership, TeamCharter, TeamMember
from enterprises.personal_data.keeping import all_kept

ERASE = audit.action("erase_personal_data", "按本人要求删除个人信息")
audit.tell_details(erased="删除条数", left="是否注销")
GONE = "已注销"
OF_A_UNIT = "单位的资料由经办人在各页面自行修改和删除；经办人离职的，请联系园区服务窗口停用账号。"


@dataclass(frozen=True)
class Erased:
    """How many records of which kind were deleted, whether the applicant itself is gone, and what stays: words and
    rule."""

    went: list[tuple[str, int]]
    left: bool
    stays: list[tuple[str, str]]

    @property
    def count(self) -> int:
        return sum(count for _, count in self.went)


def can_erase(actor: Actor, applicant: Applicant) -> Verdict:
    """Persons and teams delete their own; the data of a unit are no person's."""
    allowed = can_edit(actor, applicant)
    return allowed if not allowed else no(OF_A_UNIT) if applicant.licensed else YES


@transaction.atomic
def erase(*, applicant: Applicant, by: Actor) -> Erased:
    """Delete what can go. Without a claim handed in the applicant goes too: its name, its people, its account.

    Raises Refused for others, and for units.
    """
    row = Applicant.objects.select_for_update(of=("self",)).select_related("city").get(pk=applicant.pk)
    require(can_erase(by, row))
    went = [(kept.words, count) for kept in all_kept().values() if (count := kept.erase(row, by))]
    bound = [kept for kept in all_kept().values() if kept.bound(row)]
    if not bound:
        _leave(row)
    done = Erased(went, not bound, [(kept.words, kept.rule) for kept in bound])
    audit.record(by=by, action=ERASE, subject=row, chain=row.city.key, detail=told_of(done.count, left=done.left))
    return done


def told_of(count: int, *, left: bool) -> dict[str, Any]:
    """What the trail says of a deletion: how many records went, where any did, and whether the account is closed."""
    return ({"erased": count} if count else {}) | {"left": left}


def close_account(row: Applicant) -> None:
    """Nobody logs in for it any more, and nothing says how to reach it; its name stays with what was handed in.

    Accounts that act for others too are left alone.
    """
    others = ApplicantMembership.objects.filter(active=True).exclude(applicant=row).values("user")
    users = User.objects.filter(applicantmemberships__applicant=row).exclude(pk__in=others)
    for user in users.exclude(departmentmemberships__active=True):
        user.phone, user.email, user.is_active = "", "", False
        user.set_unusable_password()
        user.save()
    row.memberships.update(active=False)
    Applicant.objects.filter(pk=row.pk).update(contact_phone="", address="")


def _leave(row: Applicant) -> None:
    """Nothing names the person any more; the portal number stays, and the person may sign up again."""
    TeamMember.objects.filter(applicant=row).delete()
    TeamCharter.objects.filter(applicant=row).delete()
    users = User.objects.filter(applicantmemberships__applicant=row)
    for user in users:
        user.username, user.name, user.phone, user.email = f"left-{user.pk}", GONE, "", ""
        user.is_active = False
        user.set_unusable_password()
        user.save()
    row.memberships.update(active=False)
    row.name, row.identity_hash, row.identity_end = GONE, None, ""
    row.legal_person = row.contact_name = row.contact_phone = row.address = row.industry = ""
    row.save()
