"""Who may do what with an enterprise's records. Each answer carries its reason."""

from typing import Protocol

from accounts.actor import Actor
from core.verdict import YES, Verdict, no
from enterprises.models import Enterprise


class Declared(Protocol):
    """A record that an enterprise declares and an office certifies."""

    enterprise_id: int
    certified: bool


def can_edit(actor: Actor, enterprise: Enterprise) -> Verdict:
    """The enterprise's own people keep its particulars and declare its records."""
    if enterprise.pk in actor.enterprise_ids:
        return YES
    return no("只有本单位的经办人可以填写和修改企业资料。")


def can_withdraw(actor: Actor, record: Declared) -> Verdict:
    """What an office has certified stays; what was only declared its enterprise may take back."""
    if record.enterprise_id not in actor.enterprise_ids:
        return no("只有本单位的经办人可以删除本单位填报的内容。")
    if record.certified:
        return no("这条记录已经部门核验，不能删除；内容有误的，请联系园区服务窗口更正。")
    return YES
