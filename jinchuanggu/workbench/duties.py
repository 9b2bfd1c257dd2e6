"""The first page of the admin: what waits for this person, with counts."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Count
from django.urls import reverse

from accounts.actor import roles
from core.models import OutboxMessage
from subsidies.catalogue.models import Edition
from subsidies.claims.models import Claim
from subsidies.claims.states import ClaimState

QUEUE = "admin:claims_claim_changelist"


@dataclass(frozen=True)
class Duty:
    """One kind of work that waits: words, how much of it, where it is done."""

    title: str
    count: int
    url: str
    icon: str
    note: str


def dashboard(request: Any, context: dict[str, Any]) -> dict[str, Any]:
    """Context of the first page."""
    return context | {"duties": duties(request), "title": "工作台"}


def duties(request: Any) -> list[Duty]:
    """What waits for the person of this request; reckoned once a request."""
    known: list[Duty] | None = getattr(request, "_duties", None)
    if known is None:
        known = [*_claims(request.actor), *_editions(request.actor), *_parked(request.actor)]
        request._duties = known
    return known


_CLAIM_DUTIES = (
    (ClaimState.SUBMITTED, "待受理", "inbox", "新提交的申报，核对材料后受理或退回补正", {roles.INTAKE, roles.REVIEWER}),
    (ClaimState.ACCEPTED, "待审核", "task_alt", "已受理的申报，核定金额后审核通过或不予支持", {roles.REVIEWER}),
    (ClaimState.WAITING_PARAMETER, "待公布标准", "hourglass_top", "标准公布后可批量重新核算", {roles.REVIEWER}),
)


def _claims(actor: Any) -> Iterator[Duty]:
    wanted = [row for row in _CLAIM_DUTIES if actor.city_ids(*row[4])]
    if not wanted:
        return
    cities = actor.city_ids(roles.INTAKE, roles.REVIEWER)
    rows = Claim.objects.visible_to(actor).filter(city__in=cities).exclude(applicant__in=actor.applicant_ids)
    counts = dict(rows.values_list("state").annotate(Count("pk")).order_by())
    for state, title, icon, note, _ in wanted:
        waiting = state == ClaimState.WAITING_PARAMETER
        url = reverse("admin:claims_claim_waiting") if waiting else f"{reverse(QUEUE)}?state={state}"
        yield Duty(title, counts.get(state, 0), url, icon, note)


def _editions(actor: Any) -> Iterator[Duty]:
    cities = actor.city_ids(roles.POLICY_RELEASER)
    if cities:
        rows = Edition.objects.visible_to(actor).filter(state="draft", document__city__in=cities)
        count = rows.exclude(entered_by=actor.user_id).count()
        url = f"{reverse('admin:catalogue_edition_changelist')}?state__exact=draft"
        yield Duty("待发布参数", count, url, "publish", "他人录入的政策参数，复核后发布或退回")


def _parked(actor: Any) -> Iterator[Duty]:
    if actor.is_administrator:
        count = OutboxMessage.objects.exclude(parked_at=None).count()
        url = f"{reverse('admin:core_outboxmessage_changelist')}?state=parked"
        yield Duty("搁置的任务", count, url, "sync_problem", "多次失败后停下的后台任务，查明原因后重新执行")
