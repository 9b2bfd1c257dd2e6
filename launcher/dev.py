"""PostgreSQL and Valkey for development, which outlive the shell: `make services`, `make services-stop`."""

from __future__ import annotations

import os
import signal

from launcher import paths, ports, postgres, process, valkey
from launcher.say import line

FOLDER = paths.VAR / "dev"
POSTGRES_PORT = 54329
VALKEY_PORT = 63799
NAMES = ("valkey", "postgres")


def start() -> int:
    """Start both, unless they run, on their usual ports or others where those are taken, and print what to export."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    kept = FOLDER / "urls"
    if not (kept.exists() and _both_run()):
        stop()
        redis = valkey.start(FOLDER, ports.free_or(VALKEY_PORT), parent_death=None)
        database = postgres.start(FOLDER, ports.free_or(POSTGRES_PORT), throw_away=True, parent_death=None)
        (FOLDER / "pids").write_text(f"{redis.child.pid} {database.child.pid}")
        kept.touch(mode=0o600)
        urls = {"DATABASE_URL": database.url, "OWNER_DATABASE_URL": database.owner_url, "REDIS_URL": redis.url}
        kept.write_text("".join(f"export {name}={url}\n" for name, url in urls.items()))
    line(kept.read_text().strip())
    return 0


def stop() -> int:
    for pid, name, signum in zip(_pids(), NAMES, (signal.SIGTERM, signal.SIGINT), strict=False):
        if process.is_running(pid, name):
            os.kill(pid, signum)
            process.wait_gone(pid, 20)
    (FOLDER / "pids").unlink(missing_ok=True)
    return 0


def _both_run() -> bool:
    running = [process.is_running(pid, name) for pid, name in zip(_pids(), NAMES, strict=False)]
    return running == [True, True]


def _pids() -> list[int]:
    try:
        return [int(text) for text in (FOLDER / "pids").read_text().split()]
    except FileNotFoundError:
        return []
