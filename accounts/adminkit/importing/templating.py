"""A workbook to fill in: the columns of a sheet with an example, and beside it what each of them wants."""

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import xlsxwriter

from accounts.adminkit.sheets import ScopedResource
from accounts.adminkit.widgets import (
    ChoiceWidget,
    DayWidget,
    MonthWidget,
    NumberWidget,
    RelatedWidget,
    TruthWidget,
    YearWidget,
    YuanWidget,
)
from core.sheets.cells import shown
from core.sheets.formats import safe_cell
from core.values.identifiers import make_uscc

_LAST = 1_048_575
_CODES = ("unit_code", "uscc")  # names of fields that hold a credit code, by which applicants are found
_EXAMPLE_CODE = make_uscc("140000", 1)  # of nobody
_HEADS = ("列名", "是否必填", "怎样填写", "示例")
GUIDE, SHEET = "填写说明", "数据"
_LEAD = (
    "在“数据”表中填写，一行一条记录；不要改动列名，也不要合并单元格。第一行是示例，可以改写或删去；没有改动的示例行不导入。",
    "已有的记录按标为“识别”的列找到并更新，找不到的新增。空白的单元格不改变已有的内容；要清掉已有内容的，写“清空”。",
)


@dataclass(frozen=True)
class Asked:
    """A column to fill in: its head, how its cells are read, whether it must be filled in, how, and an example."""

    head: str
    widget: Any
    needed: str
    how: str
    example: str


def template_of(resource: ScopedResource) -> bytes:
    """The template of a resource: the sheet to fill in, choices as lists, and a sheet of explanations."""
    return template_with(_asked(resource), _LEAD)


def columns_of(resource: ScopedResource) -> list[str]:
    """The heads that a sheet may have: those of the template."""
    return [row.head for row in _asked(resource)]


def example_row(resource: ScopedResource) -> dict[str, str]:
    """The example of a resource's template, by head."""
    return {row.head: row.example for row in _asked(resource)}


def is_left(example: Mapping[str, str], cells: Mapping[str, Any]) -> bool:
    """Whether a row is the example of a template as it was, in the columns that the sheet still has: those by which a
    record is found name nobody."""
    return all(shown(cell).strip() == example.get(head, "") for head, cell in cells.items())


def _asked(resource: ScopedResource) -> list[Asked]:
    columns = [row for row in resource.get_import_fields() if not row.readonly or row.column_name in _within(resource)]
    return [
        Asked(row.column_name, row.widget, _needed(resource, row), how_to_fill(row.widget), _example(resource, row))
        for row in columns
    ]


def _example(resource: ScopedResource, column: Any) -> str:
    """A cell of the example: what names an applicant is a code of nobody, other words stand where some have to."""
    name = getattr(column.widget, "field", column.attribute)
    if name in _CODES or column.attribute.endswith("_uscc"):
        return _EXAMPLE_CODE
    if column.attribute in resource.left_empty:
        return ""
    needed = _has_to_be(resource, column) or _finds(resource, column)
    return example_of(column.widget) or (f"示例{column.column_name}" if needed else "")


def template_with(asked: Sequence[Asked], lead: Iterable[str]) -> bytes:
    """A workbook of these columns; `lead`: the sentences above the explanations."""
    stream = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(stream, options) as book:
        bold, text = book.add_format({"bold": True}), book.add_format({"num_format": "@"})
        sheet = book.add_worksheet(SHEET)
        sheet.freeze_panes(1, 0)
        for place, column in enumerate(asked):
            sheet.set_column(place, place, 20, text)
            sheet.write_string(0, place, column.head, bold)
            sheet.write_string(1, place, str(safe_cell(column.example)))
            if words := _words(column.widget):
                rule = {"validate": "list", "source": words} if len("".join(words)) < 200 else {"validate": "any"}
                sheet.data_validation(1, place, _LAST, place, rule)
        _explain(book, bold, asked, list(lead))
    return stream.getvalue()


def _explain(book: Any, bold: Any, asked: Sequence[Asked], lead: Sequence[str]) -> None:
    sheet = book.add_worksheet(GUIDE)
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 14)
    sheet.set_column(2, 2, 60)
    sheet.set_column(3, 3, 24)
    for place, sentence in enumerate(lead):
        sheet.write_string(place, 0, sentence)
    first = len(lead) + 1
    sheet.write_row(first, 0, _HEADS, bold)
    for place, column in enumerate(asked, start=first + 1):
        for number, cell in enumerate((column.head, column.needed, column.how, column.example)):
            sheet.write_string(place, number, str(safe_cell(cell)))


def _within(resource: ScopedResource) -> set[str]:
    """Heads by which other columns are narrowed: they are filled in, though their own record is not written."""
    widgets = [row.widget for row in resource.get_import_fields()]
    return {head for widget in widgets if isinstance(widget, RelatedWidget) for head in widget.within}


def _needed(resource: ScopedResource, column: Any) -> str:
    if column.readonly:
        return "同名时填写"
    needed = "必填" if _has_to_be(resource, column) else "选填"
    return f"{needed}，识别" if _finds(resource, column) else needed


def _has_to_be(resource: ScopedResource, column: Any) -> bool:
    """Whether no row goes without it."""
    if column.readonly:
        return False
    field = resource._meta.model._meta.get_field(column.attribute)
    return not (field.blank or field.null or field.has_default()) or (_finds(resource, column) and not field.blank)


def _finds(resource: ScopedResource, column: Any) -> bool:
    """Whether a record that is there already is found by it."""
    return column.column_name in [resource.fields[name].column_name for name in resource.get_import_id_fields()]


def _words(widget: Any) -> list[str]:
    return list(widget.words.values()) if isinstance(widget, ChoiceWidget) else []


def how_to_fill(widget: Any) -> str:
    """What a column of this kind wants, in a sentence."""
    match widget:
        case TruthWidget():
            return "是或否" + ("，不清楚的留空。" if widget.may_be_open else "。")
        case ChoiceWidget():
            return f"从列表中选择：{'、'.join(_words(widget))}。"
        case YuanWidget():
            return "金额，单位元，最多两位小数。"
        case DayWidget():
            return "日期，如 2026-03-31。"
        case MonthWidget():
            return "年月，如 2026-03。"
        case NumberWidget():
            return widget.sentence
        case RelatedWidget(field="unit_code"):
            return "本市已登记单位的统一社会信用代码；个人和团队填门户编号。"
        case RelatedWidget():
            near = "、".join(widget.within)
            return "本市已登记的一条记录，写法与登记的一致" + (f"；有同名的，另填{near}。" if near else "。")
        case _:
            return "文字。"


def example_of(widget: Any) -> str:
    """A cell that would be taken, as far as that can be said without a record at hand."""
    match widget:
        case ChoiceWidget():
            return _words(widget)[0]
        case YuanWidget():
            return "100000.00"
        case DayWidget():
            return "2026-03-31"
        case MonthWidget():
            return "2026-03"
        case YearWidget():
            return "2026"
        case NumberWidget():
            return "1"
        case _:
            return ""
