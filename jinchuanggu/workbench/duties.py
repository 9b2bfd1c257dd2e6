"""The first page of the admin: what waits for this person, with counts."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse

from accounts.actor import Actor
from accounts.adminkit.duties import Duty, duties_of, tells_duties
from accounts.requests.portal_request import PortalRequest
from core.models import OutboxMessage


def dashboard(request: PortalRequest, context: dict[str, Any]) -> dict[str, Any]:
    """Context of the first page."""
    return context | {"duties": duties(request), "title": "工作台"}


def duties(request: PortalRequest) -> list[Duty]:
    """What waits for the person of this request; reckoned once a request."""
    kept: Any = request  # what was reckoned lies on the request, for as long as it lasts
    known: list[Duty] | None = getattr(kept, "_duties", None)
    if known is None:
        known = kept._duties = duties_of(request.actor)
    return known


@tells_duties(place=90)
def parked_work(actor: Actor) -> Iterator[Duty]:
    """Work in the background that failed too often; an administrator looks into it."""
    if actor.is_administrator:
        count = OutboxMessage.objects.exclude(parked_at=None).count()
        url = f"{reverse('admin:core_outboxmessage_changelist')}?state=parked"
        yield Duty("搁置的任务", count, url, "sync_problem", "多次失败后停下的后台任务，查明原因后重新执行")
