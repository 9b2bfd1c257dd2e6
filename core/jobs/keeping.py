"""The files of a job: what was handed in, and what it made. They go with the job."""

import os
import shutil
from enum import StrEnum
from pathlib import Path
from uuid import UUID

from django.conf import settings

from core.models import Job


class KeptPart(StrEnum):
    """Which of a job's files."""

    SHEET = "sheet"  # what was handed in
    ANSWER = "answer"  # what is to be taken along


def kept(job: Job, part: KeptPart) -> Path:
    """Where the file of a job lies, whether it is there or not; no name from outside is ever part of it."""
    return _folder(job.pk) / part


def keep(job: Job, part: KeptPart, content: bytes) -> None:
    """Write the file of a job durably, whole or not at all."""
    path = kept(job, part)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    beside = path.with_suffix(".new")
    with open(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as target:
        target.write(content)
        target.flush()
        os.fsync(target.fileno())
    beside.replace(path)


def forget(job: Job, part: KeptPart) -> None:
    """Remove one file of a job for good; it may be gone already."""
    kept(job, part).unlink(missing_ok=True)


def remove(key: UUID) -> None:
    """Remove all files of a job."""
    shutil.rmtree(_folder(key), ignore_errors=True)


def folders() -> dict[UUID, Path]:
    """The folders that are there, by the key of their job."""
    root = Path(settings.MEDIA_ROOT) / "jobs"
    return {UUID(path.name): path for path in root.iterdir()} if root.is_dir() else {}


def _folder(key: UUID) -> Path:
    return Path(settings.MEDIA_ROOT) / "jobs" / key.hex
