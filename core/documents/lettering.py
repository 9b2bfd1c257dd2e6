"""Which characters the fonts of papers have: what none has would be printed as a box."""

from collections.abc import Set
from functools import cache

import pylopdf_fonts_zh_cn
import uharfbuzz as hb

# What core.documents.assets hands to the child. They stand here, since WeasyPrint lets every process that loads it take
# broken pictures for whole ones.
FONTS = {"serif": pylopdf_fonts_zh_cn.serif_path, "sans": pylopdf_fonts_zh_cn.sans_path}
_MOST_NAMED = 5


class Unprintable(Exception):
    """No font has these characters; str() is a Chinese sentence."""

    def __init__(self, characters: str) -> None:
        more = "等" if len(characters) > _MOST_NAMED else ""
        named = "、".join(f"“{one}”（U+{ord(one):04X}）" for one in characters[:_MOST_NAMED])
        super().__init__(
            f"文书的字库里没有{named}{more}，没有编文号，也没有生成；请联系系统管理员补充字库，或改用通用字。"
        )


def require_printable(html: str) -> None:
    """Raises Unprintable where the text holds a character that is in none of the fonts, whichever weight wants it."""
    if lacking := unprintable_in(html):
        raise Unprintable(lacking)


def unprintable_in(text: str) -> str:
    """The characters of a text that no paper can show; empty where it can be printed."""
    return "".join(sorted(one for one in set(text) if not one.isspace() and ord(one) not in _drawn()))


@cache
def _drawn() -> Set[int]:
    """The characters that every font has, since each weight has a font of its own."""
    found = [set(hb.Face(hb.Blob.from_file_path(str(path()))).unicodes) for path in FONTS.values()]
    return frozenset.intersection(*map(frozenset, found))
