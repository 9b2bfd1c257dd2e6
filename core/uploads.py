"""No handed-in file disappears without a word.

Django's parser drops a part whose file name is `.`, `..` or made of unprintable characters only, and a part whose
header is no UTF-8, and answers as if nothing had been sent. Listed first in FILE_UPLOAD_HANDLERS, the handler below
lets the first kind through under a stand-in name without an extension, so that the gate (core.files) refuses it with
a sentence, and refuses a request of which fewer parts arrived than were sent (status 400).
"""

from typing import Any

from django.core.files.uploadhandler import FileUploadHandler
from django.http.multipartparser import MultiPartParser, MultiPartParserError

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


class KeepingUploadHandler(FileUploadHandler):
    """Hands the request body to KeepingParser; the other handlers of the request do their usual work."""

    def handle_raw_input(
        self, input_data: Any, META: Any, content_length: int, boundary: Any, encoding: str | None = None
    ) -> tuple[Any, Any] | None:
        others = [handler for handler in self.request.upload_handlers if handler is not self] if self.request else []
        stream: Any = CountingStream(input_data, boundary)
        fields, files = KeepingParser(META, stream, others, encoding).parse()
        arrived = sum(len(values) for _, values in (*fields.lists(), *files.lists()))
        if arrived != stream.boundaries - 1:
            raise MultiPartParserError("有一部分内容或文件的名称无法识别，没有收下任何内容；请修改文件名后重新提交。")
        return fields, files

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None
