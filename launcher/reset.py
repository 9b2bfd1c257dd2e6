"""`make reset`: stop the portal and drop what it kept under var/."""

from __future__ import annotations

import os
import shutil

from launcher import instance, paths
from launcher.say import line

KEPT = {"dev", "cache", "test"}


def main() -> int:
    """Remove data, uploads, keys and logs; the development services and caches stay, and so does .venv."""
    instance.stop()
    with instance.only_one():
        for entry in sorted(paths.VAR.iterdir()):
            if entry.name in KEPT or entry == instance.LOCK:
                continue
            if entry.is_dir() and not entry.is_symlink():
                shutil.rmtree(entry)
            else:
                entry.unlink()
    line("✓ var/ 下的演示数据已清空；make run 从头开始。")
    if os.environ.get("DATABASE_URL"):
        line("! DATABASE_URL 指向的数据库没有动，请自行清空。")
    return 0
