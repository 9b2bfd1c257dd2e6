"""Tests run in a fork of a process that has everything loaded."""

from __future__ import annotations

import enum
import os
import resource
import signal
import tempfile
import time
import traceback
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path

import pytest

from launcher.mutation.swapping import Functions, Living, exchange
from launcher.say import Problem

MOST_MEMORY = 6 * 1024**3
LIVED, KILLED, BROKE = 0, 1, 3
NOTICED = "noticed by "


class Ended(enum.Enum):
    """What became of a mutant."""

    LIVED = "lived"
    KILLED = "killed"
    TIMED_OUT = "timed out"


def run(items: Sequence[pytest.Item], functions: Functions, living: Living, seconds: float) -> tuple[Ended, str]:
    """Exchange the functions in a fork and run the tests there until one fails; without a test a mutant lives.

    Raises Problem where it was not a test that failed: what breaks our own work must never count as noticed.
    """

    def work() -> int:
        living.forget()
        exchange(functions)
        return KILLED if first_failing(items) else LIVED

    status, told = in_fork(work, seconds)
    if status is None or status == -signal.SIGXCPU:
        return Ended.TIMED_OUT, told
    if status == BROKE:
        raise Problem(f"测试没有运行起来：\n{told[-3000:]}", "这是变异测试自身的错误，不是测试发现了故障")
    return (Ended.LIVED if status == LIVED else Ended.KILLED), told


def limit(seconds: float, start: int = 0) -> None:
    """What a process may take for tests that took so many seconds without a fault: of the processor, for on a busy
    machine the clock says nothing; and of memory.
    """
    most = start + 10 + int(4 * seconds)
    resource.setrlimit(resource.RLIMIT_CPU, (most, most + 5))
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))


def patience(seconds: float) -> float:
    """How long by the clock, for tests that wait for what never comes."""
    return 300 + 20 * seconds


def first_failing(items: Sequence[pytest.Item]) -> str:
    """The first test that fails, torn down like any other so that the database stays clean; empty when all pass."""
    for item, following in pairwise([*items, None]):
        assert item is not None
        if failures_of(item, following):
            print(f"\n{NOTICED}{item.nodeid}", flush=True)
            return item.nodeid
    return ""


def noticed_by(told: str) -> str:
    """The test that failed, of what a fork printed; empty where it does not say."""
    lines = [line for line in told.splitlines() if line.startswith(NOTICED)]
    return lines[-1].removeprefix(NOTICED) if lines else ""


def failures_of(item: pytest.Item, following: pytest.Item | None) -> list[pytest.TestReport]:
    """The failing reports of a test that is run now."""
    catching = Catching()
    item.config.pluginmanager.register(catching)
    try:
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
    finally:
        item.config.pluginmanager.unregister(catching)
    return catching.failed


class Catching:
    """Keeps what failed."""

    def __init__(self) -> None:
        self.failed: list[pytest.TestReport] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self.failed.append(report)


def in_fork(work: Callable[[], int], seconds: float) -> tuple[int | None, str]:
    """Exit status of the work (None: it did not end in time) and what it printed; `seconds` is what it should take."""
    with tempfile.NamedTemporaryFile() as told:
        child = os.fork()
        if child == 0:
            _be_child(work, told.fileno(), seconds)
        status = _wait(child, patience(seconds))
        return status, Path(told.name).read_text(errors="replace")


def _be_child(work: Callable[[], int], output: int, seconds: float) -> None:
    status = BROKE
    try:
        os.setsid()
        os.dup2(output, 1)
        os.dup2(output, 2)
        limit(seconds)
        status = work()
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(status)


def _wait(child: int, seconds: float) -> int | None:
    """Its exit status; None when it had to be ended."""
    deadline, pause = time.monotonic() + seconds, 0.002
    while time.monotonic() < deadline:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status)
        time.sleep(pause)
        pause = min(pause * 1.2, 0.05)
    os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return None
