"""Workbooks made of bytes: what no program that writes them well would write."""

import io
import zipfile
from collections.abc import Mapping

import xlsxwriter

from core.sheets.heads import letter_of

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
SHEET = "xl/worksheets/sheet1.xml"


def small() -> bytes:
    """A workbook of one empty sheet, as xlsxwriter writes it."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        book.add_worksheet("数据")
    return stream.getvalue()


def with_parts(parts: Mapping[str, str | bytes], content: bytes | None = None) -> bytes:
    """The workbook with some of its parts replaced, or further ones added."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content or small())) as given,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for name in given.namelist():
            if name not in parts:
                made.writestr(name, given.read(name))
        for name, part in parts.items():
            made.writestr(name, part)
    return stream.getvalue()


def with_rows(rows: str, before: str = "", after: str = "") -> bytes:
    """A workbook whose sheet has just these rows of XML."""
    return with_parts({SHEET: f"<worksheet {MAIN}>{before}<sheetData>{rows}</sheetData>{after}</worksheet>"})


def text(place: str, said: str) -> str:
    """A cell of text."""
    return f'<c r="{place}" t="inlineStr"><is><t>{said}</t></is></c>'


def row(number: int, *said: str) -> str:
    """A row of text from column A on; what begins with < is a cell already."""
    cells = (
        one if one.startswith("<") else text(f"{letter_of(place)}{number}", one) for place, one in enumerate(said, 1)
    )
    return f'<row r="{number}">{"".join(cells)}</row>'
