"""The one gate for files from outside, the random names they are kept under, and the one way they are handed out.

Extension and content must agree, the size is bounded, and every name is either cleaned or refused with a
sentence. Files lie below MEDIA_ROOT under names that say nothing; no web server serves that folder.
"""

import hashlib
import os
import re
import unicodedata
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, cast

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.http import FileResponse

from core.sniffing import CONTENT_TYPES, sniff

MAX_BYTES = 20 * 1024 * 1024
MAX_NAME = 120
ACCEPT = ",".join(f".{extension}" for extension in (*CONTENT_TYPES, "jpeg"))
_ALIASES = {"jpeg": "jpg", "jpe": "jpg"}
_WANTED = "请上传 PDF、JPG、PNG、DOCX、XLSX 或 OFD 文件。"
_FORBIDDEN = re.compile(r'[<>:"|?*]')
_STORED = re.compile(r"[0-9a-f]{2}/[0-9a-f]{32}")


@dataclass(frozen=True)
class CheckedFile:
    """What the gate found: the cleaned name, the type by content, bytes, SHA-256 in hexadecimal."""

    name: str
    content_type: str
    size: int
    sha256: str


def check_upload(upload: "File[Any] | BinaryIO", name: str | None = None) -> CheckedFile:
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


def check_size(stream: "File[Any] | BinaryIO") -> int:
    """Bytes of the file; of one that was too large to be kept (core.uploads) as many as came.

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
    for chunk in _chunks(stream):
        digest.update(chunk)
    return digest.hexdigest()


def _chunks(stream: BinaryIO) -> Iterator[bytes]:
    stream.seek(0)
    while chunk := stream.read(256 * 1024):
        yield chunk


def storage_name(_instance: object = None, _filename: str = "") -> str:
    """A new random name below MEDIA_ROOT, without the given name or an extension (also fit for `upload_to`)."""
    name = uuid.uuid4().hex
    return f"{name[:2]}/{name}"


def stored_path(name: str) -> Path:
    """Where a stored file lies; raises ValueError for anything that storage_name() did not make."""
    if not _STORED.fullmatch(name):
        raise ValueError("not a storage name")
    return Path(settings.MEDIA_ROOT) / name


def store(stream: "File[Any] | BinaryIO", sha256: str) -> str:
    """Write the stream durably under a new storage name and return it; nothing stays behind on failure.

    Raises OSError when the disk refuses, ValueError when the bytes are not those that were checked.
    """
    name = storage_name()
    path = stored_path(name)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        written = _write(path, cast(BinaryIO, stream))
        if written != sha256:
            raise ValueError("the file changed between check and storage")
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return name


def _write(path: Path, stream: BinaryIO) -> str:
    """Write, flush to disk, and hash what was written."""
    digest = hashlib.sha256()
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as target:
        for chunk in _chunks(stream):
            digest.update(chunk)
            target.write(chunk)
        target.flush()
        os.fsync(target.fileno())
    return digest.hexdigest()


def download_response(path: Path, name: str, content_type: str) -> FileResponse:
    """Stream a stored file as an attachment that no browser runs, sniffs, frames or keeps (RFC 6266 name).

    The caller has already asked whether this person may read it. Raises FileNotFoundError.
    """
    response = FileResponse(path.open("rb"), as_attachment=True, filename=name, content_type=content_type)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cache-Control"] = "private, no-store"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response
