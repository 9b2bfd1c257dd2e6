"""The text of office files: paragraphs and tables of a document, rows of a sheet; no more than a page can hold."""

import io
import zipfile
from collections.abc import Iterable, Iterator
from typing import Any

import python_calamine
from defusedxml import ElementTree

MOST_ROWS, MOST_CELLS, MOST_OF_A_CELL = 500, 30, 2_000
_WORDS = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BREAKS = {f"{_WORDS}tab": " ", f"{_WORDS}br": " ", f"{_WORDS}cr": " "}


def rows_of_document(content: bytes) -> dict[str, Any]:
    """The paragraphs of a document as rows of one cell, those of its tables as rows of several. ValueError."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive, archive.open("word/document.xml") as source:
            body = ElementTree.parse(source).getroot().find(f"{_WORDS}body")
    except (zipfile.BadZipFile, ElementTree.ParseError, KeyError, OSError) as error:
        raise ValueError(str(error)) from error
    return _bound(_blocks(body) if body is not None else ())


def _blocks(body: Any) -> Iterator[list[str]]:
    """Row by row; a table within a cell is text of that cell, else each of its rows would be read once a level."""
    for block in body:
        if block.tag == f"{_WORDS}tbl":
            for row in block.findall(f"{_WORDS}tr"):
                yield [_text(cell) for cell in row.findall(f"{_WORDS}tc")]
        elif text := _text(block):
            yield [text]


def _text(block: Any) -> str:
    parts = ((part.text or "") if part.tag == f"{_WORDS}t" else _BREAKS.get(part.tag, "") for part in block.iter())
    return "".join(parts).strip()


def rows_of_workbook(content: bytes, page: int) -> dict[str, Any]:
    """The rows of a sheet, with its name and how many sheets there are. ValueError."""
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        names = book.sheet_names
        if page > len(names):
            return {"pages": len(names)}
        sheet = book.get_sheet_by_index(page - 1)
        told = _bound([str(cell) for cell in row] for row in (sheet.iter_rows() if sheet.start else ()))
    except (python_calamine.CalamineError, OSError) as error:
        raise ValueError(str(error)) from error
    return {"pages": len(names), "title": names[page - 1]} | told


def _bound(rows: Iterable[list[str]]) -> dict[str, Any]:
    """The first rows that say something, and whether something was left out."""
    kept: list[list[str]] = []
    for row in rows:
        if len(kept) == MOST_ROWS:
            return {"rows": kept, "cut": True}
        if any(cell.strip() for cell in row):
            kept.append([cell[:MOST_OF_A_CELL] for cell in row[:MOST_CELLS]])
    return {"rows": kept, "cut": False}
