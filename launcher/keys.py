"""Secrets of this installation: made once, kept in `var/` for the owner's eyes only."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


def kept(path: Path, length: int = 50) -> str:
    """The secret kept in `path`; made when absent or empty (a run killed half-way may leave an empty file)."""
    if path.exists() and (text := path.read_text().strip()):
        return text
    path.parent.mkdir(parents=True, exist_ok=True)
    text = secrets.token_urlsafe(length)
    fresh = path.with_name(path.name + ".new")
    fresh.touch(mode=0o600)
    fresh.write_text(text)
    os.replace(fresh, path)
    return text
