"""File locks that the kernel drops when their holder is gone, however it ended."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO


class Taken(Exception):
    """Somebody else holds the lock; `content` is what they wrote into it."""

    def __init__(self, content: str) -> None:
        super().__init__(content)
        self.content = content


@contextmanager
def held(path: Path, *, wait: bool) -> Iterator[TextIO]:
    """Hold the lock for the block and yield its open file; Taken when it is held elsewhere and `wait` is false."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError as error:
            file.seek(0)
            raise Taken(file.read()) from error
        file.truncate(0)
        yield file
        file.truncate(0)


def holder(path: Path) -> str | None:
    """What the holder wrote into the lock, or None when nobody holds it."""
    if not path.exists():
        return None
    with path.open("r+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return file.read()
    return None
