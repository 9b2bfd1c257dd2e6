"""What of an entry is hashed, and how."""

import hashlib
import json

from core.models import AuditEntry

HASHED = (
    "chain", "actor_id", "actor_name", "organisation", "action", "subject_type", "subject_id",
    "from_state", "to_state", "reason", "detail", "previous_hash",
)  # fmt: skip
_plain = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


def digest(entry: AuditEntry) -> str:
    """SHA-256 (hexadecimal) of what the entry says and of the hash before it."""
    content = {name: getattr(entry, name) for name in HASHED} | {"at": entry.at.isoformat()}
    text = _plain(content)
    return hashlib.sha256(text.encode()).hexdigest()
