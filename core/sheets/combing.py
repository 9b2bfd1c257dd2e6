"""What lies in a workbook beside the cells of the sheet that is read: it is kept with it, and nobody sees it."""

import html
import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

import python_calamine

from core.sheets.cells import shown
from core.sheets.reading import ZIP, cell_of

_XML = (".xml", ".rels", ".vml")
_A_SHEET = re.compile(r"(?i)\Axl[/\\]worksheets[/\\][^/\\]*\.xml\Z")
_CELLS = re.compile(r"<(?:\w+:)?sheetData>.*</(?:\w+:)?sheetData>", re.DOTALL)
_HIDDEN = re.compile(r"<(?:\w+:)?f(?:\s[^>]*)?>[^<]*<|<(?:\w+:)?v>\d{15,}<")
_BETWEEN_RUNS = re.compile(
    r"</(?:\w+:)?t>\s*</(?:\w+:)?r>\s*<(?:\w+:)?r(?:\s[^>]*)?>"
    r"(?:\s*<(?:\w+:)?rPr(?:\s[^>]*)?(?:/>|>.*?</(?:\w+:)?rPr>))?\s*<(?:\w+:)?t(?:\s[^>]*)?>",
    re.DOTALL,
)
_MARKS = re.compile(r"[<>\"']")


def beside(content: bytes) -> Iterator[tuple[str, Iterator[str]]]:
    """The texts of each sheet by its name, but of the one that is read; then, without a name, those of all parts:
    comments, properties, formulas, lists, heads for printing, texts that no cell shows any more.

    Nothing for other kinds of files. `content` has been read: it is whole, and small when it is unpacked.
    """
    if not content.startswith(ZIP):
        return
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = [name for name in archive.namelist() if name.lower().endswith(_XML)]
        if sum(_A_SHEET.search(name) is not None for name in parts) > 1:
            yield from _other_sheets(python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content)))
        yield "", (line for name in parts for line in _texts(name, archive.read(name).decode("utf-8", "replace")))


def _texts(name: str, part: str) -> Iterator[str]:
    """What stands between tags and in attributes; of a sheet, of its cells only what is no value of theirs, and numbers
    that are longer than a reader keeps."""
    if _A_SHEET.search(name):
        hidden = _HIDDEN.findall(part)
        part = "<".join((_CELLS.sub("<", part), *hidden))
    yield from _MARKS.split(html.unescape(_BETWEEN_RUNS.sub("", part)))


def _other_sheets(book: Any) -> Iterator[tuple[str, Iterator[str]]]:
    """All but the first that a person sees."""
    visible = python_calamine.SheetVisibleEnum.Visible
    seen = [number for number, sheet in enumerate(book.sheets_metadata) if sheet.visible == visible]
    for number, name in enumerate(book.sheet_names):
        if number not in seen[:1]:
            rows = book.get_sheet_by_index(number).iter_rows()
            yield name, (shown(cell_of(cell)) for row in rows for cell in row)
