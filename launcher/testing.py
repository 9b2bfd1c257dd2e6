"""`make test`: every test, with servers of its own; the last line is always `N passed, N failed`."""

from __future__ import annotations

import json
import os
import shlex
from collections.abc import Mapping, Sequence
from pathlib import Path

from launcher import chromium, libraries, paths, setup, with_services
from launcher.environment import COUNTS, NO_BROWSER
from launcher.say import in_ci, line, warn

NO_CHROMIUM = (
    "没有 Chromium：真实浏览器的测试没有运行 (browser journeys were NOT run)。\n"
    "  办法：以 root 运行一次（会用 apt-get 安装），或自行安装后设 CHROMIUM=/path/to/chromium"
)


def main(args: Sequence[str]) -> int:
    """Exit status of pytest; without a browser in CI it is a failure whatever the tests said."""
    setup.ensure(dev=True)
    libraries.ensure()
    browser = chromium.find_or_install()
    if not browser:
        warn(NO_CHROMIUM)
    with with_services.throw_away() as env:
        counts = Path(env["DATA_DIR"]) / "counts.json"
        env |= {COUNTS: str(counts), "DJANGO_ALLOW_ASYNC_UNSAFE": "1", "PYTHONFAULTHANDLER": "1"}
        env |= {"CHROMIUM": browser} if browser else {NO_BROWSER: "1"}
        status = with_services.foreground(_pytest(args), env)
        told = _read(counts)
    if not browser:
        warn(NO_CHROMIUM)
        status = status or int(in_ci())
    line(closing_line(told, status))
    return status


def _pytest(args: Sequence[str]) -> list[str | Path]:
    chosen = [*args, *shlex.split(os.environ.get("ARGS", ""))]
    return [paths.PYTHON, "-m", "pytest", "-p", "launcher.reporting", *beside_each_other(chosen), *chosen]


def beside_each_other(chosen: Sequence[str]) -> list[str]:
    """Two processes, a file of tests each, when everything is run; one for a choice of tests."""
    return [] if chosen or (os.cpu_count() or 1) < 2 else ["-n", "2", "--dist", "loadfile"]


def _read(counts: Path) -> dict[str, int]:
    try:
        return dict(json.loads(counts.read_text()))
    except (OSError, ValueError):
        return {}


def closing_line(counts: Mapping[str, int], status: int) -> str:
    """A run that broke before it could count is one failure, never none."""
    passed, failed, skipped = (counts.get(kind, 0) for kind in ("passed", "failed", "skipped"))
    if status and not failed:
        failed = 1
    return f"{passed} passed, {failed} failed" + (f", {skipped} skipped" if skipped else "")
