"""The process behind `asking`: it shows one page of a file that somebody handed in, as a picture or as its text.

It serves the frames of core.documents.child, which gives each a child of its own with limits. A frame is a line of JSON
(kind, page, picture) and the file; the answer is a line of JSON (what is told of the file) and the picture, if asked.
"""

import ctypes
import io
import json
import warnings
from collections.abc import Callable, Mapping
from typing import Any

import pylopdf_fonts_zh_cn
import pypdfium2
from PIL import Image, ImageOps
from pypdfium2 import raw

from core.documents.child import serve
from core.looking.reading import rows_of_document, rows_of_workbook

WIDTH, HIGHEST = 1240, 4000  # pixels of a page: A4 at 150 to the inch; a roll of paper is made smaller
MOST_TEXT = 20_000  # characters of a page
Image.MAX_IMAGE_PIXELS = 100_000_000
Answer = tuple[dict[str, Any], bytes]


def of_pdf(content: bytes, page: int, *, picture: bool) -> Answer:
    """A page of a PDF, with its text where it has one."""
    try:
        with pypdfium2.PdfDocument(content) as document:
            told: dict[str, Any] = {"pages": len(document)}
            if page > len(document):
                return told, b""
            shown = document[page - 1]
            if picture:
                scale = min(WIDTH / max(shown.get_width(), 1), HIGHEST / max(shown.get_height(), 1))
                return told, _png(shown.render(scale=scale, may_draw_forms=False).to_pil())
            return told | {"text": shown.get_textpage().get_text_bounded()[:MOST_TEXT].strip()}, b""
    except pypdfium2.PdfiumError as error:
        raise ValueError(str(error)) from error


def of_picture(content: bytes, page: int, *, picture: bool) -> Answer:
    """A photograph or scan, the right way up, no larger than a page."""
    if page > 1 or not picture:
        return {"pages": 1}, b""
    try:
        with Image.open(io.BytesIO(content), formats=("JPEG", "PNG")) as image:
            image.draft("RGB", (WIDTH * 2, HIGHEST))
            return {"pages": 1}, _png(ImageOps.exif_transpose(image))
    except (OSError, SyntaxError, EOFError) as error:
        raise ValueError(str(error)) from error


def _png(image: Image.Image) -> bytes:
    """The picture on white, without what its file says beside it (place, camera)."""
    image.thumbnail((WIDTH, HIGHEST))
    plain = Image.new("RGB", image.size, "white")
    drawn = image.convert("RGBA")
    plain.paste(drawn, mask=drawn)
    made = io.BytesIO()
    plain.save(made, "PNG")
    return made.getvalue()


def of_document(content: bytes, page: int, *, picture: bool) -> Answer:
    """A written document: its paragraphs, and the rows of its tables."""
    return {"pages": 1} | (rows_of_document(content) if page == 1 and not picture else {}), b""


def of_workbook(content: bytes, page: int, *, picture: bool) -> Answer:
    """A workbook: a sheet is a page."""
    return rows_of_workbook(content, page), b""


KINDS: Mapping[str, Callable[..., Answer]] = {
    "pdf": of_pdf, "jpg": of_picture, "png": of_picture, "docx": of_document, "xlsx": of_workbook,
}  # fmt: skip


def use_own_fonts() -> None:
    """Many an invoice names a common Chinese font and does not bring it: without one its words would be blank."""
    folder = ctypes.create_string_buffer(str(pylopdf_fonts_zh_cn.serif_path().parent).encode())
    paths = (ctypes.POINTER(ctypes.c_char) * 2)()  # the second one stays empty and ends them
    paths[0] = ctypes.cast(folder, ctypes.POINTER(ctypes.c_char))
    raw.FPDF_DestroyLibrary()  # it was started, without them, when it was imported
    raw.FPDF_InitLibraryWithConfig(raw.FPDF_LIBRARY_CONFIG(version=2, m_pUserFontPaths=paths))


def show(frame: bytes) -> bytes:
    """The answer to one frame."""
    head, _, content = frame.partition(b"\n")
    asked = json.loads(head)
    told, picture = KINDS[asked["kind"]](content, asked["page"], picture=asked["picture"])
    return json.dumps(told, ensure_ascii=True).encode() + b"\n" + picture


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    use_own_fonts()
    serve(show)
