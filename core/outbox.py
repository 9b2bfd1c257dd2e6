"""Handing work over so that nothing is lost when the broker or a worker dies.

A verb calls `enqueue` in its transaction. `relay` (a process of its own) gives open messages to the broker, which may
lose or repeat them: `run` takes the message's row, does the work and marks it done in one transaction, so that the
effect happens once. Messages whose lease has passed are given to the broker again. Work that fails or kills its worker
`OUTBOX_MAX_ATTEMPTS` times is parked and told to the administrator, and to whatever waits for it (`when_parked`).

A worker holds a message by a lock of its connection, from counting the attempt to the end of the work: a message that
is delivered to many workers at once counts one attempt, and the hold of a worker that dies ends with its connection.
"""

import logging
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from core.models import OutboxMessage

Handler = Callable[..., None]
HANDLERS: dict[str, Handler] = {}
WHEN_PARKED: dict[str, Handler] = {}
CHANNEL = "outbox"
logger = logging.getLogger(__name__)


def handles(name: str) -> Callable[[Handler], Handler]:
    """Register a function as the handler called `name`. It must be idempotent in what it does outside the database."""

    def register(function: Handler) -> Handler:
        HANDLERS[name] = function
        return function

    return register


def when_parked(name: str) -> Callable[[Handler], Handler]:
    """Register a function that hears of a parked message of `name`, with its arguments, to say that nobody works on it.

    An administrator may open the message again, so the handler must still find its work.
    """

    def register(function: Handler) -> Handler:
        WHEN_PARKED[name] = function
        return function

    return register


def enqueue(handler: str, *, key: str | None = None, **arguments: Any) -> OutboxMessage:
    """Write work for `handler` in the caller's transaction. A `key` that is already there is not written twice."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("an outbox message is written in the transaction that decided it")
    if key is None:
        message = OutboxMessage.objects.create(handler=handler, arguments=arguments)
    else:
        message, _ = OutboxMessage.objects.get_or_create(key=key, defaults={"handler": handler, "arguments": arguments})
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, '')", [CHANNEL])
    return message


def due() -> QuerySet[OutboxMessage]:
    """Open messages that were never given to the broker, or so long ago that they must have been lost."""
    lost = timezone.now() - timedelta(seconds=settings.OUTBOX_LEASE_SECONDS)
    open_ones = OutboxMessage.objects.filter(done_at=None, parked_at=None)
    return open_ones.filter(Q(published_at=None) | Q(published_at__lt=lost)).order_by("created_at")


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
        with transaction.atomic():
            WHEN_PARKED[row.handler](**row.arguments)
    except Exception:
        logger.exception("nobody was told of the parked message: %s", row.pk)


def run(message_id: str) -> None:
    """Do a message's work once. A failure is noted and tried again by the relay; nothing is raised."""
    with _held(message_id) as held:
        if held and _begin(message_id):
            _work(message_id)


def _work(message_id: str) -> None:
    """The work and its mark in one transaction, or a note of why it failed."""
    try:
        with transaction.atomic():
            row = _open_row(message_id)
            if row is None:
                return
            HANDLERS[row.handler](**row.arguments)
            row.done_at = timezone.now()
            row.save(update_fields=["done_at"])
    except Exception:
        _note_failure(message_id, traceback.format_exc())
        logger.exception("outbox message failed: %s", message_id)


def _note_failure(message_id: str, text: str) -> None:
    """Keep the error and let the relay try again, a little later after each attempt."""
    row = OutboxMessage.objects.filter(pk=message_id).first()
    if row is None:
        return
    pause = min(5 * row.attempts, settings.OUTBOX_LEASE_SECONDS)
    row.published_at = timezone.now() - timedelta(seconds=settings.OUTBOX_LEASE_SECONDS - pause)
    row.last_error = text[-4000:].encode("utf-8", "replace").decode().replace("\x00", "")
    row.save(update_fields=["published_at", "last_error"])


def release(message: OutboxMessage) -> None:
    """Open a parked message again, with its attempts forgotten."""
    OutboxMessage.objects.filter(pk=message.pk, done_at=None).update(parked_at=None, attempts=0, published_at=None)
