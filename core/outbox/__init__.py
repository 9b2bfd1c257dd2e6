"""Handing work over so that nothing is lost when the broker or a worker dies.

A verb calls `enqueue` in its transaction. `relay` (a process of its own) gives open messages to the broker, which may
lose or repeat them: `run` takes the message's row, does the work and marks it done in one transaction, so that the
effect happens once. Messages whose lease has passed are given to the broker again. Work that fails or kills its worker
`OUTBOX_MAX_ATTEMPTS` times is parked and told to the administrator, and to whatever waits for it (`when_parked`).
"""

from core.outbox.handlers import HANDLERS, NIGHTLY, WHEN_PARKED, Handler, handles, when_parked, words_of
from core.outbox.relaying import due, relay
from core.outbox.running import run
from core.outbox.writing import CHANNEL, enqueue, release

__all__ = [
    "CHANNEL",
    "HANDLERS",
    "NIGHTLY",
    "WHEN_PARKED",
    "Handler",
    "due",
    "enqueue",
    "handles",
    "relay",
    "release",
    "run",
    "when_parked",
    "words_of",
]
