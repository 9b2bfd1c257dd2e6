"""What the launcher says: steps with their time, and problems as one sentence with a way out."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager


class Problem(Exception):
    """Something the person at the keyboard can put right: what is wrong, and what to do about it."""

    def __init__(self, what: str, way_out: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.way_out = way_out

    def __str__(self) -> str:
        return f"{self.what}\n  办法：{self.way_out}" if self.way_out else self.what


def line(text: str = "") -> None:
    print(text, flush=True)


def warn(text: str) -> None:
    print(f"! {text}", file=sys.stderr, flush=True)


def problem(trouble: Problem) -> None:
    print(f"\n✗ {trouble}", file=sys.stderr, flush=True)


@contextmanager
def step(name: str) -> Iterator[None]:
    """Print the name, run the block, print how long it took; a failure is marked and goes on up."""
    began = time.monotonic()
    if sys.stdout.isatty():
        print(f"· {name} …", end="\r", flush=True)
    try:
        yield
    except BaseException:
        print(f"✗ {name}   ", flush=True)
        raise
    print(f"✓ {name}（{time.monotonic() - began:.1f} 秒）", flush=True)


def in_ci() -> bool:
    return os.environ.get("CI", "").lower() not in ("", "0", "false", "no")
