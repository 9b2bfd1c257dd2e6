"""Relays and workers beside each other: published once, done once, whatever arrives how often."""

import threading

import pytest
from django.db import connection, transaction

from core import outbox
from core.models import OutboxMessage
from core.outbox import relaying, running
from tests.races.together import together

pytestmark = pytest.mark.django_db(transaction=True)
WORKERS = 10


@pytest.fixture
def effects(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the handler `note` did, in the transactions that were committed or not."""
    seen: list[str] = []
    monkeypatch.setitem(outbox.HANDLERS, "note", lambda text: seen.append(text))
    return seen


def written(count: int) -> list[str]:
    with transaction.atomic():
        return [str(outbox.enqueue("note", text=str(number)).pk) for number in range(count)]


def test_two_relays_publish_each_message_once() -> None:
    keys, published = written(60), []
    lock = threading.Lock()

    def publish(key: str) -> None:
        with lock:
            published.append(key)

    def relay() -> None:
        while outbox.relay(publish, limit=7):
            pass

    assert together([relay, relay]) == [None, None]
    assert sorted(published) == sorted(keys)


def test_without_the_row_lock_two_relays_would_publish_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    keys, published = written(3), []
    due = outbox.due

    class Unlocked:
        def select_for_update(self, **_: bool) -> list[OutboxMessage]:
            rows = list(due())
            meeting.wait(20)
            return rows

    meeting = threading.Barrier(2)
    monkeypatch.setattr(relaying, "due", Unlocked)
    together([lambda: outbox.relay(published.append)] * 2)
    assert sorted(published) == sorted(keys * 2)


def test_a_quick_worker_finds_the_message_while_the_relay_is_still_at_it(effects: list[str]) -> None:
    """The broker hands a message on before the relay has come to the end of its round."""
    first, second = written(2)

    def publish(key: str) -> None:
        if key == second:
            together([lambda: outbox.run(first)])

    outbox.relay(publish)
    assert effects == ["0"]


def test_the_same_message_run_by_ten_workers_has_one_effect(effects: list[str]) -> None:
    (key,) = written(1)
    assert together([lambda: outbox.run(key)] * WORKERS) == [None] * WORKERS
    row = OutboxMessage.objects.get(pk=key)
    assert (effects, row.attempts, row.parked_at) == (["0"], 1, None) and row.done_at is not None


def test_without_the_hold_deliveries_at_once_use_up_the_attempts(
    effects: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (key,) = written(1)
    begin, meeting = running._begin, threading.Barrier(WORKERS)

    def begun(message_id: str) -> bool:
        answer = begin(message_id)
        meeting.wait(20)
        return answer

    monkeypatch.setattr(running, "_begin", begun)
    together([lambda: running._begin(key) and running._work(key)] * WORKERS)
    assert effects == [] and OutboxMessage.objects.get(pk=key).parked_at is not None


def test_work_of_a_worker_that_dies_is_free_at_once(effects: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """The hold ends with the connection: nobody waits for a lease."""
    (key,) = written(1)

    def die(text: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")

    monkeypatch.setitem(outbox.HANDLERS, "note", die)
    together([lambda: outbox.run(key)])
    monkeypatch.setitem(outbox.HANDLERS, "note", lambda text: effects.append(text))
    outbox.run(key)
    assert effects == ["0"]
