"""A message's work, done once, whoever delivers it and however often.

A worker holds a message by a lock of its connection, from counting the attempt to the end of the work: a message that
is delivered to many workers at once counts one attempt, and the hold of a worker that dies ends with its connection.
"""

import logging
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.conf import settings
from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone

from core.models import OutboxMessage
from core.outbox.handlers import HANDLERS, WHEN_PARKED
from core.walls.acting import Identity, acting_as, beyond_walls

logger = logging.getLogger(__name__)
WORKER = Identity(everywhere="worker")


@contextmanager
def _held(message_id: str) -> Iterator[bool]:
    """Hold a message among all workers; False when another worker has it in hand."""
    name = f"outbox:{message_id}"
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(hashtextextended(%s, 0))", [name])
        held = bool(cursor.fetchone()[0])
    try:
        yield held
    finally:
        if held and connection.is_usable():
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(hashtextextended(%s, 0))", [name])


def _open_row(message_id: str) -> OutboxMessage | None:
    """The message, locked; None when it is finished or parked."""
    open_ones = OutboxMessage.objects.filter(pk=message_id, done_at=None, parked_at=None)
    return open_ones.select_for_update().first()


def _begin(message_id: str) -> bool:
    """Count an attempt; park the message instead when it has had its share. True when there is work to do."""
    with transaction.atomic():
        row = _open_row(message_id)
        if row is None:
            return False
        if row.attempts >= settings.OUTBOX_MAX_ATTEMPTS:
            row.parked_at = timezone.now()
            row.save(update_fields=["parked_at"])
            logger.error("outbox message parked: %s %s", row.handler, row.pk)
            _tell_parked(row)
            return False
        OutboxMessage.objects.filter(pk=row.pk).update(attempts=F("attempts") + 1)
        return True


def _tell_parked(row: OutboxMessage) -> None:
    """Tell what waits for the message; where that fails the message is parked all the same."""
    if row.handler not in WHEN_PARKED:
        return
    try:
        with transaction.atomic(), beyond_walls(f"parked {row.handler}"):
            WHEN_PARKED[row.handler](**row.arguments)
    except Exception:
        logger.exception("nobody was told of the parked message: %s", row.pk)


def run(message_id: str) -> None:
    """Do a message's work once. A failure is noted and tried again by the relay; nothing is raised."""
    with acting_as(WORKER), _held(message_id) as held:
        if held and _begin(message_id):
            _work(message_id)


def _work(message_id: str) -> None:
    """The work and its mark in one transaction, or a note of why it failed."""
    try:
        with transaction.atomic():
            row = _open_row(message_id)
            if row is None:
                return
            with beyond_walls(row.handler):
                HANDLERS[row.handler](**row.arguments)
            row.done_at = timezone.now()
            row.save(update_fields=["done_at"])
    except Exception:
        _note_failure(message_id, traceback.format_exc())
        logger.exception("outbox message failed: %s", message_id)


def _note_failure(message_id: str, text: str) -> None:
    """Keep the error and let the relay try again, after a longer pause each time."""
    row = OutboxMessage.objects.filter(pk=message_id).first()
    if row is None:
        return
    pause = _pause_after(row.attempts)
    row.published_at = timezone.now() + timedelta(seconds=pause - settings.OUTBOX_LEASE_SECONDS)
    row.last_error = text[-4000:].encode("utf-8", "replace").decode().replace("\x00", "")
    row.save(update_fields=["published_at", "last_error"])


def _pause_after(attempts: int) -> int:
    """Seconds to wait after so many runs; the last of the pauses where no further one is set."""
    pauses: list[int] = settings.OUTBOX_PAUSES
    return pauses[min(max(attempts, 1), len(pauses)) - 1]
