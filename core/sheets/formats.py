"""Sheets that come in and go out: formats, and cells that no spreadsheet runs.

A cell of text that begins with = + - @ (half or full width), tab, return or NUL gets a quote in front, in every format,
and is written as text; numbers are written as numbers. What comes in is read by what it is (core.sheets.reading),
whichever format was chosen for it.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import tablib
import xlsxwriter
from import_export.formats import base_formats

from core.sheets.reading import read_sheet

MAX_ROWS = 100_000
_STARTS_A_FORMULA = tuple("=+-@\t\r\n\x00＝＋－＠")


def safe_cell(value: Any) -> Any:
    """The value as a sheet may hold it: text that could be run as a formula starts with a quote."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, int | Decimal):
        return value
    text = value.isoformat() if isinstance(value, date | datetime) else str(value)
    text = "".join(c for c in text if c in "\t\n\r" or ord(c) >= 0x20) if not text.startswith("\x00") else text
    return f"'{text}".replace("\x00", "") if text.startswith(_STARTS_A_FORMULA) else text


def write_xlsx(
    headers: Sequence[str], rows: Iterable[Sequence[Any]], *more: tuple[str, Sequence[str], Iterable[Sequence[Any]]],
    title: str = "数据",
) -> bytes:  # fmt: skip
    """A workbook of one sheet and of `more` (title, head, rows), heads frozen; text cells are text whatever they look
    like."""
    stream = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(stream, options) as book:
        bold = book.add_format({"bold": True})
        for name, heads, lines in ((title, headers, rows), *more):
            _write_sheet(book.add_worksheet(name[:31]), heads, lines, bold)
    return stream.getvalue()


def _write_sheet(sheet: Any, headers: Sequence[str], rows: Iterable[Sequence[Any]], bold: Any) -> None:
    sheet.freeze_panes(1, 0)
    sheet.write_row(0, 0, [safe_cell(head) for head in headers], bold)
    sheet.set_column(0, max(len(headers) - 1, 0), 18)
    for number, row in enumerate(rows, start=1):
        for column, cell in enumerate(map(safe_cell, row)):
            write = sheet.write_string if isinstance(cell, str) else sheet.write_number
            write(number, column, cell)


def write_csv(headers: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """The same as comma-separated text; a byte order mark lets the office's spreadsheet read Chinese."""
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow([safe_cell(head) for head in headers])
    writer.writerows([safe_cell(cell) for cell in row] for row in rows)
    return "\ufeff" + stream.getvalue()


class SheetDataset(tablib.Dataset):
    """A sheet as the library takes it; `row_numbers` are those of the rows in the file."""

    def __init__(self, content: bytes | str) -> None:
        sheet = read_sheet(content, MAX_ROWS)
        super().__init__(*sheet.rows, headers=sheet.heads)
        self.row_numbers = sheet.numbers


class _BothWays:
    """A format of ours that can be read and written, whatever packages are installed."""

    def can_import(self) -> bool:
        return True

    def can_export(self) -> bool:
        return True


class Xlsx(_BothWays, base_formats.XLSX):
    """Excel, written by xlsxwriter."""

    def get_title(self) -> str:
        return "Excel 工作簿（.xlsx）"

    def get_extension(self) -> str:
        return "xlsx"

    def create_dataset(self, in_stream: bytes, **kwargs: Any) -> SheetDataset:
        return SheetDataset(in_stream)

    def export_data(self, dataset: tablib.Dataset, **kwargs: Any) -> bytes:
        return write_xlsx(dataset.headers, dataset)


class Csv(_BothWays, base_formats.CSV):
    """Comma-separated text; what comes in may be in another encoding and divided by other marks."""

    def get_title(self) -> str:
        return "CSV 文本（UTF-8）"

    def get_extension(self) -> str:
        return "csv"

    def create_dataset(self, in_stream: str | bytes, **kwargs: Any) -> SheetDataset:
        return SheetDataset(in_stream)

    def export_data(self, dataset: tablib.Dataset, **kwargs: Any) -> str:
        return write_csv(dataset.headers, dataset)


FORMATS = (Xlsx, Csv)
