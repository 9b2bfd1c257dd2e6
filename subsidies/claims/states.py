"""The road of a claim as a table."""

from typing import Any

from accounts.actor import Role
from core.values.verdict import Verdict, no
from core.values.workflow import State, Transition, Workflow

APPLICANT, INTAKE, REVIEWER, SYSTEM = Role.APPLICANT, Role.INTAKE, Role.REVIEWER, Role.SYSTEM
STATES = {
    state.name: state
    for state in (
        State("draft", "草稿", "草稿", "waiting", "填写完成后提交申报。"),
        State("submitted", "待受理", "已提交，等待受理", "waiting", "等待受理人员核对材料。"),
        State("returned", "待补正", "需要补正", "attention", "请按补正意见修改后重新提交。"),
        State("accepted", "审核中", "已受理，审核中", "waiting", "等待责任单位审核。"),
        State("approved", "核算中", "审核通过，正在核算", "waiting", "系统正在按条款核算金额，完成后生成通知书。"),
        State("waiting_parameter", "待公布标准", "标准尚未公布", "waiting", "标准由后续文件确定，公布后纳入核算。"),
        State("awarded", "已核定", "已核定", "done", "核定通知书已生成，可下载。"),
        State("declined", "核算不予兑付", "经核算不予兑付", "stopped", "通知书说明了原因，可下载。"),
        State("refused", "不予支持", "不予支持", "stopped", "审核未通过，理由见办理记录。"),
        State("withdrawn", "已撤回", "已撤回", "stopped", "本次申报已由申报单位撤回。"),
    )
}  # fmt: skip


def _reckonable(claim: Any) -> Verdict:
    """An approval needs every decision that the text leaves to people, and facts that hold together."""
    from subsidies.cases.deciding import reckoned
    from subsidies.cases.facts import collect

    collected = collect(claim)
    decision = reckoned(claim, collected)
    if collected.errors:
        return no("申报事实有缺漏或不合规，请退回补正：" + "；".join(collected.errors.values()))
    if decision.outcome == "needs_decision":
        return no("条款规定金额由审核人在限额内确定，请先核定金额。")
    if decision.outcome == "case_by_case" and not claim.decided.get("resolution"):
        return no("本事项实行“一事一议”，请先录入议定金额和依据。")
    if decision.outcome == "invalid":
        return no("申报事实有缺漏或不合规，请退回补正：" + "；".join(text for _, text in decision.problems))
    return Verdict(True)


# A claim that waits for a rate may wait for ever: it can be taken back, sent back and refused meanwhile.
WITHDRAWABLE = ("draft", "submitted", "returned", "waiting_parameter")
UNSETTLED = ("submitted", "accepted", "waiting_parameter")

TRANSITIONS = (
    Transition("submit", ("draft", "returned"), "submitted", (APPLICANT,), "提交", "提交申报"),
    Transition("withdraw", WITHDRAWABLE, "withdrawn", (APPLICANT,), "撤回", "撤回申报"),
    Transition("accept", ("submitted",), "accepted", (INTAKE, REVIEWER), "受理", "受理"),
    Transition("return", UNSETTLED, "returned", (INTAKE, REVIEWER), "退回补正", "退回补正", needs_reason=True),
    Transition("decide", ("accepted",), "accepted", (REVIEWER,), "核定金额", "核定金额", needs_reason=True),
    Transition("approve", ("accepted",), "approved", (REVIEWER,), "审核通过", "审核通过", guard=_reckonable),
    Transition("refuse", UNSETTLED, "refused", (REVIEWER,), "不予支持", "不予支持", needs_reason=True),
    Transition("award", ("approved",), "awarded", (SYSTEM,), "核定", "核定"),
    Transition("decline", ("approved",), "declined", (SYSTEM,), "核算不予兑付", "核算不予兑付"),
    Transition("wait", ("approved",), "waiting_parameter", (SYSTEM,), "等待标准公布", "等待标准公布"),
    Transition("revoke", ("awarded", "declined"), "accepted", (REVIEWER,), "撤销核定", "撤销核定", needs_reason=True),
    Transition("reopen", ("approved",), "accepted", (SYSTEM,), "退回审核", "退回审核", needs_reason=True),
    Transition("reckon_again", ("waiting_parameter",), "approved", (REVIEWER, SYSTEM), "重新核算", "重新核算"),
)  # fmt: skip

CLAIM = Workflow("claim", STATES, TRANSITIONS)
OPEN_STATES = ("submitted", "returned", "accepted", "approved", "waiting_parameter")
FINAL_STATES = ("awarded", "declined", "refused", "withdrawn")
EDITABLE_STATES = ("draft", "returned")
HOLDING_STATES = tuple(name for name in OPEN_STATES if name not in EDITABLE_STATES)  # the claim holds its matters
