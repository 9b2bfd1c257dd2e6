"""Cut fonts down to the glyphs in use with uharfbuzz, the same on every machine.

WeasyPrint wants the system's libharfbuzz-subset, which a fresh machine lacks; its fallback takes 8 seconds a paper.
This replaces the choice (docs: one way of cutting also keeps the bytes of a paper equal between machines).
"""

from collections.abc import Iterable
from typing import Any

import uharfbuzz as hb
from weasyprint.pdf.fonts import Font

_IDLE_TABLES = ("BASE", "DSIG", "EBDT", "EBLC", "EBSC", "GPOS", "GSUB", "JSTF", "LTSH", "PCLT", "SVG ", "VORG", "vhea")
_KEEP_IDS = hb.SubsetFlags.RETAIN_GIDS | hb.SubsetFlags.PASSTHROUGH_UNRECOGNIZED | hb.SubsetFlags.DESUBROUTINIZE


def install() -> None:
    """Make WeasyPrint use `subset_font` for every font."""
    Font.subset = _subset


def subset_font(content: bytes, index: int, glyphs: Iterable[int], *, hinting: bool, notdef: bool) -> bytes:
    """The font file with only `glyphs` (glyph numbers are kept, since the page refers to them)."""
    request = hb.SubsetInput()
    request.glyph_set.update(glyphs)
    request.flags = _flags(hinting=hinting, notdef=notdef)
    request.drop_table_tag_set.update(int.from_bytes(table.encode(), "big") for table in _IDLE_TABLES)
    face = hb.subset(hb.Face(hb.Blob(content), index), request)
    return bytes(face.blob.data)


def _flags(*, hinting: bool, notdef: bool) -> Any:
    flags = _KEEP_IDS
    if not hinting:
        flags |= hb.SubsetFlags.NO_HINTING
    if notdef:
        flags |= hb.SubsetFlags.NOTDEF_OUTLINE
    return flags


def _subset(font: Any, to_unicode: dict[int, str], hinting: bool) -> None:
    if to_unicode:
        font.file_content = subset_font(
            font.file_content, font.index, to_unicode, hinting=hinting, notdef=bool(font.missing)
        )
