"""Stamps: what was done already, told by the content it was done from. A changed lock file means: do it again."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from pathlib import Path


def digest(files: Iterable[Path], root: Path) -> str:
    """One hash over names and contents; the order of `files` does not matter."""
    total = hashlib.sha256()
    for path in sorted(files):
        total.update(f"{path.relative_to(root)}\0{hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return total.hexdigest()


def read(path: Path) -> dict[str, str]:
    """The stamp, empty when absent or unreadable (a half-written one counts as none)."""
    try:
        content = json.loads(path.read_text())
    except (OSError, ValueError):
        return {}
    return content if isinstance(content, dict) else {}


def write(path: Path, content: Mapping[str, str]) -> None:
    """Whole or not at all, so that a killed process leaves no half stamp."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(path.name + ".new")
    fresh.write_text(json.dumps(dict(content), indent=1))
    os.replace(fresh, path)


def covers(stamp: Mapping[str, str], wanted: Mapping[str, str]) -> bool:
    return all(stamp.get(key) == value for key, value in wanted.items())
