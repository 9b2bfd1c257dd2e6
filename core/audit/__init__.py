"""Writing and verifying the audit trail."""

from core.audit.recording import Doer, record, record_all, record_many
from core.audit.verifying import history, newest, verify_all, verify_chain
from core.telling import action, tell_details, tell_values

__all__ = [
    "Doer",
    "action",
    "history",
    "newest",
    "record",
    "record_all",
    "record_many",
    "tell_details",
    "tell_values",
    "verify_all",
    "verify_chain",
]
