"""The road of a claim as a table: its states with what holds of each, and the steps from one to another.

Whatever speaks of several states at once (those still open, those that may be withdrawn) takes them from their
attributes here, so that a new state is one row.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from accounts.actor import Role
from core.values.workflow import State, Transition, Workflow

APPLICANT, INTAKE, REVIEWER, SYSTEM = Role.APPLICANT, Role.INTAKE, Role.REVIEWER, Role.SYSTEM


class ClaimState(StrEnum):
    """Where a claim is."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    ACCEPTED = "accepted"
    APPROVED = "approved"
    WAITING_PARAMETER = "waiting_parameter"
    AWARDED = "awarded"
    DECLINED = "declined"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class Guard(StrEnum):
    """What must hold before a step is taken (judged in subsidies.claims.guards): of the rules' answer, that the
    reckoning in the background is parked, or that somebody is there to whom the claim can go back."""

    READY_TO_APPROVE = "ready_to_approve"
    PUBLISHED = "published"
    PARKED = "parked"
    REACHABLE = "reachable"


@dataclass(frozen=True)
class Stage(State):
    """A state of a claim with what holds of it.

    private: only the applicant sees it · stands: handed in and not taken back, so it has a number · editable: its
    answers may be changed · withdrawable: the applicant may take it back · waits_for_office: an office has to act ·
    arguable: an office may send it back or refuse it · taken_up: accepted and not settled, so it competes for its
    matter · agreed: the review has let it pass, so that it was paid or will be · final: closed · settled: it has an
    award, which may be revoked · explained: the office has told the applicant why · office_step: what an office does
    here, for which a city may promise working days.
    """

    private: bool = False
    stands: bool = True
    editable: bool = False
    withdrawable: bool = False
    waits_for_office: bool = False
    arguable: bool = False
    taken_up: bool = False
    agreed: bool = False
    final: bool = False
    settled: bool = False
    explained: bool = False
    office_step: str = ""

    @property
    def open(self) -> bool:
        """Handed in and not closed."""
        return self.stands and not self.final


_S = ClaimState
# A claim that waits for a rate may wait for ever: it can be taken back, sent back and refused meanwhile.
STATES = {
    row.name: row
    for row in (
        Stage(_S.DRAFT, "草稿", "草稿", "waiting", "填写完成后提交申报。",
              private=True, stands=False, editable=True, withdrawable=True),
        Stage(_S.SUBMITTED, "待受理", "已提交，等待受理", "waiting", "等待受理人员核对材料。",
              withdrawable=True, waits_for_office=True, arguable=True, office_step="受理"),
        Stage(_S.RETURNED, "待补正", "需要补正", "attention", "请按补正意见修改后重新提交。",
              editable=True, withdrawable=True, explained=True),
        Stage(_S.ACCEPTED, "审核中", "已受理，审核中", "waiting", "等待责任单位审核。",
              waits_for_office=True, arguable=True, taken_up=True, office_step="审核"),
        Stage(_S.APPROVED, "核算中", "审核通过，正在核算", "waiting", "系统正在按条款核算金额，完成后生成通知书。",
              taken_up=True, agreed=True),
        Stage(_S.WAITING_PARAMETER, "待公布标准", "标准尚未公布", "waiting", "标准由后续文件确定，公布后纳入核算。",
              withdrawable=True, arguable=True, taken_up=True, agreed=True),
        Stage(_S.AWARDED, "已核定", "已核定", "done", "核定结果见通知书。", agreed=True, final=True, settled=True),
        Stage(_S.DECLINED, "核算不予兑付", "经核算不予兑付", "stopped", "不予兑付的原因见通知书。",
              final=True, settled=True),
        Stage(_S.REFUSED, "不予支持", "不予支持", "stopped", "审核未通过，理由见通知书。",
              final=True, explained=True),
        Stage(_S.WITHDRAWN, "已撤回", "已撤回", "stopped", "已由申请人撤回；需要时可以复制为新草稿。",
              stands=False, final=True),
    )
}  # fmt: skip


def those(holds: Callable[[Stage], bool]) -> tuple[str, ...]:
    """The names of the states of which something holds, in the order of the road."""
    return tuple(str(row.name) for row in STATES.values() if holds(row))


PRIVATE_STATES = those(lambda row: row.private)
OPEN_STATES = those(lambda row: row.open)
FINAL_STATES = those(lambda row: row.final)
EDITABLE_STATES = those(lambda row: row.editable)
IN_HAND_STATES = those(lambda row: row.open and not row.editable)
WITHDRAWABLE_STATES = those(lambda row: row.withdrawable)
ARGUABLE_STATES = those(lambda row: row.arguable)
# One that went back and never came again would hold its matter for ever: it can be refused where it lies.
REFUSABLE_STATES = those(lambda row: row.arguable or (row.editable and row.stands))
TAKEN_UP_STATES = those(lambda row: row.taken_up)
AGREED_STATES = those(lambda row: row.agreed)
GIVEN_UP_STATES = those(lambda row: row.final and not row.settled)
SETTLED_STATES = those(lambda row: row.settled)
OFFICE_STEPS = {str(row.name): row.office_step for row in STATES.values() if row.office_step}
UNNUMBERED_STATES = those(lambda row: not row.stands)

TRANSITIONS = (
    Transition("submit", EDITABLE_STATES, _S.SUBMITTED, (APPLICANT,), "提交", "提交申报"),
    Transition("withdraw", WITHDRAWABLE_STATES, _S.WITHDRAWN, (APPLICANT,), "撤回", "撤回申报"),
    Transition("accept", (_S.SUBMITTED,), _S.ACCEPTED, (INTAKE, REVIEWER), "受理", "受理"),
    Transition("return", ARGUABLE_STATES, _S.RETURNED, (INTAKE, REVIEWER), "退回补正", "退回补正", needs_reason=True,
               guard=Guard.REACHABLE),
    Transition("decide", (_S.ACCEPTED,), _S.ACCEPTED, (REVIEWER,), "核定金额", "审核中拟定金额", needs_reason=True),
    Transition("override", (_S.ACCEPTED,), _S.ACCEPTED, (REVIEWER,), "未核验放行", "所据记录未核验，先行审核",
               needs_reason=True),
    Transition("approve", (_S.ACCEPTED,), _S.APPROVED, (REVIEWER,), "审核通过", "审核通过",
               guard=Guard.READY_TO_APPROVE, apart_from=("accept",)),
    Transition("refuse", REFUSABLE_STATES, _S.REFUSED, (REVIEWER,), "不予支持", "不予支持", needs_reason=True),
    Transition("award", (_S.APPROVED,), _S.AWARDED, (SYSTEM,), "核定", "核定"),
    Transition("decline", (_S.APPROVED,), _S.DECLINED, (SYSTEM,), "核算不予兑付", "核算不予兑付"),
    Transition("wait", (_S.APPROVED,), _S.WAITING_PARAMETER, (SYSTEM,), "等待标准公布", "等待标准公布"),
    Transition("revoke", SETTLED_STATES, _S.ACCEPTED, (REVIEWER,), "撤销核定", "撤销核定", needs_reason=True),
    Transition("reopen", (_S.APPROVED,), _S.ACCEPTED, (SYSTEM,), "退回审核", "退回审核", needs_reason=True),
    Transition("recall", (_S.APPROVED,), _S.ACCEPTED, (REVIEWER,), "取回审核", "退回审核", needs_reason=True,
               guard=Guard.PARKED),
    Transition("reckon_again", (_S.WAITING_PARAMETER,), _S.APPROVED, (REVIEWER, SYSTEM), "重新核算", "重新核算",
               guard=Guard.PUBLISHED),
)  # fmt: skip

CLAIM: Workflow[Stage] = Workflow("claim", STATES, TRANSITIONS)
