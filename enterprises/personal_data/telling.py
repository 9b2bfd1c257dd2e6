"""What this wing keeps of an applicant, and what of it can go."""

from django.db.models import Q

from accounts.actor import Actor
from core.models import AuditEntry
from core.telling import detail_words, kind_of, words_of_action
from core.values.verdict import Refused
from enterprises.applicants.designating import present
from enterprises.applicants.keeping import KEPT_BY_ENTERPRISE, kept_by
from enterprises.models import (
    FLAGS,
    Applicant,
    ApplicantMembership,
    Consent,
    Correction,
    Designation,
    ErasureRequest,
    PayeeNumber,
    TeamCharter,
    TeamMember,
)
from enterprises.payee_numbers.giving import take_back
from enterprises.payee_numbers.looking import looks_at
from enterprises.personal_data.keeping import Kept, Told, register_kept
from enterprises.personal_data.wording import OF_THE_OFFICE, Row, fields_of, moment, plain
from enterprises.registers.correcting import differences
from enterprises.registers.declaring import withdraw
from enterprises.registers.register import registers
from enterprises.registers.selectors import own_records


def _particulars(applicant: Applicant, by: Actor) -> Told:
    rows = Applicant.objects.visible_to(by).filter(pk=applicant.pk).select_related("city", "district")
    return [
        [(row.code_label, row.unit_code), *_identity(row), *fields_of(row, applicant, left_out=_not_of(row))]
        for row in rows
    ]


def _identity(applicant: Applicant) -> Row:
    """What is kept of an identity number: its end, and that there is a value by which it is told again."""
    if not applicant.identity_hash:
        return []
    return [("身份证号校验值", "已保存，不可还原，只用来核对是否重复注册")]


def _not_of(applicant: Applicant) -> list[str]:
    """What is nothing of this applicant's: what nobody has found of it, and what is not asked of its kind."""
    found = present(applicant)
    flags = [flag for kind, flag in FLAGS.items() if not getattr(applicant, flag) and kind not in found]
    asked = kept_by(applicant)
    return flags + [name for name in KEPT_BY_ENTERPRISE if name not in asked and not getattr(applicant, name)]


def _accounts(applicant: Applicant, by: Actor) -> Told:
    return [
        [
            ("登录名", row.user.username), ("姓名", row.user.name), ("联系电话", row.user.phone),
            ("邮箱", row.user.email), ("角色", row.get_role_display()), ("仍在使用", plain(row.active)),
            ("注册时间", moment(row.user.date_joined)), ("上次登录", moment(row.user.last_login)),
        ]
        for row in applicant.memberships.select_related("user")
    ]  # fmt: skip


def _members(applicant: Applicant, by: Actor) -> Told:
    rows = TeamMember.objects.visible_to(by).filter(applicant=applicant).select_related("charter")
    return [[("所在版本", row.charter.get_state_display()), *fields_of(row, applicant)] for row in rows]


def _charters(applicant: Applicant, by: Actor) -> Told:
    return [fields_of(row, applicant) for row in TeamCharter.objects.visible_to(by).filter(applicant=applicant)]


def _consents(applicant: Applicant, by: Actor) -> Told:
    return [fields_of(row, applicant) for row in Consent.objects.visible_to(by).filter(applicant=applicant)]


def _designations(applicant: Applicant, by: Actor) -> Told:
    return [fields_of(row, applicant) for row in Designation.objects.visible_to(by).filter(applicant=applicant)]


def _records(applicant: Applicant, by: Actor) -> Told:
    return [
        [("类别", entry.title), *fields_of(row, applicant)]
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


def _corrections(applicant: Applicant, by: Actor) -> Told:
    rows = Correction.objects.visible_to(by).filter(applicant=applicant)
    return [_correction(row, applicant) for row in rows]


def _correction(row: Correction, applicant: Applicant) -> Row:
    """What was asked in the words of the register, in place of the codes that the table keeps."""
    wanted = "；".join(f"{one.label}：{one.was or '无'} 改为 {one.wanted or '无'}" for one in differences(row))
    spoken = {"register": registers()[row.register].title, "changes": wanted}
    return fields_of(row, applicant, spoken, left_out=("record_id",))


def _requests(applicant: Applicant, by: Actor) -> Told:
    return [fields_of(row, applicant) for row in ErasureRequest.objects.visible_to(by).filter(applicant=applicant)]


def _trail(applicant: Applicant, by: Actor) -> Told:
    """What was done with the applicant's particulars, and what its people did for it, the latest first."""
    about = Q(subject_type=kind_of(applicant), subject_id=str(applicant.pk))
    people = applicant.memberships.values_list("user_id", flat=True)
    rows = AuditEntry.objects.filter(about | Q(actor_id__in=list(people), organisation=applicant.name))
    return [_happened(row, applicant, frozenset(people)) for row in rows]


def _happened(row: AuditEntry, applicant: Applicant, people: frozenset[int]) -> Row:
    own = row.actor_id is None or row.actor_id in people
    return [
        ("时间", moment(row.at)), ("办理", words_of_action(row.action).applicant),
        ("办理人", row.actor_name if own else row.organisation or OF_THE_OFFICE),
        ("说明", row.reason), ("内容", detail_words(row.detail, row.subject_type)),
    ]  # fmt: skip


def _payee_number(applicant: Applicant, by: Actor) -> Told:
    rows = PayeeNumber.objects.visible_to(by).filter(applicant=applicant)
    return [[("身份证号", applicant.masked_identity), ("登记时间", moment(row.given_at))] for row in rows]


def _looks(applicant: Applicant, by: Actor) -> Told:
    return [
        [("时间", moment(look.at)), ("单位", look.organisation), ("用途", look.purpose), ("申报", look.payment)]
        for look in looks_at(applicant)
    ]


def _erase_payee_number(applicant: Applicant, by: Actor) -> int:
    return take_back(applicant=applicant, by=by)


WITH_APPLICANT = "没有已提交的申报时，随申请人一起删除。"
AS_PROOF = "是办理过的凭据，不删除。"
register_kept("particulars", Kept("基本情况", WITH_APPLICANT, _particulars, models=(Applicant,)))
register_kept("accounts", Kept("账号", WITH_APPLICANT, _accounts, models=(ApplicantMembership,)))
register_kept("members", Kept("团队成员", WITH_APPLICANT, _members, models=(TeamMember,)))
register_kept("charters", Kept("章程或组建协议", WITH_APPLICANT, _charters, models=(TeamCharter,)))
register_kept(
    "records", Kept("填报的记录", "未核验、没有用于申报的可以删除；其余随申报保存。", _records, erase=_erase_records)
)
register_kept("designations", Kept("部门核定的身份", AS_PROOF, _designations, models=(Designation,)))
register_kept("corrections", Kept("更正申请", AS_PROOF, _corrections, models=(Correction,)))
register_kept("consents", Kept("同意记录", "是已经取得同意的凭据，不删除。", _consents, models=(Consent,)))
register_kept(
    "payee_number",
    Kept(
        "领款人身份证号", "加密保存，随时可以删除；删除即撤回同意，拨付前须重新登记。", _payee_number,
        erase=_erase_payee_number, models=(PayeeNumber,),
    ),
)  # fmt: skip
register_kept("looks", Kept("身份证号查看记录", "是查看过的凭据，不删除。", _looks))
register_kept(
    "requests", Kept("删除申请", "是办理过的凭据，只留办理结果，不删除。", _requests, models=(ErasureRequest,))
)
register_kept("trail", Kept("办理记录", "谁在何时办理了什么，防止事后改动，不删除。", _trail))
