"""The one gate for files from outside.

Extension and content must agree, the size is bounded, and every name is either cleaned or refused with a sentence.
"""

from __future__ import annotations

import hashlib
import os
import re
import unicodedata
from dataclasses import dataclass
from typing import Any, BinaryIO, cast

from django.core.exceptions import ValidationError
from django.core.files.base import File

from core.files.chunks import chunks
from core.files.sniffing import CONTENT_TYPES, sniff
from core.values.identity_numbers import holds_identity

MAX_BYTES = 20 * 1024 * 1024
MAX_NAME = 120
ACCEPT = ",".join(f".{extension}" for extension in (*CONTENT_TYPES, "jpeg"))
_ALIASES = {"jpeg": "jpg", "jpe": "jpg"}
_WANTED = "请上传 PDF、JPG、PNG、DOCX、XLSX 或 OFD 文件。"
_FORBIDDEN = re.compile(r'[<>:"|?*]')


@dataclass(frozen=True)
class CheckedFile:
    """What the gate found: the cleaned name, the type by content, bytes, SHA-256 in hexadecimal."""

    name: str
    content_type: str
    size: int
    sha256: str


def check_upload(upload: File[Any] | BinaryIO, name: str | None = None) -> CheckedFile:
    """Pass a handed-in file through the gate; raises ValidationError with a Chinese sentence.

    `name` is the name as given when `upload` does not carry it. The stream is left at its beginning.
    """
    given = name if name is not None else str(getattr(upload, "name", "") or "")
    cleaned = clean_name(given)
    stream = cast(BinaryIO, upload)
    size = check_size(stream)
    kind = _agreed_kind(cleaned, sniff(stream, size))
    sha256 = _hash(stream)
    stream.seek(0)
    return CheckedFile(cleaned, CONTENT_TYPES[kind], size, sha256)


def clean_name(given: str) -> str:
    """A name safe to show and to send: no path, no control or direction marks, at most MAX_NAME characters.

    Raises ValidationError when nothing is left or the extension is not accepted.
    """
    last = unicodedata.normalize("NFKC", given).replace("\\", "/").rsplit("/", 1)[-1]
    kept = "".join(_visible(character) for character in last)
    cleaned = " ".join(_FORBIDDEN.sub("_", kept).split()).strip(". ")
    if not cleaned:
        raise ValidationError(f"文件没有名称，请重命名后上传。{_WANTED}", code="name")
    stem, dot, extension = cleaned.rpartition(".")
    if holds_identity(stem):
        raise ValidationError("文件名里请不要写身份证号码，请重命名后上传。", code="name")
    if not dot or not stem or _kind(extension) not in CONTENT_TYPES:
        raise ValidationError(f"不接收“{cleaned[-40:]}”这类文件。{_WANTED}", code="extension")
    return f"{stem[: MAX_NAME - len(extension) - 1].rstrip('. ')}.{extension.lower()}"


def _visible(character: str) -> str:
    """The character; nothing for what cannot be seen; _ for half of a broken character."""
    category = unicodedata.category(character)
    if category in ("Cs", "Co", "Cn"):
        return "_"
    return "" if category in ("Cc", "Cf", "Zl", "Zp") else character


def _kind(extension: str) -> str:
    return _ALIASES.get(extension.lower(), extension.lower())


def _agreed_kind(name: str, found: str) -> str:
    claimed = _kind(name.rpartition(".")[2])
    if claimed != found:
        raise ValidationError(
            f"文件扩展名是.{claimed}，内容却是{found.upper()}；请改正扩展名或重新导出后上传。", code="mismatch"
        )
    return found


def check_size(stream: File[Any] | BinaryIO) -> int:
    """Bytes of the file; of one that was too large to be kept (core.files.uploads) as many as came.

    Raises ValidationError when there are none, or more than MAX_BYTES.
    """
    size = getattr(stream, "came", 0) or stream.seek(0, os.SEEK_END) or stream.tell()
    if not size:
        raise ValidationError("文件是空的（0字节），请检查后重新上传。", code="empty")
    if size > MAX_BYTES:
        mib = -(-size * 10 // 1024**2) / 10
        raise ValidationError(f"文件有{mib:.1f}MB，超过{MAX_BYTES // 1024**2}MB；请压缩或拆分后上传。", code="size")
    return size


def _hash(stream: BinaryIO) -> str:
    digest = hashlib.sha256()
    for chunk in chunks(stream):
        digest.update(chunk)
    return digest.hexdigest()
