"""Several people at once: threads that start together, and a pause at the worst place.

The pause is a barrier inside the code under test. Where a lock lets only one in, the barrier is never met by the
others, breaks after PAUSE seconds, and the one goes on; where the lock is switched off, all meet there and the race
happens for certain. So the same test body proves that the lock holds, and that without it the harm is real.
"""

import contextlib
import threading
from collections.abc import Callable, Sequence
from contextvars import copy_context
from typing import Any

import pytest
from django.db import connection

PAUSE = 0.7
Work = Callable[[], Any]


def together(works: Sequence[Work]) -> list[Any]:
    """Run each work in a thread with its own connection, as whoever acts here, all let
    go at once; results (or exceptions) in order."""
    gate, results = threading.Barrier(len(works)), [None] * len(works)

    def run(place: int, work: Work) -> None:
        try:
            connection.ensure_connection()
            gate.wait(30)
            results[place] = work()
        except Exception as error:
            results[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=copy_context().run, args=(run, *row), daemon=True) for row in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
        assert not thread.is_alive(), "a thread hangs"
    return results


class Meeting:
    """Where all meet, if nothing keeps them apart. `met` tells whether they did."""

    def __init__(self, parties: int) -> None:
        self.barrier, self.met = threading.Barrier(parties), False

    def wait(self) -> None:
        with contextlib.suppress(threading.BrokenBarrierError):
            self.barrier.wait(PAUSE)
            self.met = True


def pause_after(patch: pytest.MonkeyPatch, target: str, parties: int) -> Meeting:
    """Let all meet after the function at `target` (a dotted path) has answered."""
    module, _, name = target.rpartition(".")
    original: Any = getattr(__import__(module, fromlist=[name]), name)
    meeting = Meeting(parties)

    def paused(*args: Any, **kwargs: Any) -> Any:
        answer = original(*args, **kwargs)
        meeting.wait()
        return answer

    patch.setattr(target, paused)
    return meeting
