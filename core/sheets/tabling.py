"""Rows become a table: its heads, as many cells a row, and the numbers that the rows have in the file."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError

from core.sheets.cells import BrokenCell, is_empty, shown
from core.sheets.heads import check_heads, letter_of
from core.sheets.measuring import MAX_COLUMNS, too_wide

MAX_CELL = 2000
Corner = tuple[int, int]
Merged = tuple[Corner, Corner]
_TOLD = 3


@dataclass(frozen=True)
class Sheet:
    """Heads, and rows of as many cells; `numbers` are those of the rows in the file, the first being 1."""

    heads: tuple[str, ...]
    rows: list[list[Any]]
    numbers: list[int]


def table(rows: Iterable[list[Any]], merged: Sequence[Merged], most_rows: int) -> Sheet:
    """The first row with anything in it is the head. Raises ValidationError (Chinese) for what is no table of ours."""
    written = ((number, row) for number, row in enumerate(rows, start=1) if not all(map(is_empty, row)))
    top, head = next(written, (0, []))
    if not top:
        raise ValidationError("文件中没有数据。")
    numbers, kept, count = [], [], 0
    for number, row in written:
        count += 1
        if count <= most_rows:
            numbers.append(number)
            kept.append(_trimmed(row))
    if count > most_rows:
        raise ValidationError(f"一次最多导入{most_rows}行，文件有{count}行；请拆分后分次导入。")
    if not kept:
        raise ValidationError("表中只有列名，没有数据。")
    _refuse_merged(merged, top, numbers[-1])
    return _of_columns(_trimmed(head), kept, numbers)


def _of_columns(head: list[Any], rows: list[list[Any]], numbers: list[int]) -> Sheet:
    """Without the columns that have neither a head nor a cell."""
    width = max(len(head), *map(len, rows))
    if width > MAX_COLUMNS:
        raise too_wide(width)
    head = head + [""] * (width - len(head))
    blank = {place for place, name in enumerate(head) if is_empty(name)}
    for row, number in zip(rows, numbers, strict=True):
        for place in blank:
            if place < len(row) and not is_empty(row[place]):
                letter = letter_of(place + 1)
                raise ValidationError(f"{letter}列没有列名，第{number}行却有内容；请填上列名，或者删去这一列。")
        row += [""] * (width - len(row))
    heads = tuple(shown(name).strip() for place, name in enumerate(head) if place not in blank)
    check_heads(heads)
    if blank:
        rows = [[cell for place, cell in enumerate(row) if place not in blank] for row in rows]
    return Sheet(heads, rows, numbers)


def _trimmed(row: list[Any]) -> list[Any]:
    """A row without the empty cells behind it; of a cell that is too long is left what is wrong with it."""
    while row and is_empty(row[-1]):
        row.pop()
    for place, cell in enumerate(row):
        if isinstance(cell, str) and len(cell) > MAX_CELL:
            row[place] = BrokenCell(f"{cell[:20]}…", f"单元格最多{MAX_CELL}个字，现在有{len(cell)}个字。")
    return row


def _refuse_merged(merged: Sequence[Merged], top: int, last: int) -> None:
    """Of merged cells only one holds what was meant for all of them."""
    inside = [_range(*one) for one in merged if one[1][0] + 1 >= top and one[0][0] + 1 <= last]
    if inside:
        told = "、".join(inside[:_TOLD]) + ("等" if len(inside) > _TOLD else "")
        raise ValidationError(
            f"表中有合并单元格：{told}。请取消合并、逐行填写；首行须是列名，上方的标题请删去，再重新上传。"
        )


def _range(first: Corner, last: Corner) -> str:
    (top, left), (bottom, right) = first, last
    return f"{letter_of(left + 1)}{top + 1}:{letter_of(right + 1)}{bottom + 1}"
