"""Reading a row of the roster: the columns of persons and engagements, values as people write them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError

from accounts.adminkit.sheets import column
from core.sheets.cells import is_empty
from core.sheets.cells import shown as as_shown
from core.sheets.formats import MAX_ROWS, write_xlsx
from core.sheets.heads import match_heads
from core.sheets.reading import read_sheet
from talent.models import Engagement, Person

MOST_ROWS = 200
KINDS = (".xlsx", ".csv")
PERSON = ("name", "person_no", "qualification", "high_level_talent")
ENGAGEMENT = ("mode", "hired_on", "contract_years", "insurance_months", "degree", "newly_hired", "solves_key_problem")
_FIELDS = {name: column(model, name) for model, names in ((Person, PERSON), (Engagement, ENGAGEMENT)) for name in names}
NEEDED = ("name", "person_no", "mode", "hired_on")
HEADS: Mapping[str, str] = {name: str(field.column_name) for name, field in _FIELDS.items()}


@dataclass(frozen=True)
class StaffRow:
    """One row: its number in the sheet (the head is 1), cells by field as typed, and what is wrong with them."""

    number: int
    cells: Mapping[str, str]
    faults: tuple[str, ...] = ()


def read_roster(name: str, content: bytes) -> list[StaffRow]:
    """The rows of a sheet by their heads. Raises ValidationError (Chinese) for what is no sheet of ours."""
    if Path(name).suffix.lower() not in KINDS:
        raise ValidationError("请上传 .xlsx 或 .csv 表格。")
    sheet = read_sheet(content, MAX_ROWS)
    found = match_heads(sheet.heads, HEADS.values(), needed=[HEADS[one] for one in NEEDED])
    if len(sheet.rows) > MOST_ROWS:
        raise ValidationError(f"一次最多登记{MOST_ROWS}人，表中有{len(sheet.rows)}人；请拆分后分次登记。")
    heads = [found[head] for head in sheet.heads]
    rows = zip(sheet.numbers, sheet.rows, strict=True)
    return [_row(number, dict(zip(heads, row, strict=True))) for number, row in rows]


def _row(number: int, row: Mapping[str, Any]) -> StaffRow:
    """What the cells show, and what is wrong with those that cannot be read: what they were is lost in the text."""
    cells = {name: row.get(head) for name, head in HEADS.items()}
    faults: tuple[str, ...] = ()
    try:
        values_of(cells, HEADS)
    except ValidationError as error:
        faults = tuple(said_of(error))
    return StaffRow(number, {name: as_shown(cell).strip() for name, cell in cells.items()}, faults)


def said_of(error: ValidationError) -> list[str]:
    """The sentences of an error, each with the head of its column."""
    if not hasattr(error, "error_dict"):
        return list(error.messages)
    return [
        sentence if name == NON_FIELD_ERRORS else f"{HEADS.get(name, name)}：{sentence}"
        for name, sentences in error.message_dict.items()
        for sentence in sentences
    ]


def values_of(cells: Mapping[str, Any], names: Iterable[str]) -> dict[str, Any]:
    """The values of some columns; what is left out keeps the model's default.

    Raises ValidationError by field for a cell that cannot be read.
    """
    values, faults = {}, {}
    for name in names:
        if is_empty(cells.get(name)) and name not in NEEDED:
            continue
        try:
            values[name] = _FIELDS[name].clean({HEADS[name]: cells.get(name, "")})
        except (ValueError, ValidationError) as error:
            said = error.messages if isinstance(error, ValidationError) else [str(error)]
            faults[name] = [sentence.removeprefix(f"Column '{HEADS[name]}': ") for sentence in said]
    if faults:
        raise ValidationError(faults)
    return values


def empty_sheet() -> bytes:
    """A workbook with nothing but the heads."""
    return write_xlsx(list(HEADS.values()), [], title="人才名册")
