"""Logs of `make run` turn over: a large one is put aside under a number, the oldest goes."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

LARGEST_BYTES = 20 * 1024 * 1024
KEPT = 3


def turn_over(folder: Path, largest: int = LARGEST_BYTES) -> None:
    """Each log of the folder that has grown to `largest` bytes becomes web.log.1, that one web.log.2, up to KEPT.

    Copied and cut, since the processes that write keep the file open; they write at its end, wherever that is. A line
    written between the two is lost.
    """
    for log in folder.glob("*.log"):
        if log.stat().st_size < largest:
            continue
        for number in range(KEPT - 1, 0, -1):
            if (older := _numbered(log, number)).exists():
                older.replace(_numbered(log, number + 1))
        shutil.copyfile(log, _numbered(log, 1))
        os.truncate(log, 0)


def _numbered(log: Path, number: int) -> Path:
    return log.with_name(f"{log.name}.{number}")
