"""The portal with its demo as processes of its own, on the servers that DATABASE_URL and REDIS_URL name."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CELERY = (
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
PATIENCE = 120.0


@contextmanager
def running() -> Iterator[str]:
    """Load the demo, start web, worker and relay; the address. All of it ends with the block."""
    address, port = _free_address()
    env = os.environ | {"PUBLIC_ADDRESS": address, "WEB_CONCURRENCY": "1"}
    for command in ("migrate", "load_demo"):
        subprocess.run([sys.executable, "manage.py", command], cwd=ROOT, env=env, check=True, stdout=subprocess.DEVNULL)
    web = ("-m", "gunicorn", "-c", "deploy/gunicorn.conf.py", "--bind", f"127.0.0.1:{port}")
    with ExitStack() as started:
        for command in (web, CELERY, ("manage.py", "relay_outbox")):
            process = subprocess.Popen([sys.executable, *command], cwd=ROOT, env=env, stdout=subprocess.DEVNULL)
            started.callback(process.wait)
            started.callback(process.terminate)
        _wait_for(address)
        yield address


def _free_address() -> tuple[str, int]:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    return f"http://127.0.0.1:{port}", port


def _wait_for(address: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(address, timeout=10):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    raise SystemExit(f"{address} does not answer")
