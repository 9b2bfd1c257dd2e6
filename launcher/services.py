"""PostgreSQL and Valkey for as long as a block runs; those named in DATABASE_URL and REDIS_URL are used instead."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TypeVar

from launcher import ports, postgres, valkey
from launcher.say import Problem, line

TRIES = 3
Started = TypeVar("Started")


@contextmanager
def running(folder: Path, *, throw_away: bool = False) -> Iterator[dict[str, str]]:
    """Yield {"DATABASE_URL", "REDIS_URL"}; stop on leaving only what was started here."""
    folder.mkdir(parents=True, exist_ok=True)
    urls = {key: os.environ[key] for key in ("DATABASE_URL", "REDIS_URL") if os.environ.get(key)}
    with ExitStack() as started:
        for key, url in urls.items():
            line(f"· 使用 {key}：{without_password(url)}")
        if "REDIS_URL" not in urls:
            redis = _on_a_free_port(lambda port: valkey.start(folder, port))
            started.callback(redis.stop)
            urls["REDIS_URL"] = redis.url
        if "DATABASE_URL" not in urls:
            database = _on_a_free_port(lambda port: postgres.start(folder, port, throw_away=throw_away))
            started.callback(database.stop)
            urls["DATABASE_URL"] = database.url
        yield urls


def _on_a_free_port(start: Callable[[int], Started]) -> Started:
    """Another process may take the port between our look and the server's: then try another one."""
    for left in reversed(range(TRIES)):
        try:
            return start(ports.free_port())
        except Problem as trouble:
            if not left or "address" not in trouble.what.lower():
                raise
    raise AssertionError


def without_password(url: str) -> str:
    head, at, tail = url.rpartition("@")
    if not at:
        return url
    scheme, _, user = head.partition("://")
    return f"{scheme}://{user.split(':')[0]}:***@{tail}"
