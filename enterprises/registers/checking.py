"""Whether a record that is about to be written is well formed, and what the database says where it is taken."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import IntegrityError, models, transaction

from core.values.verdict import Refused
from enterprises.models import RegisterRecord

UNIQUE_VIOLATION = "23505"
TAKEN = "同样的记录已经登记过，请核对。"


def check(record: RegisterRecord) -> None:
    """Everything that the model asks but uniqueness, which only the database can answer for two at once.

    Raises ValidationError, by field where it is about one.
    """
    record.full_clean(validate_unique=False, validate_constraints=False)
    for constraint in record._meta.constraints:
        if isinstance(constraint, models.CheckConstraint):
            constraint.validate(type(record), record)


@contextmanager
def refused_when_taken(model: type[RegisterRecord]) -> Iterator[None]:
    """A write inside that meets a record with the same key raises Refused with the sentence of the constraint."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        cause = error.__cause__
        if getattr(cause, "pgcode", "") != UNIQUE_VIOLATION:
            raise
        raise Refused(_sentence(model, str(cause.diag.constraint_name))) from error  # type: ignore[union-attr]  # psycopg's, where a constraint spoke


def _sentence(model: type[RegisterRecord], name: str) -> str:
    known = {row.name: row for row in model._meta.constraints if isinstance(row, models.UniqueConstraint)}
    return str(known[name].violation_error_message) if name in known else TAKEN
