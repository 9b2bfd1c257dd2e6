"""Requests to move in that wait for the park's operator."""

from collections.abc import Iterator

from django.urls import reverse

from accounts.actor import Actor, Role
from accounts.adminkit.duties import Duty, tells_duties
from parks.models import EntryRequest, EntryState


@tells_duties(place=40)
def entry_requests_that_wait(actor: Actor) -> Iterator[Duty]:
    """Those of the actor's cities; never those of the applicants that the actor files for."""
    cities = actor.city_ids(Role.OPERATOR)
    if not cities:
        return
    rows = EntryRequest.objects.visible_to(actor).filter(applicant__city__in=cities, state=EntryState.ASKED)
    count = rows.exclude(applicant__in=actor.recused_from).count()
    address = f"{reverse('admin:parks_entryrequest_changelist')}?state__exact={EntryState.ASKED}"
    yield Duty("待答复入驻申请", count, address, "door_open", "同意的填入驻协议编号和日期，再登记租约")
