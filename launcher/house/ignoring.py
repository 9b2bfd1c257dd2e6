"""A line whose types are not checked names which check it leaves out, and why."""

from __future__ import annotations

import re
from collections.abc import Iterator

from launcher.house.sources import House

MARK = "# type: " + "ignore"
WITH_ITS_REASON = re.compile(re.escape(MARK) + r"\[[a-z, -]+\]  # \S")


def breaches(house: House) -> Iterator[str]:
    """Lines that ignore types without a word of why."""
    for path in house.files("*.py"):
        for line in (house.root / path).read_text(encoding="utf-8").splitlines():
            if MARK in line and not WITH_ITS_REASON.search(line):
                yield f"types ignored without a reason: {path}: {line.partition(MARK)[0].strip()}"
