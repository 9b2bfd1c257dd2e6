"""A pytest plugin (`-p launcher.reporting`): browser tests where no browser is, counts for the last line, brokers."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from launcher.environment import COUNTS, NO_BROWSER


def own_broker() -> None:
    """Each of several test processes has a broker of its own: another database of the same server."""
    number = os.environ.get("PYTEST_XDIST_WORKER", "").removeprefix("gw")
    if number.isdecimal() and "REDIS_URL" in os.environ:
        server = os.environ["REDIS_URL"].rpartition("/")[0]
        os.environ["REDIS_URL"] = f"{server}/{int(number) + 1}"


own_broker()

KINDS = {"passed": "passed", "xpassed": "passed", "failed": "failed", "error": "failed"}
KINDS |= {"skipped": "skipped", "xfailed": "skipped"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if not os.environ.get(NO_BROWSER):
        return
    for item in items:
        if {"browser", "page", "context"} & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.skip(reason="没有 Chromium (no browser)"))


@pytest.hookimpl(trylast=True)
def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Write {"passed", "failed", "skipped"}; errors count as failed. Runs in the process that talks to the terminal."""
    target = os.environ.get(COUNTS)
    if not target:
        return
    counts = {"passed": 0, "failed": 0, "skipped": 0}
    for kind, ours in KINDS.items():
        counts[ours] += len(terminalreporter.stats.get(kind, ()))
    Path(target).write_text(json.dumps(counts))
