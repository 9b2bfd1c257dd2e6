"""Requests whose texts can be decoded, whatever codec their Content-Type names."""

from typing import Any

from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.utils.http import parse_header_parameters

CHARSETS = frozenset(("utf-8", "utf8", "us-ascii", "ascii", "iso-8859-1", "latin-1", "gbk", "gb2312", "gb18030"))
LONGEST = 19  # digits of a length


class ReadableRequest(WSGIRequest):
    """A request whose parts are decoded by a charset of texts, whatever its Content-Type names (base64, zip, punycode).

    Django takes any codec that Python has, and decodes the address with it before anybody could answer.
    """

    def __init__(self, environ: dict[str, Any]) -> None:
        """A length that is no number is none, as Django's reading of the body has it but half of the time."""
        length = environ.get("CONTENT_LENGTH") or "0"
        if not (length.isascii() and length.isdecimal() and len(length) < LONGEST):
            environ["CONTENT_LENGTH"] = "0"
        super().__init__(environ)

    def _set_content_type_params(self, meta: dict[str, Any]) -> None:
        try:
            self.content_type, self.content_params = parse_header_parameters(meta.get("CONTENT_TYPE", ""))
        except (LookupError, ValueError):
            self.content_type, self.content_params = "", {}
        if self.content_params.get("charset", "").lower() in CHARSETS:
            self.encoding = self.content_params["charset"]


class ReadingHandler(WSGIHandler):
    """The portal as a server calls it, with requests that can be read."""

    request_class = ReadableRequest
