"""Pango and HarfBuzz, which WeasyPrint loads from the system: the one thing PDF notices need that PyPI lacks."""

from __future__ import annotations

import ctypes
import ctypes.util
import os
import shutil
import subprocess
from contextlib import suppress

from launcher import paths
from launcher.say import step, warn

NEEDED = {
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
    "libharfbuzz.so.0": "libharfbuzz0b",
    "libfontconfig.so.1": "libfontconfig1",
}
LOG = paths.VAR / "log" / "libraries.log"


def missing() -> list[str]:
    """Debian's names of the packages whose library cannot be loaded."""
    return [package for library, package in NEEDED.items() if not _loads(library)]


def ensure() -> None:
    """Install what is missing when root on Debian; else say what to do: all but the PDF papers works without."""
    packages = missing()
    if packages and os.geteuid() == 0 and shutil.which("apt-get"):
        with step("安装 PDF 所需的系统库 (apt-get)"):
            _install(packages)
        packages = missing()
    if packages:
        warn(f"缺少系统库，通知书 PDF 生成不了 (missing libraries)。\n  办法：apt-get install {' '.join(packages)}")


def _loads(library: str) -> bool:
    with suppress(OSError):
        ctypes.CDLL(library)
        return True
    short = library.removeprefix("lib").partition(".so")[0]
    return ctypes.util.find_library(short) is not None


def _install(packages: list[str]) -> None:
    env = dict(os.environ) | {"DEBIAN_FRONTEND": "noninteractive"}
    LOG.parent.mkdir(parents=True, exist_ok=True)
    with LOG.open("ab") as log:
        for command in (["update", "-q"], ["install", "-y", "-q", "--no-install-recommends", *packages]):
            subprocess.run(["apt-get", *command], env=env, stdout=log, stderr=log)
