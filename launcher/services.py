"""PostgreSQL and Valkey for as long as a block runs; those named in DATABASE_URL and REDIS_URL are used instead."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from launcher import ports, postgres, valkey
from launcher.say import Problem, line

TRIES = 3
OWNER = "OWNER_DATABASE_URL"


class Server(Protocol):
    """What both servers are once they run."""

    child: subprocess.Popen[bytes]
    url: str

    def stop(self) -> None: ...


@dataclass
class Service:
    """A server that was started here; it can be started again at the same address, with the same password and data."""

    name: str
    start_at: Callable[[int], Server]
    port: int = 0
    server: Server | None = None

    def start(self) -> str:
        """Start on a free port; the address. Another process may take the port between our look and the server's."""
        for left in reversed(range(TRIES)):
            self.port = ports.free_port()
            try:
                self.server = self.start_at(self.port)
                return self.server.url
            except Problem as trouble:
                if not left or "address" not in trouble.what.lower():
                    raise
        raise AssertionError

    def has_fallen(self) -> bool:
        return self.server is not None and self.server.child.poll() is not None

    def start_again(self) -> None:
        self.server = self.start_at(self.port)

    def stop(self) -> None:
        if self.server is not None:
            self.server.stop()


@contextmanager
def running(
    folder: Path, *, throw_away: bool = False, started_here: list[Service] | None = None
) -> Iterator[dict[str, str]]:
    """Yield {"DATABASE_URL", "REDIS_URL"}, and of a database that is started here or was given two roles the owner's
    "OWNER_DATABASE_URL"; stop on leaving only what was started here (`started_here` is told)."""
    folder.mkdir(parents=True, exist_ok=True)
    urls = {key: os.environ[key] for key in ("DATABASE_URL", "REDIS_URL") if os.environ.get(key)}
    if "DATABASE_URL" in urls and os.environ.get(OWNER):
        urls[OWNER] = os.environ[OWNER]
    own = {
        "REDIS_URL": Service("valkey", lambda port: valkey.start(folder, port)),
        "DATABASE_URL": Service("postgres", lambda port: postgres.start(folder, port, throw_away=throw_away)),
    }
    with ExitStack() as started:
        for key, url in urls.items():
            line(f"· 使用 {key}：{without_password(url)}")
        for key, service in own.items():
            if key not in urls:
                urls[key] = service.start()
                started.callback(service.stop)
                if started_here is not None:
                    started_here.append(service)
                if isinstance(service.server, postgres.PostgresServer):
                    urls[OWNER] = service.server.owner_url
        yield urls


def without_password(url: str) -> str:
    head, at, tail = url.rpartition("@")
    if not at:
        return url
    scheme, _, user = head.partition("://")
    return f"{scheme}://{user.split(':')[0]}:***@{tail}"
