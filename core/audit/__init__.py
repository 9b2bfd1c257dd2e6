"""Writing and verifying the audit trail."""

from core.audit.recording import Doer, held_back, record, record_all, record_many
from core.audit.verifying import history, newest, verify_all, verify_chain
from core.audit.withholding import MOST_OF_A_REASON, refuse_number
from core.telling import action, tell_details, tell_values

__all__ = [
    "MOST_OF_A_REASON",
    "Doer",
    "action",
    "held_back",
    "history",
    "newest",
    "record",
    "record_all",
    "record_many",
    "refuse_number",
    "tell_details",
    "tell_values",
    "verify_all",
    "verify_chain",
]
