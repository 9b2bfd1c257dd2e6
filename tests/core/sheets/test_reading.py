"""Files as they come: workbooks with faults, text in other encodings and with other marks. Each is read, or named."""

import io
import zipfile
from datetime import date
from typing import Any

import pytest
import xlsxwriter
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from core.sheets.cells import BrokenCell, CellFault, identifier_of, text_of
from core.sheets.declining import decline_archive
from core.sheets.formats import Csv, Xlsx, write_csv, write_xlsx
from core.sheets.reading import read_sheet
from tests.core.sheets.workbooks import row, small, text, with_rows

TABLE = "名称,房号\n甲,3-1\n乙,101\n"
READ = [["甲", "3-1"], ["乙", "101"]]


def read(content: bytes | str) -> Any:
    return read_sheet(content, 2000)


@pytest.mark.parametrize(
    "content",
    [
        TABLE.encode(), TABLE.encode("utf-8-sig"), TABLE.encode("gbk"), TABLE.encode("gb18030"), TABLE.encode("utf-16"),
        TABLE.encode("utf-16-le"), TABLE.encode("utf-16-be"), b"\xfe\xff" + TABLE.encode("utf-16-be"), TABLE,
        TABLE.replace(",", ";").encode(), TABLE.replace(",", "\t").encode("utf-16"), TABLE.replace(",", "，").encode(),
        f"sep=;\n{TABLE.replace(',', ';')}".encode(), TABLE.replace("\n", "\r\n").encode(), TABLE.replace(",", "|"),
        '"名称";"房号"\n"甲";"3-1"\n"乙";"101"\n'.encode("gbk"),
    ],
)  # fmt: skip
def test_text_is_read_in_whatever_encoding_and_with_whatever_marks(content: bytes | str) -> None:
    sheet = read(content)
    assert (sheet.heads, sheet.rows) == (("名称", "房号"), READ)


def test_a_mark_within_quotes_divides_nothing() -> None:
    assert read('名称;"房;号,,,"\n"甲\n乙";1\n').rows == [["甲\n乙", "1"]]


def test_rows_keep_the_numbers_of_the_file() -> None:
    assert read("\n名称\n\n甲\n \n乙\n").numbers == [4, 6]
    content = with_rows(
        f'<row r="3">{text("B3", "名称")}{text("C3", "房号")}</row>'
        f'<row r="5">{text("B5", "甲")}{text("C5", "3-1")}</row>'
        f'<row r="9">{text("B9", "乙")}{text("C9", "101")}</row>'
    )
    assert (read(content).rows, read(content).numbers) == (READ, [5, 9])


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "文件中没有数据。"), (b"\n \n,,\n", "文件中没有数据。"), ("名称,房号\n".encode(), "只有列名，没有数据"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "加了打开密码，读不出来"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "旧版的 .xls 工作簿"), (b"%PDF-1.7\n%%EOF", "PDF 文件，不是表格"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "读不出来，不是表格或者文字的编码不对"), (b"\xff\xff\xff", "编码不对"),
        ("名称,\n甲,乙\n".encode(), "B列没有列名，第2行却有内容"),
        ("名称,名 称\n甲,乙\n".encode(), "首行须是列名，各不相同"),
        (("名称" + "," * 6000 + "\n").encode(), "第1行的列数过多"),
        (("名称\n" + "甲,,,,," * 20 + "\n").encode(), "最多60列"),
        (('名称\n"' + "甲" * 200_000).encode(), "引号不成对"),
    ],
)  # fmt: skip
def test_what_is_no_table_is_named(content: bytes, sentence: str) -> None:
    with pytest.raises(ValidationError) as refused:
        read(content)
    assert sentence in refused.value.messages[0]


def zipped(**parts: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        for name, part in parts.items():
            made.writestr(name.replace("__", "/").replace("_", "."), part)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (zipped(mimetype=b"application/vnd.oasis.opendocument.spreadsheet", content_xml=b"x"), "这是 .ods 表格；请用"),
        (zipped(mimetype=b"application/vnd.oasis.opendocument.text", content_xml=b"x"), "这是 .odt 文档，不是表格"),
        (zipped(Types_xml=b"x", word__document_xml=b"x", word__embeddings__a_xlsx=small()), "这是 Word 文档，不是表格"),
        (zipped(ppt__presentation_xml=b"x"), "这是演示文稿，不是表格"), (zipped(xl__workbook_bin=b"x"), "这是 .xlsb"),
        (zipped(a_pdf=b"x"), "这是压缩包，不是表格；请先解压缩"), (b"{\\rtf1\\ansi}", "这是 RTF 文档"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600 + "WordDocument".encode("utf-16-le"), "这是旧版的 Word 文档"),
        (" <HTML>\n<table><tr><td>名称</td></tr><tr><td>甲</td></tr></table>".encode("gbk"), "这是网页格式的表格"),
        ("<table border=1>\n<tr><td>名称</td></tr></table>".encode("utf-16"), "这是网页格式的表格"),
        (b"MIME-Version: 1.0\nX-Document-Type: Workbook\n", "这是网页格式的表格"),
        (b'<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n<Workbook><Table/>', "这是 XML 格式的表格"),
        (b'<?xml version="1.0"?>\n<!DOCTYPE html>\n<html><body><table/>', "这是网页格式的表格"),
    ],
)  # fmt: skip
def test_what_another_program_writes_is_named_with_how_to_hand_it_in(content: bytes, sentence: str) -> None:
    with pytest.raises(ValidationError) as refused:
        read(content)
    assert sentence in refused.value.messages[0] and ".xlsx" in refused.value.messages[0]


def test_a_workbook_whose_book_is_numbered_is_not_called_an_archive() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        made.writestr("[Content_Types].xml", b"<Types/>")
        made.writestr("xl/workbook2.xml", b"<workbook/>")
    decline_archive(stream.getvalue())  # whoever reads it says what is the matter
    with pytest.raises(ValidationError, match="这是压缩包"):
        decline_archive(zipped(xl__workbook2_xml=b"x"))


def test_a_workbook_that_speaks_of_another_kind_is_a_workbook() -> None:
    assert read(with_rows(row(1, "名称") + row(2, "word/document.xml"))).rows == [["word/document.xml"]]
    assert read("名称\n<table>甲</table>\n").rows == [["<table>甲</table>"]]


def test_a_column_with_neither_head_nor_cells_is_left_out() -> None:
    sheet = read("名称,,房号,\n甲,,3-1,\n")
    assert (sheet.heads, sheet.rows) == (("名称", "房号"), [["甲", "3-1"]])


def test_a_row_that_is_short_is_filled_up() -> None:
    assert read("名称,房号\n甲\n").rows == [["甲", ""]]


def test_errors_of_a_spreadsheet_are_no_values_and_no_blanks() -> None:
    content = with_rows(
        f'<row r="1">{text("A1", "甲")}{text("B1", "乙")}{text("C1", "丙")}{text("D1", "丁")}</row>'
        '<row r="2"><c r="A2" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="B2"><f>1+1</f></c>'
        '<c r="C2"><f>1+1</f><v></v></c><c r="D2" t="str"><f>A9</f><v></v></c></row>'
        '<row r="3"><c r="A3"><f>1+1</f><v>2</v></c><c r="B3" t="str"><f>A9</f><v>字</v></c>'
        f"{text('C3', '#N/A')}{text('D3', '####')}</row>"
        '<row r="4"><c r="B4"><f>1+1</f><v/></c></row>'
    )
    first, second, third = read(content).rows
    assert [type(cell) for cell in first] == [BrokenCell, BrokenCell, BrokenCell, str]
    assert (str(first[0]), first[0].sentence) == ("#DIV/0!", "公式出错（#DIV/0!），请改正后重新上传。")
    assert "公式没有算出结果" in first[1].sentence
    assert second[:2] == [2, "字"] and "#N/A" in second[2].sentence and "只剩下了" in second[3].sentence
    assert "公式没有算出结果" in third[1].sentence


@pytest.mark.parametrize("written", ["#REF!", "#REF！", "＃N／A", "#NAME？", "#DIV/0！ ", "＃＃＃＃"])
def test_an_error_of_a_spreadsheet_is_one_in_full_width_too(written: str) -> None:
    for cell in (read(f"名称\n{written}\n").rows[0][0], read(with_rows(row(1, "名称") + row(2, written))).rows[0][0]):
        with pytest.raises(CellFault, match="公式出错（#.*），请改正后重新上传。|只剩下了“###”"):
            identifier_of(cell)
    assert read("名称\n#3号楼\n＃3\n").rows == [["#3号楼"], ["＃3"]]


def test_merged_cells_are_named_where_they_are() -> None:
    rows = f'<row r="1">{text("A1", "名称")}{text("B1", "房号")}</row>' + "".join(
        f'<row r="{row}">{text(f"A{row}", "甲")}</row>' for row in (2, 3, 4)
    )
    content = with_rows(
        rows, after='<mergeCells count="2"><mergeCell ref="A2:A4"/><mergeCell ref="A90:C99"/></mergeCells>'
    )
    with pytest.raises(ValidationError, match="表中有合并单元格：A2:A4。请取消合并"):
        read(content)
    assert len(read(with_rows(rows, after='<mergeCells><mergeCell ref="A90:C99"/></mergeCells>')).rows) == 3


def test_what_a_spreadsheet_turned_is_refused_when_it_is_read() -> None:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["房号", "账号", "代码", "时间"])
        sheet.write_datetime(1, 0, date(2026, 3, 1), book.add_format({"num_format": "m-d"}))
        sheet.write_number(1, 1, 6222020200112233445)
        sheet.write_number(1, 2, 101)
        sheet.write_number(1, 3, 1.5, book.add_format({"num_format": "[h]:mm"}))
    row = read(stream.getvalue()).rows[0]
    assert row[0] == date(2026, 3, 1) and identifier_of(row[2]) == "101"
    for cell, sentence in ((row[0], "变成了日期"), (row[1], "变成了数字"), (row[3], "变成了时间")):
        with pytest.raises(CellFault, match=sentence):
            identifier_of(cell)


def test_a_cell_that_is_too_long_is_wrong_by_itself() -> None:
    cell = read(f"名称\n{'甲' * 2001}\n").rows[0][0]
    with pytest.raises(CellFault, match="单元格最多2000个字，现在有2001个字。"):
        text_of(cell)


def test_the_format_chosen_does_not_matter() -> None:
    book, lines = write_xlsx(["名称", "房号"], READ), write_csv(["名称", "房号"], READ)
    for kind in (Xlsx(), Csv()):
        for content in (book, lines.encode()):
            found = kind.create_dataset(content)
            assert (found.headers, list(found), found.row_numbers) == (
                ["名称", "房号"],
                [tuple(r) for r in READ],
                [2, 3],
            )


CELLS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=20).filter(str.strip)


@given(st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=20))
def test_what_is_written_is_read_again_from_both_kinds(rows: list[tuple[str, str]]) -> None:
    heads = ["名称", "房号"]
    assert read(write_xlsx(heads, rows)).rows == read(write_csv(heads, rows)).rows


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused_in_chinese(content: bytes) -> None:
    said = "表"
    try:
        read(content)
    except ValidationError as error:
        said = error.messages[0]
    assert any("\u4e00" <= c <= "\u9fff" for c in said)
    assert not any(word in said for word in ("Error", "Traceback", "/work", "codec"))
