"""The one running portal of this folder: its lock, where it answers, and how it is stopped."""

from __future__ import annotations

import json
import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

from launcher import locks, paths
from launcher.say import Problem, line

LOCK = paths.VAR / "run.lock"


@contextmanager
def only_one() -> Iterator[TextIO]:
    """Hold the folder's run lock; a Problem that names the other one when it is held."""
    try:
        with locks.held(LOCK, wait=False) as file:
            announce(file, "")
            yield file
    except locks.Taken as taken:
        pid, address = _read(taken.content)
        where = f"，地址 {address}" if address else "，正在启动"
        raise Problem(
            f"门户已在运行（进程 {pid}）{where} (already running)。",
            "直接打开该地址；要停止，在那个窗口按 Ctrl-C，或运行 make stop",
        ) from taken


def announce(file: TextIO, address: str) -> None:
    file.truncate(0)
    file.write(json.dumps({"pid": os.getpid(), "address": address}))
    file.flush()


def stop(seconds: float = 60) -> int:
    """Stop the running portal, if any, and wait until it is gone."""
    content = locks.holder(LOCK)
    if content is None:
        line("门户没有在运行 (not running)。")
        return 0
    pid, _ = _read(content)
    if pid:
        os.kill(pid, signal.SIGTERM)
    deadline = time.monotonic() + seconds
    while locks.holder(LOCK) is not None:
        if time.monotonic() > deadline:
            raise Problem(f"进程 {pid} 在 {seconds:.0f} 秒内没有停下。", f"kill -9 {pid}，再运行一次")
        time.sleep(0.1)
    line("✓ 已停止。")
    return 0


def _read(content: str) -> tuple[int, str]:
    try:
        told = json.loads(content)
        return int(told["pid"]), str(told["address"])
    except (ValueError, KeyError, TypeError):
        return 0, ""
