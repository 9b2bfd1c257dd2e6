"""Files that are handed in for a sheet and are none, each named for what it is, with what to do.

Raises ValidationError (Chinese). What is neither named here nor text is told by who reads it.
"""

import io
import re
import struct

from django.core.exceptions import ValidationError

from core.files.locking import is_locked_office_file

SAVE_AS = "请用表格软件另存为 .xlsx，或逗号分隔的 .csv，再上传。"
_COPY_OUT = "请把其中的表格复制到表格软件里，存为 .xlsx，再上传。"
_OLE = b"\xd0\xcf\x11\xe0"
_OPEN_SHEET = (b"application/vnd.oasis.opendocument.spreadsheet", b"application/vnd.sun.xml.calc")
_OPEN_TEXT = (b"application/vnd.oasis.opendocument.text", b"application/vnd.sun.xml.writer")
_PARTS = {
    b"xl/workbook.bin": f"这是 .xlsb 工作簿；{SAVE_AS}", b"word/document.xml": f"这是 Word 文档，不是表格；{_COPY_OUT}",
    b"ppt/presentation.xml": f"这是演示文稿，不是表格；{_COPY_OUT}",
    b"ofd.xml": f"这是 OFD 文件，不是表格；{SAVE_AS}",
    b"index/document.iwa": f"这是 Numbers 或 Pages 文件；{SAVE_AS}",
}  # fmt: skip
_WEB = f"这是网页格式的表格，扩展名虽是 .xls 一类，并不是工作簿；{SAVE_AS}"
_XML = f"这是 XML 格式的表格，扩展名虽是 .xls 一类，并不是工作簿；{SAVE_AS}"
_A_TAG = re.compile(r"<(?:!doctype\s+html|html|head|meta|style|body|table|div|\w+:html)\b", re.IGNORECASE)
_BOOK = re.compile(rb"xl/workbook\w*\.xml")  # some writers number it; who reads it says that it is not taken
# what says by its name that it is no sheet; what names itself a sheet, or nothing, is looked at
_NO_SHEETS = (
    "pdf", "ofd", "doc", "docx", "wps", "rtf", "odt", "ppt", "pptx", "jpg", "jpeg", "png", "gif", "bmp", "tif", "tiff",
    "zip", "rar", "7z", "mp4",
)  # fmt: skip
_HEAD, _END = 4096, b"PK\x05\x06"


def decline_name(name: str) -> None:
    """A file that bears the name of another kind, whatever is in it."""
    _, point, kind = name.rpartition(".")
    if point and kind.strip().lower() in _NO_SHEETS:
        raise ValidationError(f"文件名以“.{kind.strip()[:8]}”结尾，不是表格；{SAVE_AS}")


def decline_archive(content: bytes) -> None:
    """A zip that is no workbook. Only its directory is read, and what says of an open document of which kind it is."""
    kind = content[38:138] if content[30:38] == b"mimetype" else b""
    if kind.startswith(_OPEN_SHEET):
        raise ValidationError(f"这是 .ods 表格；{SAVE_AS}")
    if kind.startswith(_OPEN_TEXT):
        raise ValidationError(f"这是 .odt 文档，不是表格；{_COPY_OUT}")
    names = _directory(content).lower()
    if not names or b"xl/workbook.xml" in names or (b"[content_types].xml" in names and _BOOK.search(names)):
        return
    found = next((sentence for part, sentence in _PARTS.items() if part in names), "")
    raise ValidationError(found or "这是压缩包，不是表格；请先解压缩，把其中的表格存为 .xlsx，再上传。")


def _directory(content: bytes) -> bytes:
    """Where a zip names its parts; nothing where it does not say where that is."""
    end = content.rfind(_END)
    if end < 0 or len(content) < end + 20:
        return b""
    size, start = struct.unpack("<II", content[end + 12 : end + 20])
    return content[start : start + size]


def decline_binary(content: bytes) -> None:
    """Old office files, and PDF."""
    if content.startswith(_OLE):
        if is_locked_office_file(content[:8], io.BytesIO(content)):
            raise ValidationError("工作簿加了打开密码，读不出来；请去掉密码，另存后上传。")
        if "WordDocument".encode("utf-16-le") in content:
            raise ValidationError(f"这是旧版的 Word 文档，不是表格；{_COPY_OUT}")
        raise ValidationError(f"这是旧版的 .xls 工作簿；{SAVE_AS}")
    if content.startswith(b"%PDF"):
        raise ValidationError(f"这是 PDF 文件，不是表格；{SAVE_AS}")
    if content.startswith(b"{\\rtf"):
        raise ValidationError(f"这是 RTF 文档，不是表格；{_COPY_OUT}")


def decline_marked(text: str) -> None:
    """Text that a browser shows as a table, which web pages offer for download as .xls."""
    head = text[:_HEAD].removeprefix("\ufeff").lstrip()
    if head[:13].lower() == "mime-version:" or _A_TAG.match(head):
        raise ValidationError(_WEB)
    if head.startswith(("<?xml", "<!--")):
        raise ValidationError(_WEB if "<html" in head.lower() else _XML)
