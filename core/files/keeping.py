"""Files as records: take one in through the gate, keep one that we made, find its bytes again."""

import hashlib
import io
from typing import Any

from django.db import transaction

from core.files.checking import check_upload, clean_name
from core.files.quotas import check_room
from core.files.storing import store, stored_path
from core.models import StoredFile


def keep_upload(upload: Any, *, user_id: int | None) -> StoredFile:
    """Check a handed-in file and keep it. Raises ValidationError (Chinese) when it is not taken.

    When the caller's transaction fails the bytes are removed again by `core.files.sweeping`.
    """
    checked = check_upload(upload)
    check_room(user_id, checked.size)
    upload.seek(0)
    return StoredFile.objects.create(
        name=checked.name, storage_name=store(upload, checked.sha256), content_type=checked.content_type,
        size=checked.size, sha256=checked.sha256, uploaded_by_id=user_id,
    )  # fmt: skip


def keep_bytes(content: bytes, *, name: str, content_type: str) -> StoredFile:
    """Keep a file that the portal made."""
    digest = hashlib.sha256(content).hexdigest()
    return StoredFile.objects.create(
        name=clean_name(name), storage_name=store(io.BytesIO(content), digest), content_type=content_type,
        size=len(content), sha256=digest,
    )  # fmt: skip


def discard(file: StoredFile) -> None:
    """Delete the record now and the bytes once the transaction has committed."""
    path = stored_path(file.storage_name)
    file.delete()
    transaction.on_commit(lambda: path.unlink(missing_ok=True), robust=True)
