"""What a file really is, from its content: the second half of the upload gate (core.files).

Nothing is unpacked to disk and no document is parsed: only signatures, the heads of pictures and zip directories are
read, and a zip is decompressed once, in memory-flat chunks, after its declared sizes have been found small.
"""

import struct
import zipfile
import zlib
from typing import BinaryIO

import filetype
from django.core.exceptions import ValidationError
from PIL import Image

from core.files.locking import is_locked, is_locked_office_file

CONTENT_TYPES = {
    "pdf": "application/pdf",
    "jpg": "image/jpeg",
    "png": "image/png",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ofd": "application/ofd",
}
_SIGNATURES = {"pdf": b"%PDF-", "jpg": b"\xff\xd8\xff", "png": b"\x89PNG\r\n\x1a\n", "zip": b"PK\x03\x04"}
_HALLMARKS = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml", "ofd": "OFD.xml"}
_LOCKED = "文件加了打开密码，读不出来；请去掉密码，另存后上传。"
_CONTENT_LIST = "[Content_Types].xml"

MAX_PIXELS = 100_000_000
# Pillow's own guard against pictures that fill all memory: beyond this it warns, beyond twice as much it refuses.
Image.MAX_IMAGE_PIXELS = MAX_PIXELS
_FORMATS = {"jpg": ("JPEG",), "png": ("PNG",)}
_BROKEN_IMAGE = (OSError, SyntaxError, ValueError, LookupError, TypeError, EOFError, struct.error, zlib.error)
MAX_MEMBERS = 5_000
MAX_DIRECTORY_BYTES = 1024 * 1024
MAX_UNPACKED_BYTES = 100 * 1024 * 1024
MAX_RATIO = 100
_SMALL_MEMBER = 1024 * 1024


def sniff(stream: BinaryIO, size: int) -> str:
    """The kind of the file (a key of CONTENT_TYPES); raises ValidationError with a sentence for anything else."""
    stream.seek(0)
    head = stream.read(8192)
    family = next((kind for kind, signature in _SIGNATURES.items() if head.startswith(signature)), "")
    if family == "zip":
        return _kind_of_zip(stream, size)
    if not family:
        _refuse(_LOCKED if is_locked_office_file(head, stream) else _sentence_about(head))
    if family == "pdf":
        _check_pdf(stream, size)
    else:
        _check_image(stream, family)
    return family


def _refuse(sentence: str) -> None:
    raise ValidationError(sentence, code="content")


def _sentence_about(head: bytes) -> str:
    guess = filetype.guess(head)
    found = f"（内容是{guess.extension}格式）" if guess else ""
    return f"文件内容不是 PDF、JPG、PNG、DOCX、XLSX 或 OFD{found}，请另存为其中一种后上传。"


def _check_pdf(stream: BinaryIO, size: int) -> None:
    stream.seek(max(0, size - 4096))
    if b"%%EOF" not in stream.read(4096):
        _refuse("PDF文件不完整（没有结尾），可能没有传完，请重新导出后上传。")
    if is_locked(stream):
        _refuse("PDF文件加了打开密码，审核人员读不了；请去掉密码，重新导出后上传。")


def _check_image(stream: BinaryIO, kind: str) -> None:
    """Size in pixels, and what the parts of a PNG say of themselves (checksums); no pixel is unpacked."""
    try:
        image = Image.open(stream, formats=_FORMATS[kind])
        pixels = image.width * image.height
        image.verify()
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        pixels = MAX_PIXELS + 1
    except _BROKEN_IMAGE:
        raise ValidationError(f"{kind.upper()}图片已损坏，请重新保存后上传。", code="content") from None
    if pixels > MAX_PIXELS:
        _refuse("图片尺寸过大（超过1亿像素）或为空，请缩小后上传。")


def _kind_of_zip(stream: BinaryIO, size: int) -> str:
    _check_directory_size(stream, size)
    try:
        with zipfile.ZipFile(stream) as archive:
            members = archive.infolist()
            _check_members(members, size)
            kind = _hallmark({member.filename for member in members})
            if archive.testzip() is not None:
                _refuse("文件已损坏（压缩内容校验不符），请重新保存后上传。")
    except (
        zipfile.BadZipFile,
        zlib.error,
        struct.error,
        EOFError,
        NotImplementedError,
        RuntimeError,
        ValueError,
        OSError,
    ):
        raise ValidationError("文件已损坏或被加密，无法读取，请重新保存后上传。", code="content") from None
    return kind


def _check_directory_size(stream: BinaryIO, size: int) -> None:
    """The end record tells the size of the directory before anything is built from it."""
    stream.seek(max(0, size - 22 - 0xFFFF))
    tail = stream.read()
    start = tail.rfind(b"PK\x05\x06")
    if start < 0 or len(tail) - start < 22:
        _refuse("文件不完整（没有结尾），可能没有传完，请重新上传。")
    if struct.unpack("<I", tail[start + 12 : start + 16])[0] > MAX_DIRECTORY_BYTES:
        _refuse("文件内部的条目过多，不能接收。")


def _check_members(members: list[zipfile.ZipInfo], size: int) -> None:
    if len(members) > MAX_MEMBERS or len({member.filename for member in members}) != len(members):
        _refuse("文件内部的条目过多或重名，不能接收。")
    if sum(member.compress_size for member in members) > size:
        _refuse("文件内部的条目互相重叠，不能接收。")
    if sum(member.file_size for member in members) > MAX_UNPACKED_BYTES or any(map(_is_bomb, members)):
        _refuse("文件展开后过大，不能接收；请删去空白行列后另存，或导出为PDF上传。")
    if any(member.filename.startswith("/") or ".." in member.filename.split("/") for member in members):
        _refuse("文件内部的路径不合规范，不能接收。")


def _is_bomb(member: zipfile.ZipInfo) -> bool:
    return member.file_size > _SMALL_MEMBER and member.file_size > MAX_RATIO * max(member.compress_size, 1)


def _hallmark(names: set[str]) -> str:
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        _refuse("文件带有宏，不能接收；请另存为不带宏的文档后上传。")
    for kind, hallmark in _HALLMARKS.items():
        if hallmark in names and (kind == "ofd" or _CONTENT_LIST in names):
            return kind
    raise ValidationError("不接收压缩包；请把其中的材料逐个上传（PDF、JPG、PNG、DOCX、XLSX、OFD）。", code="content")
