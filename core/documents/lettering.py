"""Which characters the fonts of papers have: what none has would be printed as a box."""

from collections.abc import Callable, Set
from functools import cache

import pylopdf_fonts_jp
import pylopdf_fonts_zh_cn
import pylopdf_fonts_zh_tw
import uharfbuzz as hb

# What core.documents.assets hands to the child. They stand here, since WeasyPrint lets every process that loads it take
# broken pictures for whole ones.
FONTS = {"serif": pylopdf_fonts_zh_cn.serif_path, "sans": pylopdf_fonts_zh_cn.sans_path}
# For what those two lack: some two thousand characters of the further planes (𠮷). A paper loads them only then.
RARE = {
    "serif-tw": pylopdf_fonts_zh_tw.serif_path, "sans-tw": pylopdf_fonts_zh_tw.sans_path,
    "serif-jp": pylopdf_fonts_jp.serif_path, "sans-jp": pylopdf_fonts_jp.sans_path,
}  # fmt: skip
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
    return "".join(sorted(one for one in _beyond(text) if ord(one) not in _drawn_by(rare=True)))


def wants_rare(text: str) -> bool:
    """Whether a text has a character for which the further fonts are needed."""
    return bool(_beyond(text))


def _beyond(text: str) -> set[str]:
    return {one for one in set(text) if not one.isspace() and ord(one) not in _drawn_by(rare=False)}


@cache
def _drawn_by(*, rare: bool) -> Set[int]:
    """The characters that papers have in the weight of the text and in that of headings, each of its own fonts."""
    fonts = FONTS | (RARE if rare else {})
    weights = [{name: path for name, path in fonts.items() if name.startswith(weight)} for weight in FONTS]
    return frozenset.intersection(*(frozenset().union(*map(_characters, paths.values())) for paths in weights))


def _characters(path: Callable[[], object]) -> Set[int]:
    return frozenset(hb.Face(hb.Blob.from_file_path(str(path()))).unicodes)
