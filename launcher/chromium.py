"""A Chromium for the tests in a real browser: the one named, the system's, else installed where we may."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from launcher import paths
from launcher.say import line, step

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
LOG = paths.VAR / "log" / "chromium.log"
PLAYWRIGHT_PATH = """from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    print(playwright.chromium.executable_path)
"""


def find() -> str | None:
    """The path of a browser that starts, or None; CHROMIUM wins even when it does not start, so that one sees why."""
    chosen = os.environ.get("CHROMIUM")
    if chosen:
        return chosen if _starts(chosen) else None
    return next((path for name in NAMES if (path := shutil.which(name)) and _starts(path)), None) or _playwrights()


def find_or_install() -> str | None:
    """As `find`; else Debian's package when root, else playwright's own build; None when neither can be had."""
    found = find()
    if found or os.environ.get("CHROMIUM"):
        return found
    LOG.parent.mkdir(parents=True, exist_ok=True)
    LOG.write_bytes(b"")
    if os.geteuid() == 0 and shutil.which("apt-get"):
        with step("安装 Chromium (apt-get)"):
            _install_with_apt()
        if found := find():
            return found
    with step("安装 Chromium (playwright)"):
        _logged([paths.PYTHON, "-m", "playwright", "install", "chromium"])
    found = find()
    if not found:
        line(f"! Chromium 装不上，原因见 {LOG}")
    return found


def _install_with_apt() -> None:
    env = dict(os.environ) | {"DEBIAN_FRONTEND": "noninteractive"}
    install = ["apt-get", "install", "-y", "-q", "--no-install-recommends", "chromium"]
    if _logged(install, env) != 0:  # the package lists of a new machine are empty or old
        _logged(["apt-get", "update", "-q"], env)
        _logged(install, env)


def _logged(command: Sequence[str | Path], env: dict[str, str] | None = None) -> int:
    with LOG.open("ab") as log:
        try:
            return subprocess.run(
                [str(part) for part in command], stdout=log, stderr=log, env=env, timeout=900
            ).returncode
        except subprocess.TimeoutExpired:
            return 1


def _starts(path: str) -> bool:
    try:
        return subprocess.run([path, "--version"], capture_output=True, timeout=60).returncode == 0
    except (OSError, subprocess.SubprocessError):
        return False


def _playwrights() -> str | None:
    """The browser of `playwright install`, when that was run before."""
    try:
        done = subprocess.run([paths.PYTHON, "-c", PLAYWRIGHT_PATH], capture_output=True, text=True, timeout=60)
    except (OSError, subprocess.SubprocessError):
        return None
    path = done.stdout.strip()
    return path if path and Path(path).exists() and _starts(path) else None
