"""What waits for those who accept and review claims."""

from collections.abc import Iterator

from django.db.models import Count
from django.urls import reverse

from accounts.actor import Actor, Role
from accounts.adminkit.duties import Duty, tells_duties
from subsidies.claims.clocks.overdue import overdue_in
from subsidies.claims.messaging import with_unread
from subsidies.claims.models import Claim
from subsidies.claims.parked import parked_claims
from subsidies.claims.states import OFFICE_STEPS, OPEN_STATES, ClaimState
from subsidies.office.claims.filters import OVERDUE

_DUTIES = (
    (ClaimState.SUBMITTED, "待受理", "inbox", "新提交的申报，核对材料后受理或退回补正", {Role.INTAKE, Role.REVIEWER}),
    (ClaimState.ACCEPTED, "待审核", "task_alt", "已受理的申报，核定金额后审核通过或不予支持", {Role.REVIEWER}),
    (ClaimState.WAITING_PARAMETER, "待公布标准", "hourglass_top", "标准公布后可批量重新核算", {Role.REVIEWER}),
)


@tells_duties(place=10)
def claims_that_wait(actor: Actor) -> Iterator[Duty]:
    """Claims of the actor's cities by state; never those of the applicants that the actor files for."""
    wanted = [row for row in _DUTIES if actor.city_ids(*row[4])]
    if not wanted:
        return
    cities = actor.city_ids(Role.INTAKE, Role.REVIEWER)
    rows = Claim.objects.visible_to(actor).filter(city__in=cities).exclude(applicant__in=actor.recused_from)
    counts = dict(rows.values_list("state").annotate(Count("pk")).order_by())
    steps = {state for state, *_ in wanted if state in OFFICE_STEPS}
    if late := overdue_in(rows, cities, steps):
        url = f"{reverse('admin:claims_claim_changelist')}?clock={OVERDUE}"
        yield Duty("已超期", len(late), url, "alarm", "超过承诺时限的申报，请先办理")
    parked = len(parked_claims(rows)) if actor.city_ids(Role.REVIEWER) else 0
    if parked:
        note = "后台核算没有完成，可取回审核"
        yield Duty("核算搁置", parked, _address(ClaimState.APPROVED), "report", note)
    unread = len(with_unread(rows.filter(state__in=OPEN_STATES).values("pk"), of_office=True))
    if unread:
        address = f"{reverse('admin:claims_claim_changelist')}?unread=1"
        yield Duty("申报消息", unread, address, "mail", "申请人在申报上写来的消息，还没有读", decides=False)
    for state, title, icon, note, _ in wanted:
        yield Duty(title, counts.get(state, 0), _address(state), icon, note)


def _address(state: str) -> str:
    if state == ClaimState.WAITING_PARAMETER:
        return reverse("admin:claims_claim_waiting")
    return f"{reverse('admin:claims_claim_changelist')}?state={state}"
