"""Whatever lies in a workbook beside the cells that are read is found, wherever a program may put it."""

import io
from typing import Any

import pytest
import xlsxwriter

from core.sheets.combing import beside
from tests.core.sheets.workbooks import MAIN, row, with_parts, with_rows

SECRET = "1234567890123456789"
HALVES = SECRET[:9], SECRET[9:]
RUNS = f"<r><t>{HALVES[0]}</t></r><r><rPr><b/></rPr><t xml:space='preserve'>{HALVES[1]}</t></r>"


def _list(sheet: Any, book: Any) -> None:
    sheet.data_validation("B2", {"validate": "list", "source": [SECRET, "其他"]})


def _second_sheet(sheet: Any, book: Any) -> None:
    book.add_worksheet("名单").write_string("A1", SECRET)


WRITTEN = {
    "the head of the print": lambda sheet, book: sheet.set_header(f"&L{SECRET}"),
    "a list of choices": _list,
    "a formula": lambda sheet, book: sheet.write_formula("B2", f'=LEN("{SECRET}")', None, "19"),
    "a comment": lambda sheet, book: sheet.write_comment("A1", SECRET),
    "a name of the book": lambda sheet, book: book.define_name("甲", f'="{SECRET}"'),
    "a property": lambda sheet, book: book.set_properties({"author": SECRET}),
    "another sheet": _second_sheet,
    "the name of another sheet": lambda sheet, book: book.add_worksheet(SECRET),
    "a box of text": lambda sheet, book: sheet.insert_textbox("D4", SECRET),
}  # fmt: skip
PARTS = {
    "a text that no cell shows": {"xl/sharedStrings.xml": f"<sst {MAIN}><si><t>{SECRET}</t></si></sst>"},
    "a comment in two runs": {"xl/comments1.xml": f"<comments {MAIN}><text>{RUNS}</text></comments>"},
    "digits by their codes": {"xl/comments1.xml": f"<comments {MAIN}><t>&#49;{SECRET[1:]}</t></comments>"},
    "a number of another sheet": {"xl/worksheets/sheet2.xml": f'<row r="1"><c r="A1"><v>{SECRET}</v></c></row>'},
}


def _finds(content: bytes) -> bool:
    return any(SECRET in text for _, texts in beside(content) for text in texts)


@pytest.mark.parametrize("put", WRITTEN.values(), ids=WRITTEN)
def test_what_a_program_keeps_beside_the_cells_is_found(put: Any) -> None:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        sheet = book.add_worksheet("数据")
        sheet.write_row(0, 0, ["名称", "甲"])
        put(sheet, book)
    assert _finds(stream.getvalue())


@pytest.mark.parametrize("parts", PARTS.values(), ids=PARTS)
def test_what_no_cell_shows_is_found(parts: dict[str, str]) -> None:
    assert _finds(with_parts(parts))


def test_the_cells_that_are_read_are_not_gone_through_again() -> None:
    assert not _finds(with_rows(row(1, "名称") + row(2, SECRET)))
