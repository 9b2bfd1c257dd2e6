"""Rows at which anything is out of the ordinary: the library's own way, in the midst of the others."""

from collections import OrderedDict
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models, transaction

from accounts.adminkit.importing.judging import Fault, Judged, faults_of, judged_row
from accounts.adminkit.rows.differing import columns_in
from accounts.adminkit.rows.doubling import sentence_of
from accounts.adminkit.sheets import ScopedResource
from core import audit


class OneByOne:
    """Takes single rows of a dataset through the resource; in a trial their effects are taken back at once."""

    def __init__(self, resource: ScopedResource, dataset: Any, numbers: list[int], *, dry_run: bool) -> None:
        self.resource, self.dataset, self.numbers, self.dry_run = resource, dataset, numbers, dry_run
        resource.before_import(dataset)
        self.columns = columns_in(resource, dataset)
        self.loader = resource._meta.instance_loader_class(resource, dataset)

    def judged(self, place: int, cells: Any) -> tuple[Judged, Any]:
        """What the library finds of a row, and its record."""
        row = OrderedDict(zip(self.dataset.headers, cells, strict=True))
        with transaction.atomic(), audit.held_back() as held:
            result = self.resource.import_row(
                row, self.loader, dry_run=self.dry_run, row_number=place + 1, using_transactions=True,
                retain_instance_in_row_result=True,
            )  # fmt: skip
            if self.dry_run or result.errors or result.validation_error:
                transaction.set_rollback(True)
                held.drop()
        return judged_row(self.resource, self.columns, row, self.numbers[place], result), result.instance

    def forbidden(self, record: Any, taken: list[tuple[str, ...]], broken: list[models.CheckConstraint]) -> list[Fault]:
        """What Django says of a record whose values of some fields are another's, and that breaks these rules."""
        errors: dict[str, list[Any]] = {}
        for names in taken:
            said = sentence_of(record, names)
            lone = said.code == "unique" and len(names) == 1
            errors.setdefault(names[0] if lone else NON_FIELD_ERRORS, []).append(said)
        for row in broken:
            said = ValidationError(row.get_violation_error_message(), code=row.violation_error_code)
            errors.setdefault(NON_FIELD_ERRORS, []).append(said)
        return faults_of(self.resource, self.resource.retold(record, ValidationError(errors)))
