"""A text that many cells point at is laid out in each: a small file must not come to more than memory holds."""

import pytest
from django.core.exceptions import ValidationError

from core.sheets.measuring import MAX_BROKEN, MAX_MERGED, MAX_PART, measure
from core.sheets.spreading import MOST_TEXT, TOO_MUCH_TEXT
from tests.core.sheets.workbooks import MAIN, SHEET, with_parts

LONG = "x" * 500_000
ONE_MERGED = '<mergeCell ref="E1:F1"/>'


def shared(*texts: str) -> str:
    items = "".join(f"<si><t>{text}</t></si>" for text in texts)
    return f'<?xml version="1.0" encoding="UTF-8"?><sst {MAIN}>{items}</sst>'


def rows(cell: str, many: int) -> str:
    made = "".join(f'<row r="{number}">{cell.format(number)}</row>' for number in range(1, many + 1))
    return f"<worksheet {MAIN}><sheetData>{made}</sheetData></worksheet>"


PLAIN = '<c r="A{0}" t="s"><v>1</v></c>'
MANY = MOST_TEXT // len(LONG) + 1
CELLS = {
    "as programs write it": PLAIN,
    "with a style after it": '<c r="A{0}" t="s" s="0"><v>1</v></c>',
    "with a sign": '<c r="A{0}" t="s"><v>+1</v></c>',
    "with blanks": '<c r="A{0}" t="s"><v> 1 </v></c>',
    "in single quotes": "<c r='A{0}' t='s'><v>1</v></c>",
    "under a prefix": '<x:c xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main" r="A{0}" t="s">'
    "<x:v>1</x:v></x:c>",
}


@pytest.mark.parametrize("cell", CELLS.values(), ids=CELLS)
def test_one_long_text_in_many_cells_is_refused_before_it_is_read(cell: str) -> None:
    bomb = with_parts({SHEET: rows(cell, MANY), "xl/sharedStrings.xml": shared("名称", LONG)})
    assert len(bomb) < 20_000
    with pytest.raises(ValidationError, match=TOO_MUCH_TEXT):
        measure(bomb)


@pytest.mark.parametrize(
    "texts",
    [
        shared("名称", f"{'<![CDATA[<si >]]>' * 30_000}"), shared("名称", f"{'<!-- <si > -->' * 40_000}"),
        shared("名称", f"<r>{f'<t>{LONG}</t>'}</r>"),
    ],
    ids=["marked text", "comments", "runs"],
)  # fmt: skip
def test_what_only_looks_like_a_text_of_its_own_hides_no_long_one(texts: str) -> None:
    with pytest.raises(ValidationError, match=TOO_MUCH_TEXT):
        measure(with_parts({SHEET: rows(PLAIN, MANY + 20), "xl/sharedStrings.xml": texts}))


def test_few_cells_with_a_long_text_and_many_with_short_ones_are_read() -> None:
    texts = shared("甲" * 20, LONG)
    few = rows('<c r="A{0}" t="s"><v>1</v></c>', 50)
    assert measure(with_parts({SHEET: few, "xl/sharedStrings.xml": texts})).rows == 50
    short = rows('<c r="A{0}" t="s"><v>0</v></c>', 20_000)
    assert measure(with_parts({SHEET: short, "xl/sharedStrings.xml": texts})).rows == 20_000


def test_a_sheet_of_errors_alone_is_refused_before_each_is_noted() -> None:
    errors = rows('<c r="A{0}" t="e"><v>#N/A</v></c>', MAX_BROKEN + 1)
    with pytest.raises(ValidationError, match="出错的公式超过"):
        measure(with_parts({SHEET: errors}))
    assert len(measure(with_parts({SHEET: rows('<c r="A{0}" t="e"><v>#N/A</v></c>', MAX_BROKEN)})).broken) == MAX_BROKEN


def test_cells_merged_again_and_again_and_a_part_that_nobody_reads_are_bounded() -> None:
    one = '<row r="1"><c r="A1" t="inlineStr"><is><t>名称</t></is></c></row>'
    for many in (MAX_MERGED, MAX_MERGED + 1):
        merged = f"<mergeCells>{ONE_MERGED * many}</mergeCells>"
        content = with_parts({SHEET: f"<worksheet {MAIN}><sheetData>{one}</sheetData>{merged}</worksheet>"})
        if many > MAX_MERGED:
            with pytest.raises(ValidationError, match="合并的单元格超过"):
                measure(content)
        else:
            assert measure(content).rows == 1
    with pytest.raises(ValidationError, match="内容过多"):
        measure(with_parts({"docProps/custom.xml": f"<x>{'a' * MAX_PART}</x>"}))
