"""Rows of a sheet as nearly every program writes them, looked at as text: nine of ten sheets hold nothing else.

What is taken here is well-formed, and holds neither formulas nor errors; how far it reaches is read of its cells. All
else is the parser's, so that this way sees every cell that any reader finds.
"""

import re
from dataclasses import dataclass

_TEXT = rb"[^<>&\x00-\x08\x0b\x0c\x0e-\x1f]*+(?:&(?:amp|lt|gt|quot|apos);[^<>&\x00-\x08\x0b\x0c\x0e-\x1f]*+)*+"
_VALUE = rb"<v>" + _TEXT + rb'</v>|<is><t(?: xml:space="preserve")?>' + _TEXT + rb"</t></is>"
_CELL = (
    rb'<c r="[A-Z]{1,3}[1-9][0-9]{0,6}"(?: s="[0-9]{1,9}")?(?: t="(?:s|n|b|str|inlineStr)")?'
    rb"(?:/>|>(?:" + _VALUE + rb")?</c>)"
)
_OF_A_ROW = rb"(?:spans|s|ht|customHeight|customFormat|x14ac:dyDescent|hidden|thickTop|thickBot)"
_ROW = (
    rb'<row r="[1-9][0-9]{0,6}"(?: ' + _OF_A_ROW + rb'="[0-9A-Za-z:. ]{0,40}")*+'
    rb"(?:/>|>(?:" + _CELL + rb")*+</row>)[ \r\n]*+"
)
_PLAIN = re.compile(rb"(?:" + _ROW + rb")++")
_ROW_BEGINS, _PLACE = b'<row r="', re.compile(rb' r="[A-Z]*([0-9]+)"')
_USED = re.compile(rb'<c r="([A-Z]+)([0-9]+)"(?: [st]="[^"]*")*+>(?!</c>)')
_NO_CHARACTERS = (b"\xef\xbf\xbe", b"\xef\xbf\xbf")
ROW_ENDS = b"</row>"


@dataclass(frozen=True, slots=True)
class Skimmed:
    """How far the used cells of some rows reach: the letters of their columns, their last row. `row`: the last one."""

    letters: frozenset[str]
    last: int
    row: int


def skimmed(part: bytes) -> Skimmed | None:
    """What whole rows hold; None where anything in them wants a parser."""
    if not _PLAIN.fullmatch(part) or not _is_text(part):
        return None
    used = _USED.findall(part)
    numbers = _PLACE.findall(part, part.rindex(_ROW_BEGINS))
    if numbers[0] != numbers[-1]:  # the next row may have no number, and counts from the last cell
        return None
    letters = frozenset(letter.decode() for letter in {letters for letters, _ in used})
    return Skimmed(letters, max(map(int, {number for _, number in used}), default=0), int(numbers[0]))


def _is_text(part: bytes) -> bool:
    """Whether it is UTF-8 of characters that XML knows."""
    try:
        part.decode()
    except UnicodeDecodeError:
        return False
    return not any(mark in part for mark in _NO_CHARACTERS)
