"""What waits for those who release figures."""

from collections.abc import Iterator

from django.urls import reverse

from accounts.actor import Actor, Role
from accounts.adminkit.duties import Duty, tells_duties
from subsidies.catalogue.models import Edition, EditionState


@tells_duties(place=20)
def editions_that_wait(actor: Actor) -> Iterator[Duty]:
    """Editions that somebody else entered."""
    cities = actor.city_ids(Role.POLICY_RELEASER)
    if cities:
        rows = Edition.objects.visible_to(actor).filter(state=EditionState.DRAFT, document__city__in=cities)
        count = rows.exclude(entered_by=actor.user_id).count()
        url = f"{reverse('admin:catalogue_edition_changelist')}?state__exact={EditionState.DRAFT}"
        yield Duty("待发布参数", count, url, "publish", "他人录入的政策参数，复核后发布或退回")
