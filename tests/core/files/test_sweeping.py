"""Bytes without a record go at night; what a record names, or what is being written, stays."""

import os
import time

import pytest

from core.files import stored_path
from core.files.keeping import keep_bytes
from core.files.sweeping import GRACE_SECONDS, sweep_files

pytestmark = pytest.mark.django_db


def kept(*, days_old: int, named: bool = True):
    file = keep_bytes(b"%PDF-1.7", name="a.pdf", content_type="application/pdf")
    path = stored_path(file.storage_name)
    if not named:
        file.delete()
    then = time.time() - days_old * GRACE_SECONDS - 1
    os.utime(path, (then, then))
    return path


def test_only_old_bytes_without_a_record_are_removed() -> None:
    named, orphan, fresh = kept(days_old=9), kept(days_old=9, named=False), kept(days_old=0, named=False)
    os.utime(fresh)
    sweep_files()
    assert named.exists() and fresh.exists() and not orphan.exists()
