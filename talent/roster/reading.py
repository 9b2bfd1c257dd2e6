"""Reading a row of the roster: the columns of persons and engagements, values as people write them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError

from accounts.adminkit.importing.templating import Asked, example_of, how_to_fill, is_left, template_with
from accounts.adminkit.sheets import column
from core.sheets.cells import is_empty
from core.sheets.cells import shown as as_shown
from core.sheets.formats import MAX_ROWS
from core.sheets.heads import match_heads
from core.sheets.reading import read_sheet
from core.values.identity_numbers import UNKEPT, holds_identity, shaped_as_identity
from talent.models import Engagement, Person

MOST_ROWS = 200
KINDS = (".xlsx", ".csv")
PERSON = ("name", "person_no", "qualification", "high_level_talent")
ENGAGEMENT = ("mode", "hired_on", "contract_years", "insurance_months", "degree", "newly_hired", "solves_key_problem")
_FIELDS = {name: column(model, name) for model, names in ((Person, PERSON), (Engagement, ENGAGEMENT)) for name in names}
NEEDED = ("name", "person_no", "mode", "hired_on")
# What money hangs on is answered for each person, typed or in a sheet: an empty cell says neither yes nor no.
ANSWERED = (*NEEDED, "qualification", "high_level_talent", "newly_hired", "solves_key_problem")
HEADS: Mapping[str, str] = {name: str(field.column_name) for name, field in _FIELDS.items()}
NO_NUMBER = "请不要填写身份证号码。"
_LEAD = (
    f"在“数据”表中填写，一行一人，一次最多{MOST_ROWS}人；不要改动列名，也不要合并单元格。第一行是示例，可以改写或删去；没有改动的示例行不登记。",
    "任何一列都不要填写身份证号码。上传后先显示核对结果，确认后才登记。",
)
_EXAMPLES = {
    "name": "张某某（示例）", "person_no": "RC-2026-0001（示例）", "contract_years": "3", "insurance_months": "8",
    "hired_on": "2026-03-02",
}  # fmt: skip


@dataclass(frozen=True)
class StaffRow:
    """One row: its number in the sheet (the head is 1), cells by field as typed, what is wrong with them, and which of
    them cannot be read. A day stands there as all days do; an identity number does not stand there."""

    number: int
    cells: Mapping[str, str]
    faults: tuple[str, ...] = ()
    unread: frozenset[str] = frozenset()


def read_roster(name: str, content: bytes) -> list[StaffRow]:
    """The rows of a sheet by their heads. Raises ValidationError (Chinese) for what is no sheet of ours."""
    if Path(name).suffix.lower() not in KINDS:
        raise ValidationError("请上传 .xlsx 或 .csv 表格。")
    sheet = read_sheet(content, MAX_ROWS)
    found = match_heads(sheet.heads, HEADS.values(), needed=[HEADS[one] for one in NEEDED])
    by_name = {head: name for name, head in HEADS.items()}
    names = [by_name[found[head]] for head in sheet.heads]
    given = [dict(zip(names, row, strict=True)) for row in sheet.rows]
    example = {name: _example(name) for name in HEADS}
    rows = [(number, row) for number, row in zip(sheet.numbers, given, strict=True) if not is_left(example, row)]
    if given and not rows:
        raise ValidationError("表中只有示例行，没有可以登记的人员。")
    if len(rows) > MOST_ROWS:
        raise ValidationError(f"一次最多登记{MOST_ROWS}人，表中有{len(rows)}人；请拆分后分次登记。")
    return [row_of(number, row) for number, row in rows]


def row_of(number: int, given: Mapping[str, Any]) -> StaffRow:
    """What the cells show, and what is wrong with those that cannot be read: what they were is lost in the text."""
    cells, faults, unread = {}, [], set()
    for name in HEADS:
        cell = given.get(name)
        cells[name] = UNKEPT if _names_somebody(cell) else as_shown(cell).strip()
        try:
            value = _value_of(name, cell)
        except ValidationError as error:
            faults += said_of(error)
            unread.add(name)
        else:
            cells[name] = value.isoformat() if isinstance(value, date) else cells[name]
    return StaffRow(number, cells, tuple(faults), frozenset(unread))


def _value_of(name: str, cell: Any) -> Any:
    """The value of a column; None where nothing stands. Raises ValidationError where it cannot be read."""
    if _names_somebody(cell):
        raise ValidationError({name: NO_NUMBER})
    return values_of({name: cell}, [name]).get(name)


def _names_somebody(cell: Any) -> bool:
    """Whether an identity number stands in a cell, one that a spreadsheet rounded or somebody mistyped too."""
    text = str(int(cell)) if isinstance(cell, float) and cell.is_integer() else as_shown(cell)
    return holds_identity(text) or shaped_as_identity(text)


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
    """The workbook to fill in, with choices as lists and a sheet of explanations."""
    return template_with([_asked(name) for name in HEADS], _LEAD)


def _asked(name: str) -> Asked:
    field, model = _FIELDS[name], Person if name in PERSON else Engagement
    needed = "必填" if name in ANSWERED else "全职必填" if name == "degree" else "选填"
    how = f"{how_to_fill(field.widget)}{model._meta.get_field(name).help_text}"  # type: ignore[union-attr]  # a column
    return Asked(HEADS[name], field.widget, needed, how, _example(name))


def _example(name: str) -> str:
    return _EXAMPLES.get(name) or example_of(_FIELDS[name].widget)
