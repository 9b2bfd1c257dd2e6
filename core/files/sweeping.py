"""Bytes that no record names: what an upload left behind when its transaction failed. Removed at night."""

import time
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from core import outbox
from core.models import StoredFile

GRACE_SECONDS = 24 * 3600


@outbox.handles("core.sweep_files", words="清理无主文件", nightly=True)
def sweep_files() -> None:
    """Worker: remove files that have been without a record for a day."""
    for path in orphans():
        path.unlink(missing_ok=True)


def orphans() -> Iterator[Path]:
    """Stored files that no record names and that are older than a day: what is being written now stays."""
    newest = time.time() - GRACE_SECONDS
    for folder in Path(settings.MEDIA_ROOT).glob("[0-9a-f][0-9a-f]"):
        paths = {f"{folder.name}/{path.name}": path for path in folder.iterdir() if path.is_file()}
        named = set(StoredFile.objects.filter(storage_name__in=paths).values_list("storage_name", flat=True))
        yield from (path for name, path in paths.items() if name not in named and path.stat().st_mtime < newest)
