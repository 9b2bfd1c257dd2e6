"""Who may read a stored file: each app that attaches files says so for its own."""

from collections.abc import Callable
from typing import Any

from core.models import StoredFile

Reader = Callable[[StoredFile, Any], bool]
_READERS: list[Reader] = []


def register_reader(reader: Reader) -> None:
    """`reader(file, actor)` is true when the actor may read what the file is attached to."""
    _READERS.append(reader)


def may_read(file: StoredFile, actor: Any) -> bool:
    """True when any app that knows the file lets the actor read it; unknown files are read by nobody."""
    return any(reader(file, actor) for reader in _READERS)
