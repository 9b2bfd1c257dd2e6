"""The first page of the admin: what waits for this person, with counts."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse

from accounts.actor import Actor, Role
from accounts.adminkit.duties import Duty, duties_of, tells_duties
from accounts.requests.portal_request import PortalRequest
from core.files.quotas import GIGABYTE, free_bytes, is_low
from core.models import OutboxMessage


def dashboard(request: PortalRequest, context: dict[str, Any]) -> dict[str, Any]:
    """Context of the first page."""
    return context | {"duties": duties(request), "low_disk": low_disk(request.actor), "title": "工作台"}


def low_disk(actor: Actor) -> str:
    """A sentence for those who run the portal or a park, while the disk runs low; else nothing."""
    if not is_low() or not (actor.is_administrator or actor.city_ids(Role.OPERATOR)):
        return ""
    return f"门户所在磁盘只剩{free_bytes() / GIGABYTE:.1f}GB，请尽快扩容或清理；空间用尽前会先停止收取文件。"


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
        yield Duty("后台任务", count, url, "sync_problem", "已搁置：多次失败后停下，查明原因后重新执行")
