"""Writing work down in the transaction that decides it, and opening what was parked."""

from typing import Any

from django.db import connection, transaction

from core.models import OutboxMessage

CHANNEL = "outbox"


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


def release(message: OutboxMessage) -> None:
    """Open a parked message again, with its attempts forgotten."""
    OutboxMessage.objects.filter(pk=message.pk, done_at=None).update(parked_at=None, attempts=0, published_at=None)
