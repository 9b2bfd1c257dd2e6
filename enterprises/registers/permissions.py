"""Who may do what with a record of a register on the applicant's side. Each answer carries its reason."""

from accounts.actor import Actor
from core.values.verdict import YES, Verdict, no
from enterprises.applicants.permissions import can_edit
from enterprises.models import Applicant, Correction, CorrectionState, RegisterRecord
from enterprises.registers.register import Register, register_of
from enterprises.registers.resting import rests_on

PUT_RIGHT = "这条记录已由部门按更正申请改正，正等待另一位工作人员核验"
OFFICES = "这条记录由部门登记，不能修改或删除；内容有误的，请联系园区服务窗口。"


def can_declare(actor: Actor, entry: Register, applicant: Applicant | None) -> Verdict:
    """The applicant's own people add its records, where the register is not the office's alone."""
    if applicant is None:
        return no("请先说明是哪个单位的记录。")
    allowed = can_edit(actor, applicant)
    if allowed and applicant.kind not in entry.kinds:
        return no(f"{applicant.words.noun}没有这类记录，不用登记。")
    if allowed and not entry.declared:
        return no("这类记录由部门登记；已有认定文件而这里没有的，请联系园区服务窗口。")
    return allowed


def can_amend(actor: Actor, record: RegisterRecord) -> Verdict:
    """What was only declared, and nothing rests on, its applicant puts right itself."""
    if not is_own(actor, record):
        return no("只有申请人的经办人可以修改其填报的内容。")
    if record.is_the_offices:
        return no(OFFICES)
    if record.certified:
        return no("这条记录已经部门核验，不能直接修改；内容有误的，请申请更正。")
    if put_right(record):
        return no(f"{PUT_RIGHT}，不能直接修改；内容仍有误的，请再申请更正。")
    return _nothing_rests(record, "修改")


def can_withdraw(actor: Actor, record: RegisterRecord) -> Verdict:
    """What an office has certified or a claim rests on stays; what was only declared its applicant may take back."""
    if not is_own(actor, record):
        return no("只有申请人的经办人可以删除其填报的内容。")
    if record.is_the_offices:
        return no(OFFICES)
    if record.certified:
        return no("这条记录已经部门核验，不能删除；内容有误的，请申请更正。")
    if put_right(record):
        return no(f"{PUT_RIGHT}，不能删除；内容仍有误的，请再申请更正。")
    return _nothing_rests(record, "删除")


def put_right(record: RegisterRecord) -> bool:
    """Whether an office took a correction of it that nobody has certified yet: its applicant does not undo that."""
    taken = Correction.objects.filter(register=register_of(record).name, record_id=record.pk)
    return not record.certified and taken.filter(state=CorrectionState.TAKEN).exists()


def is_own(actor: Actor, record: RegisterRecord) -> bool:
    """Whether the actor acts for the record's applicant."""
    applicant = register_of(record).applicant_of(record)
    return applicant is not None and applicant.pk in actor.applicant_ids


def _nothing_rests(record: RegisterRecord, what: str) -> Verdict:
    found = rests_on(record)
    if not found:
        return YES
    return no(f"{'、'.join(found)}以这条记录为依据，不能{what}；内容有误的，请申请更正。")
