"""Sheets that come in and go out: formats, cells that no spreadsheet runs, and where an import waits to be confirmed.

A cell of text that begins with = + - @ (half or full width), tab, return or NUL gets a quote in front, in every format,
and is written as text; numbers are written as numbers. What comes in passes the gate for files, and is bounded.
"""

import csv
import io
import re
import time
import uuid
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import python_calamine
import tablib
import xlsxwriter
from django.conf import settings
from django.core.exceptions import ValidationError
from import_export.formats import base_formats
from import_export.tmp_storages import BaseStorage

from core.files import check_upload

MAX_ROWS = 2000
MAX_COLUMNS = 60
MAX_CELL = 2000
_STARTS_A_FORMULA = tuple("=+-@\t\r\n\x00＝＋－＠")
_NAME = re.compile(r"[0-9a-f]{32}")
_KEPT_SECONDS = 3600


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


def write_xlsx(headers: Sequence[str], rows: Iterable[Sequence[Any]], *, title: str = "数据") -> bytes:
    """A workbook of one sheet, head frozen; text cells are text whatever they look like."""
    stream = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(stream, options) as book:
        sheet, bold = book.add_worksheet(title[:31]), book.add_format({"bold": True})
        sheet.freeze_panes(1, 0)
        sheet.write_row(0, 0, [safe_cell(head) for head in headers], bold)
        sheet.set_column(0, max(len(headers) - 1, 0), 18)
        for number, row in enumerate(rows, start=1):
            for column, cell in enumerate(map(safe_cell, row)):
                write = sheet.write_string if isinstance(cell, str) else sheet.write_number
                write(number, column, cell)
    return stream.getvalue()


def write_csv(headers: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """The same as comma-separated text; a byte order mark lets the office's spreadsheet read Chinese."""
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow([safe_cell(head) for head in headers])
    writer.writerows([safe_cell(cell) for cell in row] for row in rows)
    return "\ufeff" + stream.getvalue()


class _BothWays:
    """A format of ours that can be read and written, whatever packages are installed."""

    def can_import(self) -> bool:
        return True

    def can_export(self) -> bool:
        return True


class Xlsx(_BothWays, base_formats.XLSX):
    """Excel, read by calamine behind the gate, written by xlsxwriter."""

    def get_title(self) -> str:
        return "Excel 工作簿（.xlsx）"

    def get_extension(self) -> str:
        return "xlsx"

    def create_dataset(self, in_stream: bytes, **kwargs: Any) -> tablib.Dataset:
        check_upload(io.BytesIO(in_stream), name="导入.xlsx")
        sheets = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(in_stream))
        rows = sheets.get_sheet_by_index(0).to_python(skip_empty_area=False)
        return _dataset([_cell(cell) for cell in row] for row in rows)

    def export_data(self, dataset: tablib.Dataset, **kwargs: Any) -> bytes:
        return write_xlsx(dataset.headers, dataset)


class Csv(_BothWays, base_formats.CSV):
    """Comma-separated text in UTF-8."""

    def get_title(self) -> str:
        return "CSV 文本（UTF-8）"

    def get_extension(self) -> str:
        return "csv"

    def create_dataset(self, in_stream: str | bytes, **kwargs: Any) -> tablib.Dataset:
        text = in_stream.decode("utf-8-sig") if isinstance(in_stream, bytes) else in_stream
        return _dataset(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))

    def export_data(self, dataset: tablib.Dataset, **kwargs: Any) -> str:
        return write_csv(dataset.headers, dataset)


FORMATS = (Xlsx, Csv)


def _cell(value: Any) -> Any:
    """A cell as typed: whole numbers without the point that the sheet's format gives them."""
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, date) else value


def _dataset(rows: Iterable[Sequence[Any]]) -> tablib.Dataset:
    """Head and rows, bounded; raises ValidationError (Chinese)."""
    kept = [list(row) for row in rows if any(str(cell or "").strip() for cell in row)]
    if not kept:
        raise ValidationError("文件中没有数据。")
    head = [str(cell or "").strip() for cell in kept[0]]
    if len(kept) - 1 > MAX_ROWS:
        raise ValidationError(f"一次最多导入{MAX_ROWS}行，文件有{len(kept) - 1}行；请拆分后分次导入。")
    if len(head) > MAX_COLUMNS or len(set(head)) != len(head):
        raise ValidationError(f"首行须是列名，各不相同，最多{MAX_COLUMNS}列。")
    if any(len(str(cell)) > MAX_CELL for row in kept for cell in row):
        raise ValidationError(f"单元格最多{MAX_CELL}个字。")
    return tablib.Dataset(*[(row + [""] * len(head))[: len(head)] for row in kept[1:]], headers=head)


class PrivateStorage(BaseStorage):
    """Where a handed-in sheet waits to be confirmed: a folder of ours, a name nobody can guess, an hour."""

    @property
    def folder(self) -> Path:
        return Path(settings.MEDIA_ROOT) / "imports"

    @property
    def path(self) -> Path:
        if not _NAME.fullmatch(self.name or ""):
            raise ValidationError("导入文件已过期，请重新上传。")
        return self.folder / str(self.name)

    def save(self, data: bytes | str) -> None:
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._sweep()
        self.name = uuid.uuid4().hex
        self.path.write_bytes(data.encode() if isinstance(data, str) else data)

    def read(self) -> bytes:
        if not self.path.is_file():
            raise ValidationError("导入文件已过期，请重新上传。")
        return self.path.read_bytes()

    def remove(self) -> None:
        self.path.unlink(missing_ok=True)

    def _sweep(self) -> None:
        limit = time.time() - _KEPT_SECONDS
        for path in self.folder.iterdir():
            if path.stat().st_mtime < limit:
                path.unlink(missing_ok=True)
