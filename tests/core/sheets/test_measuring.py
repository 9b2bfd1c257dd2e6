"""A workbook is measured before it is read: a cell far out, a bomb, a part that two readers see differently."""

import resource
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError

from core.sheets import measuring
from core.sheets.measuring import MAX_COLUMNS, measure
from core.sheets.reading import read_sheet
from tests.core.sheets.workbooks import MAIN, SHEET, text, with_parts, with_rows

HEAD = f'<row r="1">{text("A1", "名称")}</row><row r="2">{text("A2", "甲")}</row>'
FAR = {
    "the last corner": '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
    "a corner at row 6,000": '<row r="6000"><c r="XFD6000"><v>1</v></c></row>',
    "a text that is empty": '<row r="6000"><c r="XFD6000" t="str"><v></v></c></row>',
    "a cell of another row": '<row r="3"><c r="XFD1048576"><v>1</v></c></row>',
    "small letters": '<row r="6000"><c r="xfd6000"><v>1</v></c></row>',
    "a prefix": '<x:row xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main" r="6000">'
    '<x:c r="XFD6000"><x:v>1</x:v></x:c></x:row>',
    "cells without a place": f"<row>{'<c><v>1</v></c>' * (MAX_COLUMNS + 1)}</row>",
    "a formula": '<row r="6000"><c r="XFD6000"><f>1+1</f></c></row>',
}


@pytest.mark.parametrize("rows", FAR.values(), ids=FAR)
def test_a_cell_far_out_is_refused_by_its_column(rows: str) -> None:
    content = with_rows(HEAD + rows)
    assert len(content) < 6_000
    with pytest.raises(ValidationError, match=f"最多{MAX_COLUMNS}列；请删去表格右边零星的内容"):
        read_sheet(content, 2000)


def test_refusing_a_cell_far_out_takes_neither_time_nor_memory(tmp_path: Path) -> None:
    """In a process of its own, which may not have more than it needs for a small sheet."""
    for name, rows in FAR.items():
        (tmp_path / f"{name}.xlsx").write_bytes(with_rows(HEAD + rows))
    code = (
        "import resource, sys, pathlib\n"
        "from django.conf import settings; settings.configure()\n"
        "from django.core.exceptions import ValidationError\n"
        "from core.sheets.reading import read_sheet\n"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "for path in pathlib.Path(sys.argv[1]).iterdir():\n"
        "    try: read_sheet(path.read_bytes(), 2000)\n"
        "    except ValidationError: continue\n"
        "    sys.exit(f'{path.name} was read')\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)\n"
    )
    began = time.process_time(), resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    ran = subprocess.run([sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    assert int(ran.stdout) < 20_000, "kilobytes"
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - began[1] < 10


def test_many_rows_of_few_cells_are_refused_by_the_area(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(measuring, "MAX_AREA", 100)
    with pytest.raises(ValidationError, match="表格写到了第101行，范围过大"):
        measure(with_rows(HEAD + '<row r="101"><c r="A101"><v>1</v></c></row>'))


def test_a_bomb_of_elements_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(measuring, "MAX_TAGS", 10_000)
    with pytest.raises(ValidationError, match="内容过多"):
        measure(with_rows(HEAD + "<row/>" * 10_000))
    strings = f"<sst {MAIN}>{'<si/>' * 10_000}</sst>"
    with pytest.raises(ValidationError, match="内容过多"):
        measure(with_parts({"xl/sharedStrings.xml": strings}))


def test_what_a_sheet_declares_and_styles_without_a_value_are_no_size() -> None:
    content = with_rows(f'{HEAD}<row r="6000"><c r="XFD6000" s="0"/></row>', '<dimension ref="A1:XFD1048576"/>')
    assert (measure(content).rows, measure(content).columns) == (2, 1)
    assert read_sheet(content, 2000).rows == [["甲"]]


@pytest.mark.parametrize(
    "part",
    [
        f'<!DOCTYPE w [<!ENTITY a "b">]><worksheet {MAIN}><sheetData>{HEAD}</sheetData></worksheet>',
        f"<worksheet {MAIN}><sheetData>{HEAD}</sheetData>",
        f"<worksheet {MAIN}><sheetData>{HEAD}</sheetData></worksheet>".encode("utf-16"),
        f"x<worksheet {MAIN}><sheetData>{HEAD}</sheetData></worksheet>",
        f'<worksheet {MAIN}><sheetData><row r="0"><c r="A0"/></row></sheetData></worksheet>',
        f'<worksheet {MAIN}><sheetData><row r="1"><c r="AAAA1"><v>1</v></c></row></sheetData></worksheet>',
        f'<worksheet {MAIN}><sheetData><row r="99999999999"/></sheetData></worksheet>',
        "",
    ],
)
def test_what_two_readers_could_see_differently_is_refused(part: str | bytes) -> None:
    with pytest.raises(ValidationError, match="工作簿已损坏"):
        measure(with_parts({SHEET: part}))


def test_a_sheet_that_hides_under_another_name_is_measured_too() -> None:
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" Type="x/worksheet" Target="media/picture.png"/></Relationships>'
    )
    far = f"<worksheet {MAIN}><sheetData>{HEAD}{FAR['the last corner']}</sheetData></worksheet>"
    content = with_parts({"xl/_rels/workbook.xml.rels": relations, "xl/media/picture.png": far})
    with pytest.raises(ValidationError, match="写到了XFD列"):
        measure(content)


def test_every_sheet_is_measured_and_the_first_that_is_shown_is_told() -> None:
    book = (
        f'<workbook {MAIN} xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>'
        '<sheet name="暗" sheetId="1" state="hidden" r:id="rId1"/>'
        '<sheet name="明" sheetId="2" r:id="rId9"/></sheets></workbook>'
    )
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" '
        'Target="worksheets/sheet1.xml"/>'
        '<Relationship Id="rId9" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" '
        'Target="/xl/worksheets/second.xml"/></Relationships>'
    )
    second = f"<worksheet {MAIN}><sheetData>{HEAD}</sheetData></worksheet>"
    parts = {"xl/workbook.xml": book, "xl/_rels/workbook.xml.rels": relations, "xl/worksheets/second.xml": second}
    assert measure(with_parts(parts)).place == 1
    assert read_sheet(with_parts(parts), 2000).rows == [["甲"]]
    far = f"<worksheet {MAIN}><sheetData>{FAR['the last corner']}</sheetData></worksheet>"
    with pytest.raises(ValidationError, match="XFD"):
        measure(with_parts(parts | {SHEET: far}))
