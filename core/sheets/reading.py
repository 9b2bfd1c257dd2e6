"""A file that is handed in, read as a sheet, whatever it is: a workbook, or text in one of the encodings in use.

What cannot be read is named with what to do (`declining`): a workbook with a password, an old .xls, a PDF, a web page.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, time, timedelta
from typing import Any

import python_calamine
from django.core.exceptions import ValidationError

from core.files import check_upload
from core.sheets.cells import BrokenCell
from core.sheets.declining import SAVE_AS, decline_archive, decline_binary, decline_marked
from core.sheets.measuring import Measure, broken_by, measure
from core.sheets.tabling import Sheet, table
from core.sheets.turned import AS_TEXT
from core.values.numbers import EXACT_DIGITS, figures_of

_MOST_MARKS = 5_000
_ERROR = re.compile(r"#(?:DIV/0!|N/A|VALUE!|REF!|NAME\?|NUM!|NULL!|SPILL!|CALC!|GETTING_DATA)")
_BEGIN_AN_ERROR = ("#", "＃")
_TOO_NARROW = re.compile(r"#{3,}")
_SEPARATORS = ",;\t|，；"
_SAYS_SEPARATOR = re.compile(r"sep=(.)\s*\Z", re.IGNORECASE)
_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
ZIP = b"PK\x03\x04"


def read_sheet(content: bytes | str, most_rows: int) -> Sheet:
    """The sheet of a file. Raises ValidationError (Chinese) for what is none, and for what is too large."""
    if isinstance(content, bytes) and content.startswith(ZIP):
        return table(*_workbook(content), most_rows)
    return table(_text_rows(content if isinstance(content, str) else decoded(content)), (), most_rows)


def decoded(content: bytes) -> str:
    """Text in UTF-8, UTF-16 or GBK. Raises ValidationError for what is no text."""
    decline_binary(content)
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _decoded(content[len(mark) :], [encoding])
    half = len(content) // 2
    if half and b"\x00" in content:
        even, odd = content[0::2].count(0), content[1::2].count(0)
        return _decoded(content, ["utf-16-le" if odd > even else "utf-16-be"])
    return _decoded(content, ["utf-8", "gb18030"])


def _decoded(content: bytes, encodings: Iterable[str]) -> str:
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise ValidationError(f"这个文件读不出来，不是表格或者文字的编码不对；{SAVE_AS}")


def _workbook(content: bytes) -> tuple[Iterator[list[Any]], Sequence[Any]]:
    """Rows of the first sheet that a person sees, and where its cells are merged."""
    decline_archive(content)
    check_upload(io.BytesIO(content), name="导入.xlsx")
    measured = measure(content)
    try:
        sheet = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(measured.place)
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        raise ValidationError(f"工作簿读不出来；{SAVE_AS}") from error
    return _workbook_rows(sheet, measured), sheet.merged_cell_ranges or ()


def _workbook_rows(sheet: Any, measured: Measure) -> Iterator[list[Any]]:
    """Every row down to the last that was measured, cells from the first column on."""
    broken_in: dict[int, dict[int, BrokenCell]] = {}
    for (row, column), cell in measured.broken.items():
        broken_in.setdefault(row, {})[column] = cell
    before = [""] * (sheet.start[1] if sheet.start else 0)
    number = 0
    for number, row in enumerate(sheet.iter_rows() if sheet.start else (), start=1):
        yield _mended([*before, *map(cell_of, row)], broken_in.get(number, {}))
    for later in range(number + 1, measured.rows + 1):
        yield _mended([], broken_in.get(later, {}))


def _mended(row: list[Any], broken: dict[int, BrokenCell]) -> list[Any]:
    if broken:
        row += [""] * (max(broken) - len(row))
        for column, cell in broken.items():
            row[column - 1] = cell
    return row


def _text_rows(text: str) -> Iterator[list[Any]]:
    decline_marked(text)
    text = text.removeprefix("\ufeff")
    first, _, rest = text.lstrip("\r\n").partition("\n")
    said = _SAYS_SEPARATOR.match(first.strip("\r"))
    lines, mark = (rest, said[1]) if said else (text, _separator(first))
    if said:
        yield []
    reader = csv.reader(_bounded(lines, mark), delimiter=mark)
    try:
        yield from ([cell_of(cell) for cell in row] for row in reader)
    except csv.Error as error:
        raise ValidationError(f"第{reader.line_num}行附近的引号不成对，或者单元格过长；请改正后重新上传。") from error


def _bounded(text: str, mark: str) -> Iterator[str]:
    for number, line in enumerate(io.StringIO(text, newline=""), start=1):
        if line.count(mark) > _MOST_MARKS:
            raise ValidationError(f"第{number}行的列数过多；请改正后重新上传。")
        yield line


def _separator(head: str) -> str:
    """What divides the columns of the head, outside of quotes."""
    outside = "".join(head.split('"')[::2])
    return max(_SEPARATORS, key=outside.count) if any(mark in outside for mark in _SEPARATORS) else ","


def cell_of(value: Any) -> Any:
    """A cell as the readers of core.sheets.cells take it."""
    if isinstance(value, str):
        return _said(value) if value[:1] in _BEGIN_AN_ERROR else value
    if isinstance(value, float):
        return int(value) if value.is_integer() and abs(value) < 10**EXACT_DIGITS else value
    if isinstance(value, datetime):
        return value.date() if value.time() == time() else value
    if isinstance(value, timedelta):
        return BrokenCell(str(value), f"这一格被表格软件变成了时间；{AS_TEXT}。")
    return value


def _said(text: str) -> Any:
    """A text, or the error that a spreadsheet wrote in its place."""
    plain = figures_of(text)
    if _ERROR.fullmatch(plain):
        return broken_by(plain)
    if _TOO_NARROW.fullmatch(plain):
        return BrokenCell(plain, "这一格只剩下了“###”，原来的数字没有保存；请重新填写。")
    return text
