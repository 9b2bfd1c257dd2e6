"""Who may do what with an applicant's records. Each answer carries its reason."""

from typing import Protocol

from accounts.actor import Actor
from core.values.verdict import YES, Verdict, no
from enterprises.models import Applicant


class Declared(Protocol):
    """A record that an applicant declares and an office certifies."""

    applicant_id: int
    certified: bool


def can_edit(actor: Actor, applicant: Applicant) -> Verdict:
    """The applicant's own people keep its particulars and declare its records."""
    if applicant.pk in actor.applicant_ids:
        return YES
    return no("只有本单位的经办人可以填写和修改企业资料。")


def can_withdraw(actor: Actor, record: Declared) -> Verdict:
    """What an office has certified stays; what was only declared its applicant may take back."""
    if record.applicant_id not in actor.applicant_ids:
        return no("只有本单位的经办人可以删除本单位填报的内容。")
    if record.certified:
        return no("这条记录已经部门核验，不能删除；内容有误的，请联系园区服务窗口更正。")
    return YES
