"""The people of the demo as they act, and the work that they leave to a worker."""

from collections.abc import Collection
from functools import cache

from accounts.actor import Actor, actor_of
from accounts.models import User
from core import outbox
from core.models import OutboxMessage


@cache
def acting(login: str) -> Actor:
    """Who logs in so. Raises User.DoesNotExist where the account is gone. Kept while deeds are done, since each is
    somebody's; whoever begins to do them clears it first."""
    return actor_of(User.objects.get(username=login, is_active=True))


def work_off(handlers: Collection[str]) -> None:
    """Do at once what is open for these handlers, as a worker does, so that the next deed finds it done. What fails
    stays open, as it would there."""
    tried: set[str] = set()
    rows = OutboxMessage.objects.filter(done_at=None, parked_at=None, handler__in=handlers).order_by("created_at")
    while keys := [str(row.pk) for row in rows.all() if str(row.pk) not in tried]:
        for key in keys:
            tried.add(key)
            outbox.run(key)
