"""No handed-in file disappears without a word, and none fills the disk.

Django's parser drops a part whose file name is `.`, `..` or made of unprintable characters only, and a part whose
header is no UTF-8, and answers as if nothing had been sent. Listed first in FILE_UPLOAD_HANDLERS, the handler below
lets the first kind through under a stand-in name without an extension, so that the gate (core.files) refuses it with
a sentence, and refuses a request of which fewer parts arrived than were sent (status 400).

A request of more than MAX_REQUEST is refused unread (status 400). Of a file that is larger than the gate takes nothing
is kept but its name and its size, so that the form comes back with the gate's sentence and all else that was typed.
"""

import io
from typing import Any

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.http.multipartparser import MultiPartParser, MultiPartParserError

from core.files.checking import MAX_BYTES

MAX_REQUEST = 100 * 1024 * 1024
UNNAMED = "未命名"


class KeepingParser(MultiPartParser):
    """Parses like Django, but a part with an unusable file name keeps its content."""

    def sanitize_file_name(self, file_name: str) -> str:
        return super().sanitize_file_name(file_name) or UNNAMED


class CountingStream:
    """Hands the body on and counts the boundaries in it."""

    def __init__(self, stream: Any, boundary: bytes) -> None:
        self._stream, self._separator, self._tail = stream, b"--" + boundary, b""
        self.boundaries = 0

    def read(self, *size: int) -> bytes:
        data: bytes = self._stream.read(*size)
        seen = self._tail + data
        self.boundaries += seen.count(self._separator)
        self._tail = seen[-len(self._separator) + 1 :]
        return data


class TooLargeFile(InMemoryUploadedFile):
    """A file of which more came than the gate takes: `came` bytes, none of them kept."""

    def __init__(self, came: int, **told: Any) -> None:
        super().__init__(file=io.BytesIO(), size=came, **told)
        self.came = came


class SizeUploadHandler(FileUploadHandler):
    """Counts each file's bytes before the other handlers keep them, and lets go of a file that grows too large."""

    def __init__(self, request: Any, others: list[Any]) -> None:
        super().__init__(request)
        self._others, self._came = others, 0

    def new_file(self, *told: Any, **more: Any) -> None:
        super().new_file(*told, **more)
        self._came = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        fitted = self._came <= MAX_BYTES
        self._came += len(raw_data)
        if self._came <= MAX_BYTES:
            return raw_data
        if fitted:
            for handler in self._others:
                handler.upload_interrupted()
        return None

    def file_complete(self, file_size: int) -> TooLargeFile | None:
        if self._came <= MAX_BYTES:
            return None
        return TooLargeFile(
            self._came, field_name=self.field_name, name=self.file_name, content_type=self.content_type,
            charset=self.charset, content_type_extra=self.content_type_extra,
        )  # fmt: skip


class KeepingUploadHandler(FileUploadHandler):
    """Hands the request body to KeepingParser; the other handlers of the request do their usual work."""

    def handle_raw_input(
        self, input_data: Any, META: Any, content_length: int, boundary: Any, encoding: str | None = None
    ) -> tuple[Any, Any] | None:
        others = [handler for handler in self.request.upload_handlers if handler is not self] if self.request else []
        if content_length > MAX_REQUEST:
            raise MultiPartParserError(f"一次提交的内容超过{MAX_REQUEST // 1024**2}MB，没有收下；请分几次上传。")
        stream: Any = CountingStream(input_data, boundary)
        handlers = [SizeUploadHandler(self.request, others), *others]
        fields, files = KeepingParser(META, stream, handlers, encoding).parse()
        arrived = sum(len(values) for _, values in (*fields.lists(), *files.lists()))
        if arrived != stream.boundaries - 1:
            raise MultiPartParserError("有一部分内容或文件的名称无法识别，没有收下任何内容；请修改文件名后重新提交。")
        return fields, files

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None
