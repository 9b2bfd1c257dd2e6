"""No handed-in file disappears without a word.

Django's parser drops a part whose file name is `.`, `..` or made of unprintable characters only, and answers as if
nothing had been sent. Listed first in FILE_UPLOAD_HANDLERS, the handler below lets such a part through under a
stand-in name without an extension, so that the gate (core.files) refuses it with a sentence.
"""

from typing import Any

from django.core.files.uploadhandler import FileUploadHandler
from django.http.multipartparser import MultiPartParser

UNNAMED = "未命名"


class KeepingParser(MultiPartParser):
    """Parses like Django, but a part with an unusable file name keeps its content."""

    def sanitize_file_name(self, file_name: str) -> str:
        return super().sanitize_file_name(file_name) or UNNAMED


class KeepingUploadHandler(FileUploadHandler):
    """Hands the request body to KeepingParser; the other handlers of the request do their usual work."""

    def handle_raw_input(
        self, input_data: Any, META: Any, content_length: int, boundary: Any, encoding: str | None = None
    ) -> tuple[Any, Any] | None:
        others = [h for h in self.request.upload_handlers if h is not self] if self.request else []
        return KeepingParser(META, input_data, others, encoding).parse()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None
