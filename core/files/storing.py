"""Where files lie: below MEDIA_ROOT, under random names that say nothing; no web server serves that folder."""

from __future__ import annotations

import hashlib
import os
import re
import uuid
from pathlib import Path
from typing import Any, BinaryIO, cast

from django.conf import settings
from django.core.files.base import File

from core.files.chunks import chunks

_STORED = re.compile(r"[0-9a-f]{2}/[0-9a-f]{32}")


def storage_name(_instance: object = None, _filename: str = "") -> str:
    """A new random name below MEDIA_ROOT, without the given name or an extension (also fit for `upload_to`)."""
    name = uuid.uuid4().hex
    return f"{name[:2]}/{name}"


def stored_path(name: str) -> Path:
    """Where a stored file lies; raises ValueError for anything that storage_name() did not make."""
    if not _STORED.fullmatch(name):
        raise ValueError("not a storage name")
    return Path(settings.MEDIA_ROOT) / name


def store(stream: File[Any] | BinaryIO, sha256: str) -> str:
    """Write the stream durably under a new storage name and return it; nothing stays behind on failure.

    Raises OSError when the disk refuses, ValueError when the bytes are not those that were checked.
    """
    name = storage_name()
    path = stored_path(name)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        written = _write(path, cast(BinaryIO, stream))
        if written != sha256:
            raise ValueError("the file changed between check and storage")
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return name


def _write(path: Path, stream: BinaryIO) -> str:
    """Write, flush to disk, and hash what was written."""
    digest = hashlib.sha256()
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as target:
        for chunk in chunks(stream):
            digest.update(chunk)
            target.write(chunk)
        target.flush()
        os.fsync(target.fileno())
    return digest.hexdigest()
