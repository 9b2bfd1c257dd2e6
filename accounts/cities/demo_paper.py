"""The one paper that the people of the demo hand in."""

from pathlib import Path
from struct import pack
from zlib import crc32

from django.conf import settings
from django.core.files.base import ContentFile

PAPER, END = "demo-paper.png", 12  # bytes of the last part of a PNG


def demo_paper(name: str) -> ContentFile:
    """The demo's only paper, which says that it is none, under a name of its own, which its content has too: one file
    for several papers would be told of."""
    content = (Path(settings.BASE_DIR) / "fixtures" / PAPER).read_bytes()
    chunk = b"tEXtTitle\0" + name.encode().hex().encode()
    named = pack(">I", len(chunk) - 4) + chunk + pack(">I", crc32(chunk))
    return ContentFile(content[:-END] + named + content[-END:], name=f"{name}.png")
