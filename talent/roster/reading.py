"""Reading a row of the roster: the columns of persons and engagements, values as people write them."""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError

from accounts.adminkit.sheets import column
from core.sheets.formats import Csv, Xlsx, write_xlsx
from talent.models import Engagement, Person

MOST_ROWS = 200
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


def read_sheet(name: str, content: bytes) -> list[StaffRow]:
    """The rows of a sheet by their heads. Raises ValidationError (Chinese) for what is no sheet of ours."""
    reader: Any = {".xlsx": Xlsx, ".csv": Csv}.get(Path(name).suffix.lower())
    if reader is None:
        raise ValidationError("请上传 .xlsx 或 .csv 表格。")
    try:
        found = reader().create_dataset(content)
    except (UnicodeDecodeError, ValueError, OSError, csv.Error) as error:
        raise ValidationError("这个文件读不出来；请另存为 .xlsx，或 UTF-8 编码的 .csv，再上传。") from error
    missing = [HEADS[one] for one in NEEDED if HEADS[one] not in found.headers]
    if missing:
        raise ValidationError(f"表中缺少列：{'、'.join(missing)}。首行须是列名，可以先下载空表。")
    if len(found) > MOST_ROWS:
        raise ValidationError(f"一次最多登记{MOST_ROWS}人，表中有{len(found)}人；请拆分后分次登记。")
    rows = (dict(zip(found.headers, row, strict=True)) for row in found)
    return [StaffRow(number, _cells(row)) for number, row in enumerate(rows, start=2)]


def _cells(row: Mapping[str, Any]) -> dict[str, str]:
    return {name: str(row.get(head) or "").strip() for name, head in HEADS.items()}


def values_of(cells: Mapping[str, str], names: Iterable[str]) -> dict[str, Any]:
    """The values of some columns; what is left out keeps the model's default.

    Raises ValidationError by field for a cell that cannot be read.
    """
    values, faults = {}, {}
    for name in names:
        if not cells.get(name) and name not in NEEDED:
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
