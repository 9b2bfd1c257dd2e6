"""How large a workbook is, before the reader sees it: its XML is walked in a stream, and refused where it goes too far.

A cell far out costs a few bytes and lets the reader lay out every cell up to it. What a sheet declares of its size is
not believed; every cell is looked at. On the way the walk notes what the reader does not tell: which cells hold an
error or a formula that was never reckoned. Every part is read as UTF-8, well-formed and without a document type, so
that no other reader finds cells that this one did not see.
"""

import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import IO, Any
from xml.parsers import expat

from django.core.exceptions import ValidationError

from core.sheets.cells import BrokenCell
from core.sheets.heads import letter_of
from core.sheets.locating import BOOK, DAMAGED, RELATIONS, Attributes, BookWalk, local_name, refuse_damaged
from core.sheets.skimming import ROW_ENDS, skimmed
from core.sheets.spreading import Spread, spread_of

MAX_COLUMNS = 60
MAX_AREA = 3_000_000
MAX_BROKEN, MAX_MERGED = 10_000, 10_000
MAX_PART = 16 * 1024**2  # of what is neither a sheet nor the texts of its cells
MAX_TAGS = 16_000_000  # of 100,000 rows with 30 cells each
_TOO_MUCH = "工作簿的内容过多，不能接收；请拆分后分次导入。"
_OTHER_ENCODINGS = (b"\xff\xfe", b"\xfe\xff")  # expat would follow these marks, other readers do not
_CHUNK = 1 << 18
_REFERENCE = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})", re.ASCII)
_ROW = re.compile(r"[1-9]\d{0,6}", re.ASCII)
_XML, _SHARED = (".xml", ".rels", ".vml"), "sharedstrings.xml"
Place = tuple[int, int]


class Walk:
    """One walk over the parts of a workbook; what begins with < is counted over all of them."""

    def __init__(self) -> None:
        self.tags = 0

    def over(self, stream: IO[bytes], see: Callable[[str, Attributes], None] | None) -> None:
        """Call `see` with the name and attributes of each element. Raises ValidationError (Chinese)."""
        self._parse(stream, _parser(see), lambda _: False)

    def over_sheet(self, stream: IO[bytes], sheet: "_SheetWalk | Spread") -> None:
        """Let the walk of a sheet see its elements, and whole rows that are plain at once. Raises like `over`."""
        parser = _parser(sheet.see)
        sheet.parser = parser
        self._parse(stream, parser, sheet.skim)

    def _parse(self, stream: IO[bytes], parser: Any, skim: Callable[[bytes], bool]) -> None:
        try:
            for part in _in_rows(stream):
                self.tags += part.count(b"<")
                if self.tags > MAX_TAGS:
                    raise ValidationError(_TOO_MUCH)
                if not skim(part):
                    parser.Parse(part)
            parser.Parse(b"", True)
        except expat.ExpatError as error:
            raise ValidationError(DAMAGED) from error


def _parser(see: Callable[[str, Attributes], None] | None) -> Any:
    parser = expat.ParserCreate("UTF-8")
    parser.StartDoctypeDeclHandler = refuse_damaged
    parser.StartElementHandler = see
    return parser


def _in_rows(stream: IO[bytes]) -> Iterator[bytes]:
    """The stream in parts, each to the end of its last row where one ends in it. No part is larger than two chunks."""
    part = stream.read(_CHUNK)
    if part.startswith(_OTHER_ENCODINGS):
        refuse_damaged()
    while part:
        end = part.rfind(ROW_ENDS) + len(ROW_ENDS)
        if end < len(ROW_ENDS):
            end = len(part)
        yield part[:end]
        more = stream.read(_CHUNK)
        if not more and end < len(part):
            yield part[end:]
        part = part[end:] + more if more else b""


@dataclass
class Measure:
    """What was found in one sheet: its last row and column, and the cells that hold no value, by row and column.
    `place` is where the sheet stands in the workbook, the first being 0."""

    place: int = 0
    rows: int = 0
    columns: int = 0
    broken: dict[Place, BrokenCell] = field(default_factory=dict)


class _SheetWalk:
    """Follows the cells of one sheet. Numbers of rows and columns begin with 1."""

    def __init__(self) -> None:
        self.found = Measure()
        self.row = self.column = self.merged = 0
        self.kind, self.said, self.formula = "", "", False
        self._letters: dict[str, int] = {}
        self.parser: Any = None

    def skim(self, part: bytes) -> bool:
        """Take whole rows at once; False where the parser has to read them."""
        found = skimmed(part)
        if found is None:
            return False
        self._close()
        self.row = found.row
        columns = max(map(_column_of, found.letters), default=0)
        if columns:
            self._reach(found.last, columns)
        return True

    def see(self, name: str, attributes: Attributes) -> None:
        if ":" in name:
            name = local_name(name)
        if name == "c":
            self._close()
            self._place(attributes.get("r", ""))
            self.kind = attributes.get("t", "")
        elif name in ("v", "is", "f"):
            self._used(name)
        elif name == "mergeCell":
            self.merged += 1
            if self.merged > MAX_MERGED:
                raise ValidationError(f"工作簿里合并的单元格超过{MAX_MERGED}处；请取消合并，再上传。")
        elif name == "row":
            self._close()
            number = attributes.get("r") or str(self.row + 1)
            if not _ROW.fullmatch(number):
                refuse_damaged()
            self.row, self.column = int(number), 0

    def _place(self, reference: str) -> None:
        letters = reference.rstrip("0123456789")
        column = self._letters.get(letters)
        if column is None or reference != f"{letters}{self.row}":
            column = self._elsewhere(reference)
        self.column = column

    def _elsewhere(self, reference: str) -> int:
        """A cell without a place follows the one before it; one may also name a row that is not the row's own."""
        if not reference:
            return self.column + 1
        match = _REFERENCE.fullmatch(reference.upper())
        if match is None:
            refuse_damaged()
        letters, self.row = match[1], int(match[2])
        column = self._letters[reference.rstrip("0123456789")] = _column_of(letters)
        return column

    def _reach(self, row: int, column: int) -> None:
        """A cell as far out as this is used."""
        found = self.found
        if row > found.rows or column > found.columns:
            found.rows, found.columns = max(found.rows, row), max(found.columns, column)
            _check_area(found)

    def _used(self, name: str) -> None:
        self._reach(self.row, self.column)
        if name == "f":
            self.formula = True
        if self.kind == "e" or (self.formula and self.kind != "str"):
            self.parser.CharacterDataHandler = self._said if name == "v" else None

    def _said(self, text: str) -> None:
        self.said += text[:20].strip()

    def _close(self) -> None:
        """What the cell before was, now that all of it was seen."""
        if self.kind == "e" or (self.formula and self.kind != "str" and not self.said):
            self.found.broken[self.row, self.column] = broken_by(self.said)
            if len(self.found.broken) > MAX_BROKEN:
                raise ValidationError(f"工作簿里出错的公式超过{MAX_BROKEN}处，请先改正，再上传。")
        if self.formula or self.kind == "e":
            self.parser.CharacterDataHandler = None
            self.said, self.formula = "", False
        self.kind = ""

    def done(self) -> Measure:
        self._close()
        return self.found


def _column_of(letters: str) -> int:
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - ord("A") + 1
    return column


def measure(content: bytes) -> Measure:
    """The first sheet that a person sees. Raises ValidationError (Chinese) where any sheet goes too far. `content` has
    passed the gate for files: it is a zip, whole, and small when it is unpacked."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = {member.filename.replace("\\", "/").lower(): member for member in archive.infolist()}
        walk, book = Walk(), BookWalk()
        if len(members) != len(archive.infolist()):
            refuse_damaged()
        for part, see in ((BOOK, book.see_book), (RELATIONS, book.see_relations)):
            _over(walk, archive, members.get(part), see)
        found: dict[str, Measure] = {}
        for name, member in members.items():
            if name in book.paths():
                _over_sheet(walk, archive, member, sheet := _SheetWalk())
                found[name] = sheet.done()
            elif name.endswith(_XML):
                if member.file_size > MAX_PART and not name.endswith(_SHARED):
                    raise ValidationError(_TOO_MUCH)
                _over(walk, archive, member, None)
        if any(path not in found for path in book.paths()):
            refuse_damaged()
        _count_texts(walk, archive, members, book)
    place = book.first_shown()
    shown = found[book.paths()[place]]
    shown.place = place
    return shown


def _count_texts(walk: Walk, archive: zipfile.ZipFile, members: Mapping[str, Any], book: BookWalk) -> None:
    """Refuse what comes to too much once the texts that cells share are laid out in each; walks the sheets again."""
    shared = [member for name, member in members.items() if name.endswith(_SHARED)]
    if spread := spread_of(archive, shared, walk.tags):
        walk.tags = 0
        for name in book.paths():
            _over_sheet(walk, archive, members[name], spread)
            spread.done()


def _over(walk: Walk, archive: zipfile.ZipFile, member: Any, see: Any) -> None:
    if member is None:
        refuse_damaged()
    with archive.open(member) as stream:
        walk.over(stream, see)


def _over_sheet(walk: Walk, archive: zipfile.ZipFile, member: Any, sheet: "_SheetWalk | Spread") -> None:
    with archive.open(member) as stream:
        walk.over_sheet(stream, sheet)


def _check_area(found: Measure) -> None:
    if found.columns > MAX_COLUMNS:
        raise too_wide(found.columns)
    if found.rows * found.columns > MAX_AREA:
        raise ValidationError(f"表格写到了第{found.rows}行，范围过大；请删去表格下边零星的内容和空白行，另存后上传。")


def too_wide(columns: int) -> ValidationError:
    """What is said of a table that reaches too far to the right."""
    return ValidationError(
        f"表格写到了{letter_of(columns)}列，最多{MAX_COLUMNS}列；请删去表格右边零星的内容和空白列，另存后上传。"
    )


def broken_by(error: str) -> BrokenCell:
    """A cell in place of which a spreadsheet shows an error, or that has a formula and no value."""
    if error:
        return BrokenCell(error, f"公式出错（{error}），请改正后重新上传。")
    return BrokenCell("", "公式没有算出结果，请用表格软件打开、保存后重新上传，或者把公式改成数值。")
