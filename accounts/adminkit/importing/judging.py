"""What a sheet says, row by row, as the library finds it: new, changed, the same, or wrong and why."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError

from accounts.adminkit.rows.differing import as_handed_in, columns_in, told
from accounts.adminkit.sheets import ScopedResource
from accounts.models import RowState
from core.sheets.cells import CellFault
from core.values.verdict import Refused

logger = logging.getLogger(__name__)
FAILED = "这一行没有写成，请核对各栏后重新导入；仍不成的，请联系管理员。"
SHEET_FAILED = "这份表没有读成，没有导入任何一行；请核对后重新上传，仍不成的，请联系管理员。"
_STATES = {"new": RowState.NEW, "update": RowState.CHANGED, "skip": RowState.SAME}
CHANGED_MEANWHILE = "数据在核对之后有了变化，没有导入任何一行。请重新核对，预览会指出问题所在的行。"
Fault = tuple[str, str]


@dataclass(slots=True)
class Judged:
    """One row. Texts by the heads of the columns; `key` is that of the record, once it is written; `lost` says what is
    lost by writing it."""

    number: int
    state: RowState
    after: dict[str, str]
    before: dict[str, str] | None = None
    name: str = ""
    key: str = ""
    faults: list[Fault] = field(default_factory=list)
    lost: str = ""

    @property
    def is_wrong(self) -> bool:
        return self.state == RowState.WRONG


def numbers_of(dataset: Any) -> list[int]:
    """The rows' numbers in the sheet: the head is 1."""
    given: list[int] | None = getattr(dataset, "row_numbers", None)
    return given or list(range(2, len(dataset) + 2))


def judged(resource: ScopedResource, dataset: Any, *, dry_run: bool) -> list[Judged]:
    """Every row of the sheet. In earnest it is written, whole or, with ValidationError, not at all."""
    result = resource.import_data(dataset, dry_run=dry_run, retain_instance_in_row_result=True)
    if result.base_errors:
        raise ValidationError(of_the_sheet(result.base_errors[0].error))
    columns = columns_in(resource, dataset)
    rows = zip(dataset, numbers_of(dataset), result.rows, strict=True)
    return [
        judged_row(resource, columns, dict(zip(dataset.headers, cells, strict=True)), number, row)
        for cells, number, row in rows
    ]


def judged_row(
    resource: ScopedResource, columns: Mapping[str, Any], cells: Mapping[str, Any], number: int, row: Any
) -> Judged:
    """A row of the library's result. `columns` are those that the sheet fills, `cells` what stands in them."""
    if row.import_type not in _STATES:
        handed_in = {head: as_handed_in(cell) for head, cell in cells.items()}
        return Judged(number, RowState.WRONG, handed_in, faults=faults_of_row(resource, row))
    state, record = _STATES[row.import_type], row.instance
    before = told(row.original, columns) if state == RowState.CHANGED else None
    lost = "" if state == RowState.SAME else resource.lost.get(record.pk, "")
    return Judged(number, state, told(record, columns), before, str(record), str(record.pk or ""), lost=lost)


def faults_of_row(resource: ScopedResource, row: Any) -> list[Fault]:
    """The faults of a row of the library's result."""
    if row.validation_error is not None:
        return faults_of(resource, row.validation_error)
    return [fault for one in row.errors for fault in faults_of(resource, one.error)]


def faults_of(resource: ScopedResource, error: BaseException) -> list[Fault]:
    """What an exception says about a row: sentences by column. What is no sentence for people is told as one."""
    if isinstance(error, ValidationError):
        if not hasattr(error, "error_dict"):
            return [("", sentence) for sentence in error.messages]
        heads = {row.attribute: row.column_name for row in resource.get_import_fields()}
        by_field = error.message_dict.items()
        return [(_head(heads, resource, name), sentence) for name, said in by_field for sentence in said]
    if isinstance(error, Refused | CellFault):
        return [("", str(error))]
    return [("", failed(error))]


def failed(error: BaseException) -> str:
    """What is told of a row whose fault nobody foresaw, which is logged: its own words are for no office."""
    logger.error("a row of a sheet has a fault that nobody foresaw", exc_info=error)
    return FAILED


def _head(heads: Mapping[str | None, str], resource: ScopedResource, name: str) -> str:
    if name == NON_FIELD_ERRORS:
        return ""
    if name in heads:
        return heads[name]
    found = next((row for row in resource._meta.model._meta.fields if row.name == name), None)
    return str(found.verbose_name) if found is not None else ""


def of_the_sheet(error: Exception) -> str:
    """What is wrong with the whole sheet."""
    if isinstance(error, ValidationError | Refused):
        return "".join(error.messages) if isinstance(error, ValidationError) else error.reason
    logger.error("a sheet has a fault that nobody foresaw", exc_info=error)
    return SHEET_FAILED
