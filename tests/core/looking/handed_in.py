"""Files as people hand them in, kept as records: a PDF of some pages, a document, a workbook, a picture."""

import io
import zipfile

import xlsxwriter
from PIL import Image

from core.documents.rendering import render_pdf
from core.files.keeping import keep_bytes
from core.files.sniffing import CONTENT_TYPES
from core.models import StoredFile

WORDS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def kept(kind: str, content: bytes, name: str = "材料") -> StoredFile:
    return keep_bytes(content, name=f"{name}.{kind}", content_type=CONTENT_TYPES[kind])


def pdf_of(*pages: str) -> bytes:
    """A PDF with a page for each text, made as the portal makes its papers."""
    from tests.core.documents.test_documents import paper

    return render_pdf(paper("".join(f'<p style="break-after: page">{text}</p>' for text in pages)))


def unembedded_pdf(text: str) -> bytes:
    """A PDF that names a common Chinese font and does not bring it, as many invoices do."""
    shown = text.encode("utf-16-be").hex().encode()
    stream = b"BT /F1 48 Tf 40 700 Td <%b> Tj ET" % shown
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%b\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type0/BaseFont/SimSun/Encoding/UniGB-UCS2-H/DescendantFonts[6 0 R]>>",
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/SimSun/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)"
        b"/Supplement 2>>/FontDescriptor 7 0 R/DW 1000>>",
        b"<</Type/FontDescriptor/FontName/SimSun/Flags 6/FontBBox[0 -200 1000 900]/ItalicAngle 0/Ascent 859"
        b"/Descent -141/CapHeight 683/StemV 80>>",
    ]  # fmt: skip
    made, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, start=1):
        places.append(len(made))
        made += b"%d 0 obj%b endobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"xref\n0 %d\n0000000000 65535 f \n%btrailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n"
    return made + end % (len(parts) + 1, table, len(parts) + 1, len(made))


def document_of(*paragraphs: str, table: tuple[tuple[str, ...], ...] = ()) -> bytes:
    """A .docx with paragraphs and perhaps a table behind them."""
    said = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in paragraphs)
    rows = "".join(
        "<w:tr>" + "".join(f"<w:tc><w:p><w:r><w:t>{cell}</w:t></w:r></w:p></w:tc>" for cell in row) + "</w:tr>"
        for row in table
    )
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        body = f"<w:body>{said}<w:tbl>{rows}</w:tbl></w:body>"
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{WORDS}">{body}</w:document>')
    return made.getvalue()


def workbook_of(**sheets: tuple[tuple[object, ...], ...]) -> bytes:
    """A .xlsx with these sheets."""
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return made.getvalue()


def picture_of(kind: str, size: tuple[int, int]) -> bytes:
    made = io.BytesIO()
    Image.new("RGB", size, "navy").save(made, "JPEG" if kind == "jpg" else "PNG")
    return made.getvalue()
