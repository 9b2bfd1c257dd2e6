"""Texts, forms and parts as bytes, odd where they are asked to be."""

import encodings.aliases
import io
from functools import cache
from urllib.parse import quote_plus

from PIL import Image

from core.sheets.formats import write_xlsx
from tests.core.files.uploads_for_tests import PDF
from tests.doors.odd import Odd

BOUNDARY = "odd-boundary"
FORM = "application/x-www-form-urlencoded"
MANY_PARTS = f"multipart/form-data; boundary={BOUNDARY}"
CHARSETS = sorted({*encodings.aliases.aliases.values(), "none", "utf-8;x", "", "中", "a" * 300, "\x00"})


def quoted(text: str) -> str:
    """A text as an address bears it, half characters too."""
    return quote_plus(text.encode("utf-8", "surrogatepass"))


def encoded(typed: dict[str, str]) -> bytes:
    """A form as a browser sends it."""
    return "&".join(f"{quoted(name)}={quoted(text)}" for name, text in typed.items()).encode()


def header(text: str) -> str:
    """As a server hands a header on: one line, its bytes as latin-1."""
    line = text.encode("utf-8", "surrogatepass").decode("latin-1")
    return line.replace("\r", "").replace("\n", "")


def part(name: str, content: bytes, odd: Odd, filename: str | None = None) -> bytes:
    """One part of a body of many, whose head is now and then odd."""
    head = f'Content-Disposition: form-data; name="{name if odd.often(0.97) else odd.damaged(name)}"'
    if filename is not None:
        plainly, strangely = f'; filename="{filename}"', f"; filename*={odd.one_of(CHARSETS)}''{quoted(filename)}"
        head += plainly if odd.often(0.9) else strangely
        head += f"\r\nContent-Type: {odd.one_of(('application/pdf', 'image/png', 'text/csv', odd.text()))}"
        head += f"; charset={odd.one_of(CHARSETS)}" if odd.often(0.2) else ""
    if odd.often(0.1):
        head += f"\r\nContent-Transfer-Encoding: {odd.one_of(('base64', 'quoted-printable', '8bit', odd.text()))}"
    return f"--{BOUNDARY}\r\n{head}\r\n\r\n".encode("utf-8", "surrogatepass") + content + b"\r\n"


def body_of(parts: list[bytes]) -> bytes:
    """The parts with their end."""
    return b"".join(parts) + f"--{BOUNDARY}--\r\n".encode()


def content(odd: Odd) -> bytes:
    """The bytes of a file: good ones, damaged ones, and some of nothing."""
    good = odd.one_of((PDF, _picture(), _sheet(), b"a,b\n1,2\n", b""))
    return odd.flipped(good) if odd.often(0.6) else odd.one_of((good, odd.raw(400)))


@cache
def _picture() -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (4, 4), "white").save(stream, "PNG")
    return stream.getvalue()


@cache
def _sheet() -> bytes:
    return write_xlsx(["单位名称", "年度"], [["试样", 2024], ["二", None]])
