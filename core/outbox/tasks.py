"""Celery tasks: thin. The work itself is registered with core.outbox."""

import logging

from celery import shared_task
from django.db import transaction
from django.utils import timezone

from core.outbox.handlers import NIGHTLY
from core.outbox.relaying import relay
from core.outbox.running import run
from core.outbox.writing import enqueue
from core.walls.acting import beyond_walls

logger = logging.getLogger(__name__)


@shared_task(name="core.outbox.tasks.run_message")
def run_message(message_id: str) -> None:
    """Do one outbox message's work."""
    run(message_id)


@shared_task(name="core.outbox.tasks.reconcile_outbox")
def reconcile_outbox() -> None:
    """Give what was lost to the broker again, in case no relay runs."""
    relay(publish)


@shared_task(name="core.outbox.tasks.request_nightly_work")
@beyond_walls("the night's work")
def request_nightly_work() -> None:
    """Write the night's work once a day, whoever asks and however often."""
    day = timezone.localdate().isoformat()
    with transaction.atomic():
        for handler in NIGHTLY:
            enqueue(handler, key=f"{handler}:{day}")


def publish(message_id: str) -> None:
    """Give a message to the broker; raises when the broker cannot be reached."""
    run_message.apply_async(args=[message_id], ignore_result=True)
