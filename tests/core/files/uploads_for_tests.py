"""Small honest files of each kind, and hostile ones."""

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping

from PIL import Image

CONTENT_LIST = "[Content_Types].xml"
PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


def zipped(members: Mapping[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", compression) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return target.getvalue()


def png(width: int = 2, height: int = 2) -> bytes:
    header = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress(b"\0" * 6)
    chunks = [header, b"IDAT" + rows, b"IEND"]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(chunk) - 4) + chunk + struct.pack(">I", zlib.crc32(chunk)) for chunk in chunks
    )


def jpeg(width: int = 2, height: int = 2) -> bytes:
    start = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"
    frame = b"\xff\xc0\x00\x0b\x08" + struct.pack(">HH", height, width) + b"\x01\x01\x11\x00"
    return start + frame + b"\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00\x00\xff\xd9"


def photograph(kind: str) -> bytes:
    """Grey noise as a camera's library writes it: JPEG, PNG, or MPO (a JPEG with a second picture behind it)."""
    target = io.BytesIO()
    noise = Image.effect_noise((64, 48), 80)
    more = {"save_all": True, "append_images": [noise]} if kind == "MPO" else {}
    noise.save(target, kind, **more)
    return target.getvalue()


def text_bomb() -> bytes:
    """A picture of a few kilobytes with a remark that unpacks to 64 MB."""
    chunk = b"zTXtComment\0\0" + zlib.compress(bytes(64 << 20))
    remark = struct.pack(">I", len(chunk) - 4) + chunk + struct.pack(">I", zlib.crc32(chunk))
    return png()[:33] + remark + png()[33:]


DOCX = zipped({CONTENT_LIST: b"<Types/>", "word/document.xml": b"<document/>"})
XLSX = zipped({CONTENT_LIST: b"<Types/>", "xl/workbook.xml": b"<workbook/>"})
OFD = zipped({"OFD.xml": b"<OFD/>", "Doc_0/Document.xml": b"<Document/>"})


def workbook_with(member: str) -> bytes:
    return zipped({CONTENT_LIST: b"<Types/>", "xl/workbook.xml": b"<workbook/>", member: b"x"})


def sheet_bomb() -> bytes:
    """A spreadsheet of a few kilobytes that unpacks to 60 MB."""
    return zipped({CONTENT_LIST: b"<Types/>", "xl/workbook.xml": b"<w/>", "xl/worksheets/sheet1.xml": bytes(60 << 20)})


def lying_about_size() -> bytes:
    """The directory says 16 bytes, the member unpacks to a megabyte."""
    honest = zipped({CONTENT_LIST: b"<Types/>", "xl/workbook.xml": bytes(1 << 20)})
    return honest.replace(struct.pack("<I", 1 << 20), struct.pack("<I", 16))


def encrypted() -> bytes:
    """The flag for encryption set on every directory entry."""
    content = bytearray(XLSX)
    at = 0
    while (at := content.find(b"PK\x01\x02", at)) >= 0:
        content[at + 8] |= 1
        at += 4
    return bytes(content)
