"""From the database to the broker: what is due, each message once, and again when it was lost."""

from collections.abc import Callable
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from core.models import OutboxMessage
from core.walls.acting import beyond_walls


def due() -> QuerySet[OutboxMessage]:
    """Open messages that were never given to the broker, or so long ago that they must have been lost."""
    lost = timezone.now() - timedelta(seconds=settings.OUTBOX_LEASE_SECONDS)
    open_ones = OutboxMessage.objects.filter(done_at=None, parked_at=None)
    return open_ones.filter(Q(published_at=None) | Q(published_at__lt=lost)).order_by("created_at")


@beyond_walls("relay")
def relay(publish: Callable[[str], None], limit: int = 100) -> int:
    """Give up to `limit` due messages to `publish`; returns how many. Several relays may run beside each other.

    The rows are marked and free again before the broker hears of them, since a quick worker asks for them at once.
    What the broker does not take is due again; what a relay that dies had in hand is due after its lease.
    """
    waiting = _marked(limit)
    count = len(waiting)
    try:
        while waiting:
            publish(waiting[0])
            waiting.pop(0)
    except BaseException:
        OutboxMessage.objects.filter(pk__in=waiting, done_at=None).update(published_at=None)
        raise
    return count


def _marked(limit: int) -> list[str]:
    """The keys of up to `limit` due messages, marked as given to the broker now, oldest first."""
    with transaction.atomic():
        keys = [row.pk for row in due().select_for_update(skip_locked=True)[:limit]]
        OutboxMessage.objects.filter(pk__in=keys).update(published_at=timezone.now())
    return [str(key) for key in keys]
