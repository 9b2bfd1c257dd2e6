"""The outbox: what was decided is done once, whatever the broker or a worker does."""

from datetime import timedelta

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone

from accounts.models import City
from core import outbox
from core.models import OutboxMessage

pytestmark = pytest.mark.django_db


@pytest.fixture
def effects(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the handlers `note` and `fail` did."""
    seen: list[str] = []

    def fail(text: str) -> None:
        seen.append(text)
        raise ValueError("broken on purpose")

    monkeypatch.setitem(outbox.HANDLERS, "note", lambda text: seen.append(text))
    monkeypatch.setitem(outbox.HANDLERS, "fail", fail)
    return seen


def enqueue(handler: str, text: str = "甲", key: str | None = None) -> OutboxMessage:
    with transaction.atomic():
        return outbox.enqueue(handler, key=key, text=text)


def test_a_message_delivered_three_times_has_one_effect(effects: list[str]) -> None:
    message = enqueue("note")
    for _ in range(3):
        outbox.run(str(message.pk))
    assert effects == ["甲"]


def test_the_same_key_is_written_once(effects: list[str]) -> None:
    assert enqueue("note", key="notice:1").pk == enqueue("note", key="notice:1").pk


def test_the_relay_publishes_what_is_open_and_not_what_it_has_just_published(effects: list[str]) -> None:
    message = enqueue("note")
    published: list[str] = []
    assert outbox.relay(published.append) == 1
    assert outbox.relay(published.append) == 0
    assert published == [str(message.pk)]


def test_what_the_broker_lost_is_published_again_after_the_lease(effects: list[str], settings) -> None:
    enqueue("note")
    outbox.relay(lambda _: None)
    published: list[str] = []
    with time_machine.travel(timezone.now() + timedelta(seconds=settings.OUTBOX_LEASE_SECONDS + 1), tick=False):
        outbox.relay(published.append)
    assert len(published) == 1


def test_a_broker_that_cannot_be_reached_leaves_the_message_open(effects: list[str]) -> None:
    enqueue("note")

    def refuse(_: str) -> None:
        raise ConnectionError

    with pytest.raises(ConnectionError), transaction.atomic():
        outbox.relay(refuse)
    assert outbox.due().count() == 1


def test_work_that_fails_is_parked_after_its_attempts_and_can_be_released(effects: list[str], settings) -> None:
    message = enqueue("fail")
    for _ in range(settings.OUTBOX_MAX_ATTEMPTS + 3):
        outbox.run(str(message.pk))
    message.refresh_from_db()
    assert len(effects) == settings.OUTBOX_MAX_ATTEMPTS
    assert message.parked_at is not None and "broken on purpose" in message.last_error
    outbox.release(message)
    assert outbox.due().count() == 1


def runs_after(seconds: int, message: OutboxMessage) -> int:
    """How often the message ran in this time, when each run fails and a relay looks every second."""
    began, ran = timezone.now(), 0
    for second in range(seconds + 1):
        with time_machine.travel(began + timedelta(seconds=second), tick=False):
            due = [str(row.pk) for row in outbox.due() if row.pk == message.pk]
            outbox.relay(outbox.run)
            ran += len(due)
    return ran


def test_an_outage_of_half_a_minute_parks_nothing_and_one_of_minutes_neither(effects: list[str]) -> None:
    message = enqueue("fail")
    assert runs_after(30, message) == 2
    assert runs_after(300, message) == 2
    message.refresh_from_db()
    assert (message.attempts, message.parked_at) == (4, None)


def test_what_fails_for_longer_is_parked(effects: list[str]) -> None:
    message = enqueue("fail")
    assert runs_after(700, message) == 6
    message.refresh_from_db()
    assert len(effects) == 5 and message.parked_at is not None


def test_who_waits_for_parked_work_is_told_once(effects: list[str], monkeypatch: pytest.MonkeyPatch, settings) -> None:
    told: list[str] = []
    monkeypatch.setitem(outbox.WHEN_PARKED, "fail", lambda text: told.append(text))
    message = enqueue("fail", "乙")
    for _ in range(settings.OUTBOX_MAX_ATTEMPTS):
        outbox.run(str(message.pk))
    assert told == []
    for _ in range(3):
        outbox.run(str(message.pk))
    assert told == ["乙"]


def test_work_is_parked_even_if_nobody_can_be_told(
    effects: list[str], changzhi: City, monkeypatch: pytest.MonkeyPatch, settings
) -> None:
    def rename_and_fail(text: str) -> None:
        City.objects.filter(pk=changzhi.pk).update(name=text)
        raise ValueError

    monkeypatch.setitem(outbox.WHEN_PARKED, "fail", rename_and_fail)
    message = enqueue("fail")
    for _ in range(settings.OUTBOX_MAX_ATTEMPTS + 1):
        outbox.run(str(message.pk))
    message.refresh_from_db()
    changzhi.refresh_from_db()
    assert message.parked_at is not None and changzhi.name == "长治"


def test_a_failed_run_leaves_nothing_behind(changzhi: City, monkeypatch: pytest.MonkeyPatch) -> None:
    def rename_and_fail() -> None:
        City.objects.filter(pk=changzhi.pk).update(name="改名")
        raise ValueError

    monkeypatch.setitem(outbox.HANDLERS, "half", rename_and_fail)
    with transaction.atomic():
        message = outbox.enqueue("half")
    outbox.run(str(message.pk))
    changzhi.refresh_from_db()
    assert changzhi.name == "长治"


@pytest.mark.django_db(transaction=True)
def test_nothing_is_enqueued_when_the_decision_is_rolled_back(effects: list[str]) -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():  # noqa: PT012
        outbox.enqueue("note", text="甲")
        1 / 0  # noqa: B018
    assert not OutboxMessage.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_nothing_is_enqueued() -> None:
    with pytest.raises(RuntimeError):
        outbox.enqueue("note", text="甲")
