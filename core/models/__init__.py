"""Records that every app uses and that name no subject of their own."""

from core.models.audit import AuditEntry
from core.models.calendar_year import CalendarYear, CalendarYearState
from core.models.job import Job, JobState
from core.models.numbering import NumberSequence
from core.models.outbox import OutboxMessage
from core.models.stored_file import StoredFile

__all__ = [
    "AuditEntry",
    "CalendarYear",
    "CalendarYearState",
    "Job",
    "JobState",
    "NumberSequence",
    "OutboxMessage",
    "StoredFile",
]
