"""What this wing keeps of an applicant, and what of it can go."""

from accounts.actor import Actor
from core.values.verdict import Refused
from enterprises.models import Applicant, Consent, ErasureRequest, TeamMember
from enterprises.personal_data.keeping import Kept, Told, fields_of, register_kept
from enterprises.registers.declaring import withdraw
from enterprises.registers.register import registers
from enterprises.registers.selectors import own_records


def _particulars(applicant: Applicant, by: Actor) -> Told:
    return [fields_of(row) for row in Applicant.objects.visible_to(by).filter(pk=applicant.pk)]


def _accounts(applicant: Applicant, by: Actor) -> Told:
    users = (row.user for row in applicant.memberships.select_related("user"))
    return [
        [("登录名", user.username), ("姓名", user.name), ("联系电话", user.phone), ("邮箱", user.email)]
        for user in users
    ]


def _members(applicant: Applicant, by: Actor) -> Told:
    rows = TeamMember.objects.visible_to(by).filter(applicant=applicant).select_related("charter")
    return [[("所在版本", row.charter.get_state_display()), *fields_of(row)] for row in rows]


def _consents(applicant: Applicant, by: Actor) -> Told:
    return [fields_of(row) for row in Consent.objects.visible_to(by).filter(applicant=applicant)]


def _records(applicant: Applicant, by: Actor) -> Told:
    return [
        [("登记", entry.title), *fields_of(row)]
        for entry in registers().values()
        for row in own_records(entry, applicant, by)
    ]


def _erase_records(applicant: Applicant, by: Actor) -> int:
    """Declared records that nobody certified and no claim rests on."""
    gone = 0
    for entry in registers().values():
        for row in own_records(entry, applicant, by):
            try:
                withdraw(record=row, by=by)
                gone += 1
            except Refused:
                continue
    return gone


def _requests(applicant: Applicant, by: Actor) -> Told:
    return [fields_of(row) for row in ErasureRequest.objects.visible_to(by).filter(applicant=applicant)]


WITH_APPLICANT = "没有已提交的申报时，随申请人一起删除。"
register_kept("particulars", Kept("基本情况", WITH_APPLICANT, _particulars))
register_kept("accounts", Kept("账号", WITH_APPLICANT, _accounts))
register_kept("members", Kept("团队成员", WITH_APPLICANT, _members))
register_kept(
    "records", Kept("填报的记录", "未核验、没有用于申报的可以删除；其余随申报保存。", _records, erase=_erase_records)
)
register_kept("consents", Kept("同意记录", "是已经取得同意的凭据，不删除。", _consents))
register_kept("requests", Kept("删除申请", "是办理过的凭据，只留办理结果，不删除。", _requests))
