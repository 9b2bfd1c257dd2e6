"""Pages of handed-in files as a bound child shows them."""

import io
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from core.looking import asking
from core.looking.asking import NotShown, shown
from tests.core.looking.handed_in import document_of, kept, pdf_of, picture_of, unembedded_pdf, workbook_of

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[3]


def drawn(content: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(content), formats=["PNG"])
    image.load()
    return image


def ink(content: bytes) -> int:
    """How many points of a picture are dark."""
    return sum(drawn(content).convert("L").histogram()[:128])


def test_each_page_of_a_pdf_is_a_picture_as_wide_as_a_page() -> None:
    file = kept("pdf", pdf_of("甲方：晋城市试样公司", "第二页"))
    first, second = shown(file, 1, picture=True), shown(file, 2, picture=True)
    assert first.pages == second.pages and first.pages >= 2
    assert drawn(first.picture).width == 1240 and 1700 < drawn(first.picture).height < 1800
    assert first.picture != second.picture and ink(first.picture) > ink(second.picture) > 0


def test_the_text_of_a_page_stands_beside_its_picture() -> None:
    page = shown(kept("pdf", pdf_of("每月租金壹万元整", "别的")), 1, picture=False)
    assert page.text.startswith("每月租金壹万元整") and page.picture == b""


def test_a_font_that_an_invoice_does_not_bring_is_taken_from_our_own() -> None:
    page = shown(kept("pdf", unembedded_pdf("电子发票")), 1, picture=True)
    assert ink(page.picture) > 3000


def test_a_page_beyond_the_last_has_no_picture() -> None:
    page = shown(kept("pdf", unembedded_pdf("一")), 2, picture=True)
    assert page.pages == 1 and page.picture == b""


@pytest.mark.parametrize("kind", ["jpg", "png"])
def test_a_photograph_is_made_as_wide_as_a_page(kind: str) -> None:
    page = shown(kept(kind, picture_of(kind, (4000, 3000))), 1, picture=True)
    assert drawn(page.picture).size == (1240, 930)


def test_a_document_is_shown_by_its_paragraphs_and_tables() -> None:
    page = shown(
        kept("docx", document_of("租赁合同", "第一条", table=(("月份", "租金"), ("1月", "一万")))), 1, picture=False
    )
    assert page.rows == [["租赁合同"], ["第一条"], ["月份", "租金"], ["1月", "一万"]] and not page.cut


def test_each_sheet_of_a_workbook_is_a_page_with_its_name() -> None:
    file = kept("xlsx", workbook_of(明细=(("人员", "月薪"), ("张三", 8000)), 汇总=(("合计", 8000),)))
    first, second = shown(file, 1, picture=False), shown(file, 2, picture=False)
    assert (first.pages, first.title, second.title) == (2, "明细", "汇总")
    assert first.rows == [["人员", "月薪"], ["张三", "8000.0"]]


def test_of_a_long_sheet_the_beginning_is_shown_and_that_it_goes_on() -> None:
    page = shown(kept("xlsx", workbook_of(表=tuple((number,) for number in range(900)))), 1, picture=False)
    assert len(page.rows) == 500 and page.cut


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("pdf", b"%PDF-1.4\nnothing\n%%EOF"),
        ("png", b"\x89PNG\r\n\x1a\nbroken"),
        ("docx", b"PK\x03\x04 broken"),
        ("xlsx", b"PK\x03\x04 broken"),
        ("docx", document_of('<!DOCTYPE x [<!ENTITY a "aaaa">]>')),
    ],
)
def test_what_is_broken_says_so_and_the_next_file_is_shown_all_the_same(kind: str, content: bytes) -> None:
    with pytest.raises(NotShown, match="请下载后查看"):
        shown(kept(kind, content), 1, picture=kind in ("pdf", "png"))
    assert shown(kept("png", picture_of("png", (10, 10))), 1, picture=True).picture


def test_a_table_within_a_table_is_text_of_its_cell() -> None:
    inner = ""
    for level in range(60, 0, -1):
        inner = f"<w:tbl><w:tr><w:tc><w:p><w:r><w:t>{level}.</w:t></w:r></w:p>{inner}</w:tc></w:tr></w:tbl>"
    content = document_of(table=((f"0.</w:t></w:r></w:p>{inner}<w:p><w:r><w:t>",),))
    page = shown(kept("docx", content), 1, picture=False)
    assert page.rows == [["".join(f"{level}." for level in range(61))]]


def test_who_comes_while_two_are_at_it_is_told_so_and_may_ask_again() -> None:
    file = kept("png", picture_of("png", (10, 10)))
    with asking._room(), asking._room(), pytest.raises(NotShown, match="请稍后刷新"):
        shown(file, 1, picture=True)
    assert shown(file, 1, picture=True).picture


def test_a_kind_without_pages_says_so() -> None:
    with pytest.raises(NotShown, match="不能在网页上显示"):
        shown(kept("ofd", b"PK"), 1, picture=False)


def test_the_portal_itself_loads_no_reader_of_pdf() -> None:
    told = "import django, sys; django.setup(); import core.looking.views; print('pypdfium2' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout.strip() == "False"
