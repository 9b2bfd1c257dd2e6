"""What is finished and needed no more: done work of the outbox, sessions that ended. Removed at night."""

from datetime import timedelta

from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone

from core.models import OutboxMessage
from core.outbox.handlers import handles

KEPT_FOR = timedelta(days=90)  # long enough to look up what a worker did; what has to be proved stands in the trail


@handles("core.clear_finished", words="清理已办结的后台任务和过期会话", nightly=True)
def clear_finished() -> None:
    """Worker: remove work that was done 90 days ago, and sessions that have run out. Open and parked work stays."""
    OutboxMessage.objects.filter(done_at__lt=timezone.now() - KEPT_FOR).delete()
    SessionStore.clear_expired()
