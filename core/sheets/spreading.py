"""How much text the cells of a workbook come to: one that is written once is copied into every cell that points at it,
so that a file of a few kilobytes may fill the memory of whoever reads it."""

import re
import zipfile
from collections import Counter
from collections.abc import Iterable
from itertools import zip_longest
from typing import Any

from django.core.exceptions import ValidationError

from core.sheets.locating import Attributes, local_name
from core.sheets.skimming import skimmed

MOST_TEXT = 128 * 1024**2  # bytes
TOO_MUCH_TEXT = "工作簿里同一段长文字在很多单元格中重复，内容过多，不能接收；请删去多余的文字后上传。"
_TAGS_OF_A_CELL = 4  # <c t="s"><v>1</v></c>
_ITEM = re.compile(rb"<(?:[\w.-]+:)?si(?=[\s>/])")
_POINTS = b' t="s"><v>'
_REFERENCES = re.compile(_POINTS + rb"([0-9]{1,9})</v>")


def spread_of(archive: zipfile.ZipFile, shared: Iterable[zipfile.ZipInfo], tags: int) -> "Spread | None":
    """What counts the cells of the sheets, which hold so many tags; None where they cannot come to too much."""
    lengths = [_lengths_of(archive.read(member)) for member in shared]
    longest = max((max(found, default=0) for found in lengths), default=0)
    if longest * (tags // _TAGS_OF_A_CELL) <= MOST_TEXT:
        return None
    return Spread([max(texts) for texts in zip_longest(*lengths, fillvalue=0)])


def _lengths_of(part: bytes) -> list[int]:
    """The bytes of each shared text, with the tags in it: never less than the text. A comment or the like may hide what
    looks like a tag: there any text is taken to be as long as all."""
    if part.count(b"<!") or part.count(b"<?") > 1:
        return [len(part)]
    return [len(text) for text in _ITEM.split(part)[1:]]


class Spread:
    """Counts the text of one sheet's cells, and stops where all of a workbook come to too much."""

    def __init__(self, lengths: list[int]) -> None:
        self.lengths, self.longest, self.total = lengths, max(lengths), 0
        self.parser: Any = None
        self.shares, self.index = False, ""

    def skim(self, part: bytes) -> bool:
        """Take whole rows at once; False where the parser has to read them."""
        if skimmed(part) is None:
            return False
        self._close()
        plain = Counter(_REFERENCES.findall(part))
        for index, times in plain.items():
            self._add(index.decode(), times)
        self._add("", part.count(_POINTS) - plain.total())
        return True

    def see(self, name: str, attributes: Attributes) -> None:
        """An element of a row that is not plain."""
        local = local_name(name)
        if local in ("c", "row"):
            self._close()
            self.shares = attributes.get("t") == "s"
        self.parser.CharacterDataHandler = self._said if local == "v" and self.shares else None

    def done(self) -> None:
        """The sheet is over."""
        self._close()

    def _said(self, text: str) -> None:
        self.index += text[:20]

    def _close(self) -> None:
        if self.index:
            self._add(self.index.strip(), 1)
        self.shares, self.index = False, ""

    def _add(self, index: str, times: int) -> None:
        """So many cells with one text; where it is not plain which, with the longest."""
        known = index.isascii() and index.isdigit() and int(index) < len(self.lengths)
        self.total += times * (self.lengths[int(index)] if known else self.longest)
        if self.total > MOST_TEXT:
            raise ValidationError(TOO_MUCH_TEXT)
