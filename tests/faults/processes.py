"""Real workers and relays as processes of their own, on the test's database and broker."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from django.conf import settings
from django.db import connection

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 120.0


def environment() -> dict[str, str]:
    """The environment in which a process works on the database of this test."""
    at = connection.settings_dict
    who = quote(at["USER"]) + (f":{quote(at['PASSWORD'])}" if at["PASSWORD"] else "")
    url = f"postgres://{who}@{at['HOST']}:{at['PORT']}/{at['NAME']}"
    return os.environ | {
        "DATABASE_URL": url,
        "REDIS_URL": settings.REDIS_URL,
        "OUTBOX_LEASE_SECONDS": "2",
        "OUTBOX_PAUSES": "2,2,2,2",
        "MEDIA_ROOT": str(settings.MEDIA_ROOT),
    }


class Process:
    """A process with its group, so that a kill leaves no child behind."""

    def __init__(self, *command: str) -> None:
        self.popen = subprocess.Popen(
            [sys.executable, *command],
            cwd=ROOT,
            env=environment(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def kill(self) -> None:
        """SIGKILL to the whole group: nothing is said goodbye to."""
        if self.popen.poll() is None:
            os.killpg(self.popen.pid, signal.SIGKILL)
        self.popen.wait()


@contextmanager
def running(*command: str) -> Iterator[Process]:
    """A process for the length of a block."""
    process = Process(*command)
    try:
        yield process
    finally:
        process.kill()


WORKER = (
    "-m",
    "celery",
    "-A",
    "jinchuanggu",
    "worker",
    "-c",
    "1",
    "-l",
    "ERROR",
    "--without-gossip",
    "--without-mingle",
)
RELAY = ("manage.py", "relay_outbox")


def eventually(true: Callable[[], bool]) -> bool:
    """Look again and again until something is true; False when patience ends."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if true():
            return True
        time.sleep(0.1)
    return False
