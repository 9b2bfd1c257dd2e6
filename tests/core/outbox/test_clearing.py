"""What is finished goes after a while; what is open or parked stays."""

from datetime import timedelta

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone

from core import outbox
from core.models import OutboxMessage
from core.outbox.clearing import KEPT_FOR, clear_finished

pytestmark = pytest.mark.django_db


def test_work_that_was_done_long_ago_goes_and_no_other() -> None:
    now = timezone.now()
    stages = {
        "old": {"done_at": now - KEPT_FOR - timedelta(minutes=1)},
        "fresh": {"done_at": now - KEPT_FOR + timedelta(days=1)},
        "parked": {"parked_at": now - KEPT_FOR * 2}, "open": {},
    }  # fmt: skip
    for key, stage in stages.items():
        with transaction.atomic():
            row = outbox.enqueue("core.sweep_files", key=key)
        OutboxMessage.objects.filter(pk=row.pk).update(created_at=now - KEPT_FOR * 3, **stage)
    clear_finished()
    assert set(OutboxMessage.objects.values_list("key", flat=True)) == {"fresh", "parked", "open"}


def test_a_session_goes_once_it_has_run_out() -> None:
    over, going = SessionStore(), SessionStore()
    over.set_expiry(-60)
    going.set_expiry(3600)
    over.create()
    going.create()
    clear_finished()
    assert set(Session.objects.values_list("session_key", flat=True)) == {going.session_key}
