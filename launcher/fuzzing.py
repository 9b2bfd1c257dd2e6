"""`make fuzz`: odd requests at every door, with servers of its own; no answer may be an error of ours."""

from __future__ import annotations

import json
import os
import shlex
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from launcher import libraries, paths, setup, with_services
from launcher.say import line

INPUTS = "100000"  # for each surface; ARGS="--inputs 3000" for fewer
FOLDER = paths.VAR / "fuzz"
TESTS = ("tests/doors", "-q", "-n", "auto", "--maxprocesses", "8", "-o", "faulthandler_timeout=0")


def main(args: Sequence[str]) -> int:
    """0 when nothing broke and every list opened afterwards. A run that is stopped tells how far it came."""
    setup.ensure(dev=True)
    libraries.ensure()
    FOLDER.mkdir(parents=True, exist_ok=True)
    for path in FOLDER.iterdir():
        path.unlink()
    chosen = ["--inputs", INPUTS, *args, *shlex.split(os.environ.get("ARGS", ""))]
    try:
        with with_services.throw_away() as env:
            env |= {"DJANGO_ALLOW_ASYNC_UNSAFE": "1", "PYTHONFAULTHANDLER": "1", "FUZZ_FOLDER": str(FOLDER)}
            return with_services.foreground([paths.PYTHON, "-m", "pytest", *TESTS, *chosen], env)
    finally:
        for text in told(FOLDER):
            line(text)


def told(folder: Path) -> list[str]:
    """A line for each surface that was begun, then what broke: the place, and the first input that reached it."""
    found: list[dict[str, Any]] = [json.loads(path.read_text()) for path in sorted(folder.glob("*.json"))]
    lines = [
        f"{row['surface']:10} 种子 {row['seed']}：{row['inputs']:>7} / {row['wanted']} 个异常值，"
        f"请求 {row['requests']} 次，其后打开列表 {row['lists']} 次，用时 {row['seconds']} 秒，"
        f"{len(row['broken'])} 处出错"
        for row in found
    ]
    for row in found:
        lines += [f"✗ {row['surface']}：{place}\n    {what}" for place, what in row["broken"].items()]
    return lines or ["还没有送完一批；没有结果可报。"]
