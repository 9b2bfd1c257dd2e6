"""Writing and verifying the audit trail."""

from core.audit.recording import Doer, record, record_all
from core.audit.verifying import history, verify_all, verify_chain

__all__ = ["Doer", "history", "record", "record_all", "verify_all", "verify_chain"]
